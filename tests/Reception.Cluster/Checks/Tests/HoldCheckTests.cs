using Reception.Cluster.Fakes;

namespace Reception.Cluster.Checks.Tests;

public sealed class HoldCheckTests
{
    [Fact]
    public void Find_LedgerAndFileAgree_FindsNothing() => Assert.Empty(Find(new Written().Serve("shop/web/1", "lin"), ("shop/web/1", 3)));

    [Fact]
    public void Find_HoldOfWhatHasEnded_IsFound() => Assert.Single(Find(new Written().Serve("shop/web/1", "lin").Add("shop/web/1", "closed", 4), ("shop/web/1", 3)));

    [Fact]
    public void Find_OwnedAndNotHeld_IsFound() => Assert.Single(Find(new Written().Serve("shop/web/1", "lin")));

    [Fact]
    public void Find_HoldOfAnotherEpoch_IsFoundTwice() => Assert.Equal(2, Find(new Written().Serve("shop/web/1", "lin"), ("shop/web/1", 1)).Count());

    private static IEnumerable<Violation> Find(Written written, params (string Work, long Epoch)[] holds) =>
        HoldCheck.Find(written.Journal, new Dictionary<string, IReadOnlyCollection<(string, long)>> { ["lin"] = holds });
}
