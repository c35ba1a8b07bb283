using Orleans.Conformance.Infrastructure;

namespace Orleans.Conformance.Activation;

public sealed class ActivationTests(ActivationSilo silo) : IClassFixture<ActivationSilo>
{
    private ILivingGrain Living(string key) => silo.Grains.GetGrain<ILivingGrain>(key);

    [Fact]
    public async Task OnActivate_ManyFirstCalls_RunsOnceBeforeAnyOfThem()
    {
        var key = Wait.Key();
        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Living(key).CallAsync())).Within();
        Assert.Equal(["activated"], silo.Signals[key].Notes);
    }

    [Fact]
    public async Task DeactivateOnIdle_AfterTheCall_DeactivatesWithApplicationRequested()
    {
        var key = Wait.Key();
        await Living(key).LeaveAsync();
        await Wait.Until(() => silo.Signals[key].Notes.Length == 2);
        Assert.Equal(["activated", $"deactivated:{DeactivationReasonCode.ApplicationRequested}"], silo.Signals[key].Notes);
    }

    [Fact]
    public async Task DeactivateOnIdle_NextCall_GetsAFreshActivation()
    {
        var key = Wait.Key();
        await Living(key).CallAsync();
        var before = await Living(key).ActivationAsync();
        await Living(key).LeaveAsync();
        Assert.Equal(1, await Living(key).CallAsync());
        Assert.NotEqual(before, await Living(key).ActivationAsync());
    }

    [Fact]
    public async Task DeactivateOnIdle_DuringACall_TheCallIsFinishedFirst()
    {
        var key = Wait.Key();
        var before = await Living(key).ActivationAsync();
        var held = Living(key).HoldThenLeaveAsync();
        silo.Signals[key].Open();
        Assert.Equal(before, await held.Within());
    }

    [Fact]
    public async Task DeactivateOnIdle_WithCallsWaiting_EachIsAnsweredByTheNextActivation()
    {
        var key = Wait.Key();
        var held = Living(key).HoldThenLeaveAsync();
        await Wait.Until(() => silo.Signals[key].Notes.Contains("holding"));
        var waiting = Enumerable.Range(0, 50).Select(_ => Living(key).ActivationAsync()).ToArray();
        silo.Signals[key].Open();
        var old = await held.Within();
        var answers = await Task.WhenAll(waiting).Within();
        Assert.Single(answers.Where(answer => answer != old).Distinct());
    }

    [Fact]
    public async Task Deactivation_OverManyLives_NeverTwoActivationsAtOnce()
    {
        var key = Wait.Key();
        for (var life = 0; life < 20; life++)
            await Task.WhenAll(Living(key).LeaveAsync(), Living(key).CallAsync(), Living(key).CallAsync()).Within();
        Assert.Equal(1, silo.Signals[key].MostInside);
    }

    [Fact]
    public async Task Exception_FromAnOrdinaryMethod_DoesNotDeactivate()
    {
        var key = Wait.Key();
        await Assert.ThrowsAsync<InvalidOperationException>(Living(key).FailAsync);
        await Living(key).CallAsync();
        Assert.Equal(["activated"], silo.Signals[key].Notes);
    }

    [Fact]
    public async Task OnActivate_Fails_EveryCallerGetsTheException()
    {
        var grain = silo.Grains.GetGrain<IFragileGrain>(Wait.Key());
        var calls = Enumerable.Range(0, 20).Select(_ => Record.ExceptionAsync(grain.CallAsync).AsTask());
        Assert.All(await Task.WhenAll(calls).Within(), thrown =>
            Assert.Contains("activation failed on purpose", thrown!.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task OnActivate_FailedOnce_LaterCallsTryAgain()
    {
        var key = Wait.Key();
        var grain = silo.Grains.GetGrain<IFragileGrain>(key);
        Assert.NotNull(await Record.ExceptionAsync(grain.CallAsync));
        silo.Signals[key].Note("healed");
        await Wait.Until(async () => await Record.ExceptionAsync(grain.CallAsync) is null);
    }

    [Fact]
    public async Task Constructor_FailedOnce_LaterCallsTryAgain()
    {
        var key = Wait.Key();
        var grain = silo.Grains.GetGrain<IFragileConstructorGrain>(key);
        var thrown = await Record.ExceptionAsync(grain.CallAsync);
        Assert.Contains("construction failed on purpose", thrown!.ToString(), StringComparison.Ordinal);
        silo.Signals[key].Note("healed");
        await Wait.Until(async () => await Record.ExceptionAsync(grain.CallAsync) is null);
    }

    [Fact]
    public async Task Constructor_NeedsWhatIsNotRegistered_CallNamesIt()
    {
        var thrown = await Record.ExceptionAsync(silo.Grains.GetGrain<INeedyGrain>("k").CallAsync);
        Assert.Contains(nameof(NeedyGrain.NeverRegistered), thrown!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OnActivateAndOnDeactivate_CallAnotherGrain_AreAnswered()
    {
        var key = Wait.Key();
        var grain = silo.Grains.GetGrain<ICallingWhileChangingGrain>(key);
        Assert.Equal(1, await grain.CountAtActivationAsync().Within());
        await grain.LeaveAsync();
        Assert.Equal(3, await grain.CountAtActivationAsync().Within());
    }

    [Fact]
    public async Task Deactivation_DisposesTheGrainAndItsScope()
    {
        var key = Wait.Key();
        await silo.Grains.GetGrain<IDisposedGrain>(key).LeaveAsync();
        await Wait.Until(() => silo.Signals[key].Notes.Length == 3);
        Assert.Equal(["deactivated", "grain disposed", "service disposed"], silo.Signals[key].Notes);
    }

    [Fact]
    public async Task GrainContext_InsideTheGrain_IsItsOwn()
    {
        Assert.All(await silo.Grains.GetGrain<IScopeGrain>(Wait.Key()).LookAsync(), Assert.True);
    }

    [Fact]
    public async Task StopSilo_WithLivingGrains_DeactivatesThemWithShuttingDown()
    {
        var key = Wait.Key();
        var host = silo.Build();
        await host.StartAsync().Within();
        var signals = host.Services.GetRequiredService<Signals>();
        await host.Services.GetRequiredService<IGrainFactory>().GetGrain<ILivingGrain>(key).CallAsync();
        await host.StopAsync(CancellationToken.None).Within();
        Assert.Equal(["activated", $"deactivated:{DeactivationReasonCode.ShuttingDown}"], signals[key].Notes);
        host.Dispose();
    }
}

public sealed class ActivationSilo : TestSilo
{
    protected override void Configure(ISiloBuilder silo) => silo.Services.AddScoped<ScopedThing>();
}
