using Reception.Cluster.Fakes;
using Reception.Cluster.Histories;

namespace Reception.Cluster.Checks.Tests;

public sealed class OwnerCheckTests
{
    private const string Chat = Told.Conversation;

    [Fact]
    public void Find_ServedAndClosed_FindsNothing() => Assert.Empty(Find(Served().Add(Chat, "agent", id: "x", agent: "lin").Add(Chat, "closed", 4)));

    [Fact]
    public void Find_EpochStandsStill_IsFound() => Assert.Single(Find(Served().Add(Chat, "requeued", 3, "lin")));

    [Fact]
    public void Find_EpochJumps_IsFound() => Assert.Single(Find(Served().Add(Chat, "closed", 6)));

    [Fact]
    public void Find_AssignedWhileAnotherOwns_IsFound() => Assert.Single(Find(Served().Add(Chat, "assigned", 4, "zhou")));

    [Fact]
    public void Find_LineOfAnAgentWhoDoesNotOwn_IsFound() => Assert.Single(Find(Served().Add(Chat, "agent", id: "x", agent: "zhou")));

    [Fact]
    public void Find_BotSpeaksWhileAnAgentOwns_IsFound() => Assert.Single(Find(Served().Add(Chat, "answered")));

    [Fact]
    public void Find_TwoAgentsToldOfOneEpoch_IsFound() => Assert.Single(Find(Served(), new Told()
        .Then(Told.By(CommandKind.Accept, "lin", 2), Told.Done(null))
        .Then(Told.By(CommandKind.Accept, "zhou", 2), Told.Done(null))));

    [Fact]
    public void Find_CommandCarriedOutInAnothersEpoch_IsFound() => Assert.Single(Find(Served(), new Told().Then(Told.By(CommandKind.AgentClose, "lin", 2), Told.Done(null))));

    [Fact]
    public void Find_ServedButNotInTheFile_IsFound() => Assert.Single(Find(new Written(), new Told().Then(Told.By(CommandKind.Accept, "lin", 2), Told.Done(null))));

    private static Written Served() => new Written().Serve(Chat, "lin");

    private static IEnumerable<Violation> Find(Written written, Told? told = null) => OwnerCheck.Find(written.Journal, told?.Operations ?? []);
}
