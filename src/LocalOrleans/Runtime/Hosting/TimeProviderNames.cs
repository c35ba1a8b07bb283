namespace Orleans.Runtime;

/// <summary>Keys of the clocks: each area asks for its own; without one it takes the host's <see cref="TimeProvider"/>.</summary>
public static class TimeProviderNames
{
    /// <summary>Grain timers.</summary>
    public const string Grains = "Orleans.Grains";

    /// <summary>Response time-outs.</summary>
    public const string Messaging = "Orleans.Messaging";

    /// <summary>Background loops of the silo.</summary>
    public const string SystemTimers = "Orleans.SystemTimers";

    /// <summary>Membership.</summary>
    public const string Membership = "Orleans.Membership";

    /// <summary>Idle collection.</summary>
    public const string ActivationManagement = "Orleans.ActivationManagement";
}
