namespace Reception.Domain.Agents;

/// <summary>What the shop says about its agents, read anew for each decision.</summary>
/// <param name="DisconnectGrace">How long the conversations of a lost connection wait for it to come back.</param>
public readonly record struct AgentPolicy(TimeSpan DisconnectGrace)
{
    /// <summary>Used until the shop's policy is known: 30 s.</summary>
    public static readonly AgentPolicy Default = new(TimeSpan.FromSeconds(30));

    /// <summary>A hold that its conversation has not settled for so long is asked about, and again each time it has passed.</summary>
    public static readonly TimeSpan SettleTime = TimeSpan.FromSeconds(10);

    /// <summary>The shortest and the longest lease a connection may have.</summary>
    public static readonly TimeSpan ShortestLease = TimeSpan.FromSeconds(1);

    public static readonly TimeSpan LongestLease = TimeSpan.FromMinutes(5);

    /// <summary>How long a stored connection counts after a restart without being renewed, at most half of its lease.</summary>
    public static readonly TimeSpan RestoredLease = TimeSpan.FromSeconds(15);

    /// <summary>For so long after a restart an unknown offer is answered with "try again": its queue may be about to reserve it again.</summary>
    public static readonly TimeSpan BeginTime = TimeSpan.FromSeconds(2);

    /// <summary>An agent has at most so many connections (tabs); one more replaces the one that ends first.</summary>
    public const int MostSessions = 16;

    /// <summary>The bounds of a profile.</summary>
    public const int MostCapacity = 100;

    public const int MostQueues = 64;
}
