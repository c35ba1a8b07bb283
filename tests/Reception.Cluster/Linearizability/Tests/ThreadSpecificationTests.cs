using Reception.Cluster.Fakes;
using Reception.Cluster.Histories;
using Reception.Contracts.Conversations;

namespace Reception.Cluster.Linearizability.Tests;

/// <summary>Each kind of violation is caught, and what only looks like one is not.</summary>
public sealed class ThreadSpecificationTests
{
    [Fact]
    public void Check_AckedLineLaterMissing_IsViolated() => Violated(new Told()
        .Then(Told.Post("a"), Told.Stored(Told.Bot(2, 1), ("a", 1)))
        .Then(Told.Read(), Told.Page(0)));

    [Fact]
    public void Check_AckedLineLaterReplaced_IsViolated() => Violated(new Told()
        .Then(Told.Post("a"), Told.Stored(null, ("a", 1)))
        .Then(Told.Post("b"), Told.Stored(null, ("b", 2)))
        .Then(Told.Read(), Told.Page(2, (1, "customer b"), (2, "customer b"))));

    [Fact]
    public void Check_LineStandsTwice_IsViolated() => Violated(new Told()
        .Then(Told.Post("a"), Told.Stored(null, ("a", 1)))
        .Then(Told.Read(), Told.Page(2, (1, "customer a"), (2, "customer a"))));

    [Fact]
    public void Check_LaterLineBeforeEarlier_IsViolated() => Violated(new Told()
        .Then(Told.Post("a"), Told.Stored(null, ("a", 5)))
        .Then(Told.Post("b"), Told.Stored(null, ("b", 3))));

    [Fact]
    public void Check_OlderViewAfterNewer_IsViolated() => Violated(new Told()
        .Then(Told.Post("a"), Told.Stored(Told.Bot(4, 2), ("a", 1)))
        .Then(Told.Customer(CommandKind.Look), Told.Done(Told.Bot(3, 2))));

    [Fact]
    public void Check_LineThatNobodySaid_IsViolated() => Violated(new Told().Then(Told.Read(), Told.Page(1, (1, "customer x"))));

    [Fact]
    public void Check_TwoAgentsTakeOneEpoch_IsViolated() => Violated(new Told()
        .Then(Told.By(CommandKind.Accept, "lin", 2), Told.Done(Told.Agent("lin", 5, 2, 3)))
        .Then(Told.By(CommandKind.Accept, "zhou", 2), Told.Done(Told.Agent("zhou", 6, 2, 3))));

    [Fact]
    public void Check_AgentSpeaksAfterTheEpochPassed_IsViolated() => Violated(new Told()
        .Then(Told.By(CommandKind.Accept, "lin", 2), Told.Done(Told.Agent("lin", 5, 2, 3)))
        .Then(Told.Customer(CommandKind.Close), Told.Done(Told.Closed(7, 4, 4)))
        .Then(Told.AgentPost("lin", 3, "x"), Told.Stored(null, ("x", 5))));

    [Fact]
    public void Check_AgentOwnsWithoutAnAccept_IsViolated() => Violated(new Told()
        .Then(Told.Customer(CommandKind.Ask), Told.Done(Told.Agent("lin", 5, 2, 3))));

    [Fact]
    public void Check_RefusedAsStaleInItsOwnEpoch_IsViolated() => Violated(new Told()
        .Then(Told.By(CommandKind.Accept, "lin", 2), Told.Done(Told.Agent("lin", 5, 2, 3)))
        .Then(Told.By(CommandKind.AgentClose, "lin", 3), new Answer(CommandOutcome.StaleEpoch, Told.Agent("lin", 5, 2, 3))));

    [Fact]
    public void Check_RefusedInAnEpochThatNeverBegan_IsLinearizable() => Linearizable(new Told()
        .Then(Told.Customer(CommandKind.Ask), Told.Done(Told.Waiting(5, 3, 2)))
        .Then(Told.AgentPost("lin", 3, "x"), new Answer(CommandOutcome.StaleEpoch, Told.Waiting(5, 3, 2))));

    [Fact]
    public void Check_WholeEpisode_IsLinearizable() => Linearizable(new Told()
        .Then(Told.Post("a"), Told.Stored(Told.Bot(3, 2), ("a", 1)))
        .Then(Told.Customer(CommandKind.Ask), Told.Done(Told.Waiting(5, 3, 2)))
        .Then(Told.By(CommandKind.Accept, "lin", 2), Told.Done(Told.Agent("lin", 8, 4, 3)))
        .Then(Told.AgentPost("lin", 3, "x"), Told.Stored(Told.Agent("lin", 9, 5, 3), ("x", 5)))
        .Then(Told.By(CommandKind.AgentClose, "lin", 3), Told.Done(Told.Closed(11, 6, 4)))
        .Then(Told.Read(), Told.Page(6, (1, "customer a"), (2, null), (3, null), (4, null), (5, "lin x"), (6, null))));

