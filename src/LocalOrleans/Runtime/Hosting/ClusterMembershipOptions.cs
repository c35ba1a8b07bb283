using System.Net;

namespace Orleans.Configuration;

/// <summary>
/// How silos watch each other. Silos of this runtime share a machine, where an answer takes microseconds, so it watches more closely than asked:
/// a heartbeat every tenth of <see cref="ProbeTimeout"/>, and silence counts after <see cref="ProbeTimeout"/>.
/// </summary>
public class ClusterMembershipOptions
{
    /// <summary>Whether silent silos are voted out at all. Default yes.</summary>
    public bool LivenessEnabled { get; set; } = true;

    /// <summary>How long a silo may be silent until another votes it dead. Default 5 s.</summary>
    public TimeSpan ProbeTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often the table is read when nobody tells of a change. Default 60 s, but here never slower than 3 s.</summary>
    public TimeSpan TableRefreshTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a vote counts. Default 2 minutes.</summary>
    public TimeSpan DeathVoteExpirationTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How often a silo writes that it lives. Default 30 s.</summary>
    public TimeSpan IAmAliveTablePublishTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a silo tries to join; how long an announced change may take. Default 5 minutes.</summary>
    public TimeSpan MaxJoinAttemptTime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Votes that make a silo dead; fewer if fewer others live. Default 2.</summary>
    public int NumVotesForDeathDeclaration { get; set; } = 2;

    /// <summary>Age at which rows of dead silos are deleted. Default one week.</summary>
    public TimeSpan DefunctSiloExpiration { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How often they are looked for; null = never. Default one hour.</summary>
    public TimeSpan? DefunctSiloCleanupPeriod { get; set; } = TimeSpan.FromHours(1);
}

/// <summary>A cluster whose membership is in the memory of its first silo.</summary>
public class DevelopmentClusterMembershipOptions
{
    /// <summary>The first silo; null = this one.</summary>
    public IPEndPoint? PrimarySiloEndpoint { get; set; }
}
