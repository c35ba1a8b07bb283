using Orleans.Conformance.Infrastructure;

namespace Orleans.Conformance.Activation;

public interface ILivingGrain : IGrainWithStringKey
{
    Task<int> CallAsync();

    Task LeaveAsync();

    Task<string> HoldThenLeaveAsync();

    Task<string> ActivationAsync();

    Task FailAsync();
}

/// <summary>Notes its activations and deactivations under its key.</summary>
internal sealed class LivingGrain(Signals signals) : Grain, ILivingGrain
{
    private int _calls;

    private Signal Signal => signals[this.GetPrimaryKeyString()];

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Signal.Enter();
        await Task.Yield();
        Signal.Note("activated");
        await base.OnActivateAsync(cancellationToken);
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await Task.Yield();
        Signal.Note($"deactivated:{reason.ReasonCode}");
        Signal.Leave();
        await base.OnDeactivateAsync(reason, cancellationToken);
    }

    public Task<int> CallAsync() => Task.FromResult(++_calls);

    public Task LeaveAsync()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async Task<string> HoldThenLeaveAsync()
    {
        DeactivateOnIdle();
        Signal.Note("holding");
        await Signal.Opened;
        return GrainContext.ActivationId.ToString();
    }

    public Task<string> ActivationAsync() => Task.FromResult(GrainContext.ActivationId.ToString());

    public Task FailAsync() => throw new InvalidOperationException("an ordinary failure");
}

public interface IFragileGrain : IGrainWithStringKey
{
    Task<string> CallAsync();
}

/// <summary>Fails in OnActivateAsync until the test notes that it is healed.</summary>
internal sealed class FragileGrain(Signals signals) : Grain, IFragileGrain
{
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await Task.Yield();
        var signal = signals[this.GetPrimaryKeyString()];
        signal.Enter();
        if (!signal.Notes.Contains("healed"))
            throw new InvalidOperationException("activation failed on purpose");
    }

    public Task<string> CallAsync() => Task.FromResult("alive");
}

public interface IFragileConstructorGrain : IGrainWithStringKey
{
    Task<string> CallAsync();
}

internal sealed class FragileConstructorGrain : Grain, IFragileConstructorGrain
{
    public FragileConstructorGrain(IGrainContext context, Signals signals)
    {
        if (!signals[context.GrainId.Key.ToString()!].Notes.Contains("healed"))
            throw new InvalidOperationException("construction failed on purpose");
    }

    public Task<string> CallAsync() => Task.FromResult("alive");
}

public interface IDisposedGrain : IGrainWithStringKey
{
    Task LeaveAsync();
}

/// <summary>Disposable, with a scoped service that is disposable too.</summary>
internal sealed class DisposedGrain(Signals signals, ScopedThing thing) : Grain, IDisposedGrain, IAsyncDisposable
{
    public Task LeaveAsync()
    {
        thing.Owner = this.GetPrimaryKeyString();
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        signals[this.GetPrimaryKeyString()].Note("deactivated");
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        signals[this.GetPrimaryKeyString()].Note("grain disposed");
        return ValueTask.CompletedTask;
    }
}

internal sealed class ScopedThing(Signals signals) : IDisposable
{
    public string? Owner { get; set; }

    public void Dispose()
    {
        if (Owner is { } owner)
            signals[owner].Note("service disposed");
    }
}

public interface IScopeGrain : IGrainWithStringKey
{
    Task<bool[]> LookAsync();
}

/// <summary>Looks at what the runtime gave it.</summary>
internal sealed class ScopeGrain(IGrainContext context, IGrainFactory factory, ScopedThing thing) : Grain, IScopeGrain
{
    public Task<bool[]> LookAsync() => Task.FromResult<bool[]>(
    [
        ReferenceEquals(context, GrainContext),
        ReferenceEquals(context.GrainInstance, this),
        context.GrainId == this.GetGrainId(),
        ReferenceEquals(context.ActivationServices.GetRequiredService<ScopedThing>(), thing),
        ReferenceEquals(ServiceProvider.GetRequiredService<Signals>(), context.ActivationServices.GetRequiredService<Signals>()),
        factory.GetGrain<IScopeGrain>("a").Equals(GrainFactory.GetGrain<IScopeGrain>("a")),
        IdentityString.Length > 0,
    ]);
}

public interface ICallingWhileChangingGrain : IGrainWithStringKey
{
    Task<int> CountAtActivationAsync();

    Task LeaveAsync();
}

/// <summary>Calls another grain in OnActivateAsync and in OnDeactivateAsync.</summary>
internal sealed class CallingWhileChangingGrain : Grain, ICallingWhileChangingGrain
{
    private int _count;

    private Calls.ICounterGrain Other => GrainFactory.GetGrain<Calls.ICounterGrain>(this.GetPrimaryKeyString());

    public override async Task OnActivateAsync(CancellationToken cancellationToken) => _count = await Other.IncrementAsync();

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Other.IncrementAsync();

    public Task<int> CountAtActivationAsync() => Task.FromResult(_count);

    public Task LeaveAsync()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}

public interface INeedyGrain : IGrainWithStringKey
{
    Task CallAsync();
}

internal sealed class NeedyGrain(NeedyGrain.NeverRegistered missing) : Grain, INeedyGrain
{
    public Task CallAsync() => Task.FromResult(missing);

    internal sealed class NeverRegistered;
}