    [Fact]
    public void Check_UnknownPostThatIsThere_IsLinearizable() => Linearizable(new Told()
        .Then(Told.Post("a"), null)
        .Then(Told.Post("b"), Told.Stored(null, ("b", 1)))
        .Then(Told.Read(), Told.Page(2, (1, "customer b"), (2, "customer a"))));

    [Fact]
    public void Check_UnknownPostThatIsNotThere_IsLinearizable() => Linearizable(new Told()
        .Then(Told.Post("a"), null)
        .Then(Told.Read(), Told.Page(0)));

    [Fact]
    public void Check_UnknownPostSeenAndGoneAgain_IsViolated() => Violated(new Told()
        .Then(Told.Post("a"), null)
        .Then(Told.Read(), Told.Page(1, (1, "customer a")))
        .Then(Told.Read(), Told.Page(1, (1, null))));

    [Fact]
    public void Check_RepeatedPost_IsOneEffectAndALaterView() => Linearizable(new Told()
        .At(Told.Post("a"), Told.Stored(Told.Bot(6, 3), ("a", 1)) with { Outcome = CommandOutcome.Repeated }, 1, 10)
        .At(Told.Post("b"), Told.Stored(null, ("b", 3)), 4, 5));

    [Fact]
    public void Check_AcceptSentAgainAfterItsAnswer_IsLinearizable() => Linearizable(new Told()
        .Then(Told.By(CommandKind.Accept, "lin", 2), Told.Done(Told.Agent("lin", 5, 2, 3)))
        .Then(Told.By(CommandKind.Accept, "lin", 2), new Answer(CommandOutcome.Repeated, Told.Agent("lin", 5, 2, 3))));

    [Fact]
    public void Check_AcceptOfAnotherRepeated_IsViolated() => Violated(new Told()
        .Then(Told.By(CommandKind.Accept, "lin", 2), Told.Done(Told.Agent("lin", 5, 2, 3)))
        .Then(Told.By(CommandKind.Accept, "zhou", 2), new Answer(CommandOutcome.Repeated, Told.Agent("lin", 5, 2, 3))));

    [Fact]
    public void Check_TwoPostsThatWentAsOneBurst_IsLinearizable() => Linearizable(new Told()
        .Then(Told.By(CommandKind.Accept, "lin", 2), Told.Done(Told.Agent("lin", 5, 2, 3)))
        .At(Told.AgentPost("lin", 3, "x"), Told.Stored(Told.Agent("lin", 7, 4, 3), ("x", 3)), 10, 20)
        .At(Told.AgentPost("lin", 3, "y"), Told.Stored(Told.Agent("lin", 7, 4, 3), ("y", 4)), 11, 20));

    [Fact]
    public void Check_UnknownAcceptSeenByOthers_IsLinearizable() => Linearizable(new Told()
        .Then(Told.By(CommandKind.Accept, "lin", 2), null)
        .Then(Told.Customer(CommandKind.Look), Told.Done(Told.Agent("lin", 5, 2, 3))));

    [Fact]
    public void Check_UnknownAcceptKnownByALineOfUnknownOutcomeAlone_IsLinearizable() => Linearizable(new Told()
        .Then(Told.By(CommandKind.Accept, "lin", 2), null)
        .Then(Told.AgentPost("lin", 3, "x"), null)
        .Then(Told.Read(), Told.Page(1, (1, "lin x"))));

    [Fact]
    public void Check_ManyRefusedAccepts_IsDecided()
    {
        var told = new Told().Then(Told.Customer(CommandKind.Ask), Told.Done(Told.Waiting(5, 2, 2)));
        for (var n = 0; n < 60; n++) told.At(Told.By(CommandKind.Accept, $"agent-{n % 7}", 2), new Answer(n % 2 == 0 ? CommandOutcome.OfferGone : CommandOutcome.StaleEpoch), 10 + n, 500);
        told.At(Told.By(CommandKind.Accept, "lin", 2), Told.Done(Told.Agent("lin", 6, 3, 3)), 400, 500);
        Linearizable(told);
    }

    [Fact]
    public void Check_AcceptRefusedAfterItsFirstTryWasCarriedOut_IsLinearizable() => Linearizable(new Told()
        .At(Told.By(CommandKind.Accept, "lin", 2), new Answer(CommandOutcome.StaleEpoch), 1, 10)
        .At(Told.Customer(CommandKind.Look), Told.Done(Told.Agent("lin", 5, 2, 3)), 4, 5));

    private static void Violated(Told told) => Assert.Equal(Linearity.Violated, ThreadHistory.Check(told.Operations).Linearity);

    private static void Linearizable(Told told)
    {
        var verdict = ThreadHistory.Check(told.Operations);
        Assert.True(verdict.Linearity == Linearity.Linearizable, $"after {string.Join("; ", verdict.Prefix.Select(step => step.Operation))}: {verdict.Stuck?.Operation}");
    }
}
