namespace LocalOrleans;

internal static partial class RuntimeLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "runtime=Local (one machine) silo={Silo} address={Address} cluster={Cluster}")]
    public static partial void SiloStarting(ILogger logger, string silo, SiloAddress address, string cluster);

    [LoggerMessage(Level = LogLevel.Information, Message = "Silo {Silo} takes calls.")]
    public static partial void SiloStarted(ILogger logger, string silo);

    [LoggerMessage(Level = LogLevel.Information, Message = "Silo {Silo} has stopped.")]
    public static partial void SiloStopped(ILogger logger, string silo);

    [LoggerMessage(Level = LogLevel.Information, Message = "runtime=Local (one machine) client={Client}")]
    public static partial void ClientStarted(ILogger logger, GrainId client);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The link to {Other} has ended: {Reason}")]
    public static partial void LinkClosed(ILogger logger, string other, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "No link with {Other}: {Reason}")]
    public static partial void LinkNotOpened(ILogger logger, object? other, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Grain {Grain} could not be activated; its callers get the exception, the next call tries again.")]
    public static partial void ActivationFailed(ILogger logger, Exception exception, GrainId grain);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Grain {Grain} failed while it was deactivated; its life has ended all the same.")]
    public static partial void DeactivationFailed(ILogger logger, Exception exception, GrainId grain);

    [LoggerMessage(Level = LogLevel.Error, Message = "An action queued on grain {Grain} failed.")]
    public static partial void ActionFailed(ILogger logger, Exception exception, GrainId grain);

    [LoggerMessage(Level = LogLevel.Error, Message = "A timer of grain {Grain} failed; it ticks again.")]
    public static partial void TimerFailed(ILogger logger, Exception exception, GrainId grain);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Dropped observer {Observer}: it expired or failed. {Count} remain.")]
    public static partial void ObserverDropped(ILogger logger, string? observer, int count);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Collected {Count} idle activations.")]
    public static partial void Collected(ILogger logger, int count);
}
