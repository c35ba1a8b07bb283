namespace Orleans;

/// <summary>A grain: what the runtime asks of it.</summary>
public interface IGrainBase
{
    /// <summary>This life.</summary>
    IGrainContext GrainContext { get; }

    /// <summary>Before the first call.</summary>
    Task OnActivateAsync(CancellationToken token) => Task.CompletedTask;

    /// <summary>After the last call; the token ends when the time for it does.</summary>
    Task OnDeactivateAsync(DeactivationReason reason, CancellationToken token) => Task.CompletedTask;
}

/// <summary>The base class of grains.</summary>
public abstract class Grain : IGrainBase, IAddressable
{
    /// <summary>Made by the runtime, inside its activation.</summary>
    protected Grain() => GrainContext = RuntimeContext.Current!;

    /// <summary>This life.</summary>
    public IGrainContext GrainContext { get; }

    /// <summary>The name under which others call it.</summary>
    public GrainReference GrainReference => GrainContext.GrainReference;

    /// <summary>The name as text.</summary>
    public string IdentityString => GrainContext.GrainId.ToString();

    /// <summary>Makes references to other grains.</summary>
    protected IGrainFactory GrainFactory => ((Activation)GrainContext).GrainFactory;

    /// <summary>The services of this life.</summary>
    protected internal IServiceProvider ServiceProvider => GrainContext.ActivationServices;

    /// <summary>Before the first call; if it throws, the calls that wait get the exception.</summary>
    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>After the last call; the token ends when the time for it does.</summary>
    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Ends this life as soon as no call runs.</summary>
    protected void DeactivateOnIdle() => GrainBaseExtensions.DeactivateOnIdle(this);

    /// <summary>Keeps this life from being collected for <paramref name="timeSpan"/>; a negative span takes that back.</summary>
    protected void DelayDeactivation(TimeSpan timeSpan) => ((Activation)GrainContext).DelayDeactivation(timeSpan);
}
