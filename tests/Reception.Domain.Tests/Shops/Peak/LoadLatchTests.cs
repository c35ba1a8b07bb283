using Reception.Contracts.Shops;
using Reception.Domain.Shops.Peak;

namespace Reception.Domain.Tests.Shops.Peak;

public sealed class LoadLatchTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 11, 0, 0, 0, TimeSpan.Zero);
    private static readonly PeakLoad Rule = new(Waiting: 100, LeaveWaiting: 60, HoldSeconds: 30);

    [Fact]
    public void Look_SwingsBetweenWayInAndWayOut_StaysOn()
    {
        var latch = new LoadLatch(on: false);
        Assert.False(latch.Look(Rule, new(99, 0, 0), Start));
        Assert.True(latch.Look(Rule, new(100, 0, 0), Start));
        for (var i = 1; i < 100; i++) Assert.True(latch.Look(Rule, new(i % 2 == 0 ? 61 : 99, 0, 0), Start.AddMinutes(i)));
    }

    [Fact]
    public void Look_BelowForLessThanTheHold_StaysOn()
    {
        var latch = new LoadLatch(on: true);
        Assert.True(latch.Look(Rule, new(10, 0, 0), Start));
        Assert.True(latch.Look(Rule, new(10, 0, 0), Start.AddSeconds(29)));
        Assert.True(latch.Look(Rule, new(60, 0, 0), Start.AddSeconds(29.5)));
        Assert.True(latch.Look(Rule, new(10, 0, 0), Start.AddSeconds(30)));
        Assert.True(latch.Look(Rule, new(10, 0, 0), Start.AddSeconds(59)));
        Assert.False(latch.Look(Rule, new(10, 0, 0), Start.AddSeconds(60)));
    }

    [Fact]
    public void Look_TwoFigures_OneIsEnoughToEnterAndBothHaveToBeLeft()
    {
        var rule = new PeakLoad(Waiting: 100, Utilisation: 0.9, HoldSeconds: 0);
        var latch = new LoadLatch(on: false);
        Assert.True(latch.Look(rule, new(0, 9, 10), Start));
        Assert.True(latch.Look(rule, new(80, 1, 10), Start.AddSeconds(1)));
        Assert.True(latch.Look(rule, new(0, 7, 10), Start.AddSeconds(2))); // 0.7 is above three quarters of 0.9
        Assert.False(latch.Look(rule, new(74, 6, 10), Start.AddSeconds(3)));
    }

    [Fact]
    public void Look_NobodyAtTheDesks_IsNoUtilisation() => Assert.False(new LoadLatch(on: false).Look(new PeakLoad(Utilisation: 0.5), new(5, 0, 0), Start));
}
