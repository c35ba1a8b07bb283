namespace Orleans.Runtime;

/// <summary>Where a silo is in its life.</summary>
[GenerateSerializer]
public enum SiloStatus
{
    /// <summary>Unknown.</summary>
    None = 0,

    /// <summary>Made, not started.</summary>
    Created = 1,

    /// <summary>Wants to join; owns nothing yet.</summary>
    Joining = 2,

    /// <summary>A member.</summary>
    Active = 3,

    /// <summary>Wants to leave; still a member.</summary>
    ShuttingDown = 4,

    /// <summary>Stops without handing over.</summary>
    Stopping = 5,

    /// <summary>Gone, for ever: a new start has a new address.</summary>
    Dead = 6,
}

/// <summary>Questions about a status.</summary>
public static class SiloStatusExtensions
{
    /// <summary>Whether the silo is ending or has ended.</summary>
    public static bool IsTerminating(this SiloStatus siloStatus) => siloStatus is SiloStatus.ShuttingDown or SiloStatus.Stopping or SiloStatus.Dead;
}
