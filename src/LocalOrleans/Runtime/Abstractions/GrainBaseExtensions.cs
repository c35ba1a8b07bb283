namespace Orleans;

/// <summary>What a grain may do with its own life.</summary>
public static class GrainBaseExtensions
{
    /// <summary>Ends this life as soon as no call runs.</summary>
    public static void DeactivateOnIdle(this IGrainBase grain) =>
        grain.GrainContext.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationRequested, $"{nameof(DeactivateOnIdle)} was called."));

    /// <summary>Starts a timer whose ticks are turns; it ends with this life.</summary>
    public static IGrainTimer RegisterGrainTimer<TState>(this IGrainBase grain, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return grain.GrainContext.ActivationServices.GetRequiredService<GrainTimers>().Register(grain.GrainContext, token => callback(state, token), options);
    }

    /// <summary>Starts a timer whose ticks are turns; it ends with this life.</summary>
    public static IGrainTimer RegisterGrainTimer(this IGrainBase grain, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options) =>
        grain.RegisterGrainTimer(static (inner, token) => inner(token), callback, options);

    /// <summary>Starts a timer whose ticks are turns; it ends with this life.</summary>
    public static IGrainTimer RegisterGrainTimer(this IGrainBase grain, Func<Task> callback, GrainTimerCreationOptions options) =>
        grain.RegisterGrainTimer(static (inner, _) => inner(), callback, options);
}
