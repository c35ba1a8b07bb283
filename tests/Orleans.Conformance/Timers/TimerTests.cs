using Orleans.Conformance.Infrastructure;

namespace Orleans.Conformance.Timers;

/// <summary>Grain timers under a clock that only the test moves. The tests of this class share the clock, one after the other.</summary>
public sealed class TimerTests(TimerSilo silo) : IClassFixture<TimerSilo>
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Never = Timeout.InfiniteTimeSpan;

    private ITimerGrain Grain(string key) => silo.Grains.GetGrain<ITimerGrain>(key);

    [Fact]
    public async Task Timer_BeforeItsDueTime_DoesNotTick()
    {
        var grain = Grain(Wait.Key());
        await grain.StartAsync(Minute, Never);
        silo.Clock.Advance(Minute - Second);
        await SettleAsync(grain);
        Assert.Equal(0, await grain.TicksAsync());
    }

    [Fact]
    public async Task Timer_AtItsDueTime_TicksOnTheGrainsScheduler()
    {
        var key = Wait.Key();
        await Grain(key).StartAsync(Minute, Never);
        silo.Clock.Advance(Minute);
        await Wait.Until(() => silo.Signals[key].Notes is ["tick"]);
    }

    [Fact]
    public async Task Timer_StartedInOnActivateAndDueAtOnce_Ticks()
    {
        var grain = silo.Grains.GetGrain<IEagerTimerGrain>(Wait.Key());
        await Wait.Until(async () =>
        {
            silo.Clock.Advance(TimeSpan.FromTicks(1));
            return await grain.TicksAsync() > 0;
        });
    }

    [Fact]
    public async Task Timer_WithoutPeriod_TicksOnce()
    {
        var grain = Grain(Wait.Key());
        await grain.StartAsync(Second, Never);
        await AdvanceUntilAsync(grain, Second, 1);
        silo.Clock.Advance(Minute);
        await SettleAsync(grain);
        Assert.Equal(1, await grain.TicksAsync());
    }

    [Fact]
    public async Task Timer_WithPeriod_TicksAgain()
    {
        var grain = Grain(Wait.Key());
        await grain.StartAsync(Second, Minute);
        await AdvanceUntilAsync(grain, Minute, 3);
    }

    [Fact]
    public async Task Timer_WithPeriod_TicksNoOftenerThanThePeriod()
    {
        var grain = Grain(Wait.Key());
        await grain.StartAsync(Minute, Minute);
        var periods = 0;
        while (await grain.TicksAsync() < 3)
        {
            silo.Clock.Advance(Minute);
            periods++;
            await SettleAsync(grain);
            Assert.InRange(await grain.TicksAsync(), 0, periods);
        }
    }

    [Fact]
    public async Task Timer_InfiniteDueTime_TicksOnlyAfterChange()
    {
        var grain = Grain(Wait.Key());
        await grain.StartAsync(Never, Never);
        silo.Clock.Advance(Minute);
        await SettleAsync(grain);
        Assert.Equal(0, await grain.TicksAsync());
        await grain.ChangeAsync(Second, Never);
        await AdvanceUntilAsync(grain, Second, 1);
    }

    [Fact]
    public async Task Change_ToALaterTime_PutsTheTickOff()
    {
        var grain = Grain(Wait.Key());
        await grain.StartAsync(Second, Never);
        await grain.ChangeAsync(Minute, Never);
        silo.Clock.Advance(Second);
        await SettleAsync(grain);
        Assert.Equal(0, await grain.TicksAsync());
        await AdvanceUntilAsync(grain, Minute, 1);
    }

    [Fact]
    public async Task Change_InATick_DecidesTheNextOne()
    {
        var grain = Grain(Wait.Key());
        await grain.StartChangingAsync(Second, Minute);
        await AdvanceUntilAsync(grain, Second, 1);
        silo.Clock.Advance(Second);
        await SettleAsync(grain);
        Assert.Equal(1, await grain.TicksAsync());
        await AdvanceUntilAsync(grain, Minute, 2);
    }

    [Fact]
    public async Task Dispose_BeforeTheDueTime_TicksNever()
    {
        var grain = Grain(Wait.Key());
        await grain.StartAsync(Second, Second);
        await grain.DisposeTimerAsync();
        silo.Clock.Advance(Minute);
        await SettleAsync(grain);
        Assert.Equal(0, await grain.TicksAsync());
    }

    [Fact]
    public async Task Dispose_InATick_WasTheLastTick()
    {
        var grain = Grain(Wait.Key());
        await grain.StartOnceAsync(Second, Second);
        await AdvanceUntilAsync(grain, Second, 1);
        silo.Clock.Advance(Minute);
        await SettleAsync(grain);
        Assert.Equal(1, await grain.TicksAsync());
    }

    [Fact]
    public async Task Tick_Throws_TheNextComesAllTheSame()
    {
        var grain = Grain(Wait.Key());
        await grain.StartThrowingAsync(Second, Second);
        await AdvanceUntilAsync(grain, Second, 3);
    }

    [Fact]
    public async Task Tick_WhileACallAwaits_WaitsForItsTurn()
    {
        var key = Wait.Key();
        var grain = Grain(key);
        await grain.StartAsync(Second, Never);
        var held = grain.HoldAsync();
        await Wait.Until(() => silo.Signals[key].Entered == 1);
        silo.Clock.Advance(Second);
        for (var i = 0; i < 100; i++)
            Assert.Equal(0, await grain.ProbeAsync());
        silo.Signals[key].Open();
        await held.Within();
        await Wait.Until(async () => await grain.TicksAsync() == 1);
    }

    [Fact]
    public async Task Tick_ThatInterleaves_RunsWhileACallAwaits()
    {
        var key = Wait.Key();
        var grain = Grain(key);
        await grain.StartAsync(Second, Never, interleave: true);
        var held = grain.HoldAsync();
        await Wait.Until(() => silo.Signals[key].Entered == 1);
        silo.Clock.Advance(Second);
        await Wait.Until(async () => await grain.ProbeAsync() == 1);
        silo.Signals[key].Open();
        await held.Within();
    }

    [Fact]
    public async Task Call_WhileATickAwaits_WaitsForItsTurn()
    {
        var key = Wait.Key();
        var grain = Grain(key);
        await grain.StartHoldingAsync(Second, Never);
        silo.Clock.Advance(Second);
        await Wait.Until(() => silo.Signals[key].Entered == 1);
        var held = grain.HoldAsync();
        for (var i = 0; i < 100; i++)
            await grain.ProbeAsync();
        Assert.Equal(1, silo.Signals[key].Entered);
        silo.Signals[key].Open();
        await held.Within();
        Assert.Equal(1, silo.Signals[key].MostInside);
    }

    [Fact]
    public async Task Tick_StillRunningWhenThePeriodIsOver_IsNotStartedAgain()
    {
        var key = Wait.Key();
        var grain = Grain(key);
        await grain.StartHoldingAsync(Second, Second, interleave: true);
        silo.Clock.Advance(Second);
        await Wait.Until(() => silo.Signals[key].Entered == 1);
        silo.Clock.Advance(Minute);
        await SettleAsync(grain);
        Assert.Equal(1, silo.Signals[key].Entered);
        silo.Signals[key].Open();
        await AdvanceUntilAsync(grain, Second, 2);
        Assert.Equal(1, silo.Signals[key].MostInside);
    }

    [Fact]
    public async Task Dispose_WhileATickRuns_CancelsItsToken()
    {
        var key = Wait.Key();
        var grain = Grain(key);
        await grain.StartHoldingAsync(Second, Second, interleave: true);
        silo.Clock.Advance(Second);
        await Wait.Until(() => silo.Signals[key].Entered == 1);
        await grain.DisposeTimerAsync();
        Assert.Equal(["held", "cancelled"], silo.Signals[key].Notes);
        silo.Signals[key].Open();
    }

    [Fact]
    public async Task Deactivation_StopsTheTimer()
    {
        var key = Wait.Key();
        var grain = Grain(key);
        await grain.StartAsync(Second, Second);
        await AdvanceUntilAsync(grain, Second, 1);
        await grain.LeaveAsync();
        Assert.Equal(0, await grain.TicksAsync());
        var before = silo.Signals[key].Notes.Length;
        silo.Clock.Advance(Minute);
        await SettleAsync(grain);
        Assert.Equal(before, silo.Signals[key].Notes.Length);
    }

    /// <summary>Enough calls that a tick which was wrongly due would have run.</summary>
    private static async Task SettleAsync(ITimerGrain grain)
    {
        for (var i = 0; i < 50; i++)
            await grain.ProbeAsync();
    }

    private Task AdvanceUntilAsync(ITimerGrain grain, TimeSpan step, int ticks) => Wait.Until(async () =>
    {
        silo.Clock.Advance(step);
        await SettleAsync(grain);
        return await grain.ProbeAsync() == ticks;
    });
}

public sealed class TimerSilo : TestSilo
{
    internal ManualClock Clock { get; } = new();

    protected override void Configure(ISiloBuilder silo) =>
        silo.Services.AddKeyedSingleton<TimeProvider>(TimeProviderNames.Grains, Clock);
}
