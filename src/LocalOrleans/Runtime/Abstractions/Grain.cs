using Microsoft.Extensions.DependencyInjection;
using Orleans.Core;
using Orleans.Runtime;

namespace Orleans;

/// <summary>The least a grain class has to be.</summary>
public interface IGrainBase
{
    /// <summary>This life of the grain.</summary>
    IGrainContext GrainContext { get; }

    /// <summary>Runs before the first call. If it throws, the callers that wait get the exception and the next call tries again.</summary>
    Task OnActivateAsync(CancellationToken token) => Task.CompletedTask;

    /// <summary>Runs after the last call, unless the process dies.</summary>
    Task OnDeactivateAsync(DeactivationReason reason, CancellationToken token) => Task.CompletedTask;
}

/// <summary>The usual base class of grains.</summary>
public abstract class Grain : IGrainBase, IAddressable
{
    /// <summary>For grains made by the runtime.</summary>
    protected Grain() : this(RuntimeContext.Current!) { }

    /// <summary>For grains made by tests.</summary>
    protected Grain(IGrainContext grainContext, IGrainRuntime? grainRuntime = null)
    {
        GrainContext = grainContext;
        Runtime = grainRuntime ?? grainContext?.ActivationServices.GetService<IGrainRuntime>()!;
    }

    /// <inheritdoc/>
    public IGrainContext GrainContext { get; }

    /// <summary>A reference to this grain.</summary>
    public GrainReference GrainReference => GrainContext.GrainReference;

    /// <summary>The grain's name as text.</summary>
    public string IdentityString => GrainContext.GrainId.ToString();

    /// <summary>The silo as text.</summary>
    public string RuntimeIdentity => Runtime?.SiloIdentity ?? "";

    internal IGrainRuntime Runtime { get; }

    /// <summary>Makes references to other grains.</summary>
    protected IGrainFactory GrainFactory => Runtime.GrainFactory;

    /// <summary>The grain's services.</summary>
    protected internal IServiceProvider ServiceProvider => GrainContext.ActivationServices;

    /// <inheritdoc/>
    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Ends this life once the running calls are done.</summary>
    protected void DeactivateOnIdle() => Runtime.DeactivateOnIdle(GrainContext);

    /// <summary>Keeps this life from being collected for <paramref name="timeSpan"/>; a negative span takes that back.</summary>
    protected void DelayDeactivation(TimeSpan timeSpan) => Runtime.DelayDeactivation(GrainContext, timeSpan);
}

/// <summary>A grain with one stored state; <see cref="IPersistentState{T}"/> in the constructor is the newer way.</summary>
public class Grain<TGrainState> : Grain
{
    private IStorage<TGrainState>? _storage;

    /// <summary>For grains made by the runtime: the state is read before the first call.</summary>
    protected Grain()
    {
        var context = RuntimeContext.Current!;
        context.ObservableLifecycle.Subscribe(GetType().FullName!, GrainLifecycleStage.SetupState, _ =>
        {
            _storage = Runtime.GetStorage<TGrainState>(context);
            return ReadStateAsync();
        });
    }

    /// <summary>For grains made by tests.</summary>
    protected Grain(IStorage<TGrainState> storage) => _storage = storage;

    /// <summary>The state in memory.</summary>
    protected TGrainState State
    {
        get => _storage!.State;
        set => _storage!.State = value;
    }

    /// <summary>Removes the stored state.</summary>
    protected virtual Task ClearStateAsync() => _storage!.ClearStateAsync();

    /// <summary>Stores the state if nobody else stored one meanwhile.</summary>
    protected virtual Task WriteStateAsync() => _storage!.WriteStateAsync();

    /// <summary>Reads the state again.</summary>
    protected virtual Task ReadStateAsync() => _storage!.ReadStateAsync();
}
