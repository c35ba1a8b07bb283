using Reception.Cluster.Fakes;

namespace Reception.Cluster.Checks.Tests;

public sealed class WaitingCheckTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddHours(1);

    [Fact]
    public void Find_WaitsWhileAnAgentIsFree_IsFound() => Assert.Single(Find(Waiting(), Free));

    [Fact]
    public void Find_NobodyIsRoutable_FindsNothing() => Assert.Empty(Find(Waiting(), Free with { Routable = false }));

    [Fact]
    public void Find_TheAgentIsFull_FindsNothing() => Assert.Empty(Find(Waiting().Serve("shop/web/2", "lin").Row("shop/web/2", null, 3), Free));

    [Fact]
    public void Find_TheAgentServesAnotherQueue_FindsNothing() =>
        Assert.Empty(Find(new Written().Agent("lin", 1, "shop/returns").Wait("shop/web/1"), Free));

    [Fact]
    public void Find_HeDeclinedItAMomentAgo_FindsNothing() => Assert.Empty(Find(Waiting(), Free with { Refused = Refused(Now.AddSeconds(5)) }));

    [Fact]
    public void Find_HeDeclinedItLongAgo_IsFound() => Assert.Single(Find(Waiting(), Free with { Refused = Refused(Now.AddSeconds(-1)) }));

    [Fact]
    public void Find_KeptForTheAgentItHad_FindsNothing() => Assert.Empty(Find(new Written().Agent("lin", 1, "shop/general").Wait("shop/web/1", preferred: "zhou", until: Now.AddSeconds(1)), Free));

    [Fact]
    public void Find_TheAgentItHadLeftItsWindow_IsFound() => Assert.Single(Find(new Written().Agent("lin", 1, "shop/general").Wait("shop/web/1", preferred: "zhou", until: Now.AddSeconds(-1)), Free));

    [Fact]
    public void Find_KeptForHeavierWork_FindsNothing() => Assert.Empty(Find(new Written().Agent("lin", 1, "shop/general").Wait("shop/web/1").Wait("shop/web/2", weight: 3), Free));

    [Fact]
    public void Find_OpenWithoutARow_IsFound() => Assert.Single(Find(new Written().Add("shop/web/1", "opened", 1).Add("shop/web/1", "handed-over", 2)));

    [Fact]
    public void Find_RowOfAnEarlierEpoch_IsFound() => Assert.Single(Find(new Written().Serve("shop/web/1", "lin").Row("shop/web/1", "shop/general", 2)));

    [Fact]
    public void Find_RowOfWhatHasEnded_FindsNothing() => Assert.Empty(Find(new Written().Serve("shop/web/1", "lin").Add("shop/web/1", "closed", 4).Row("shop/web/1", null, 3)));

    private static Standing Free => new("lin", Routable: true, new Dictionary<string, DateTimeOffset>());

    private static Written Waiting() => new Written().Agent("lin", 1, "shop/general").Wait("shop/web/1");

    private static Dictionary<string, DateTimeOffset> Refused(DateTimeOffset until) => new() { ["shop/web/1"] = until };

    private static IEnumerable<Violation> Find(Written written, params Standing[] standings) => WaitingCheck.Find(written.Journal, standings, Now);
}
