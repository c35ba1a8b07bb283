namespace Reception.Cluster.Rounds;

/// <summary>What happens to a random silo in a round.</summary>
internal enum Fault
{
    /// <summary>SIGKILL.</summary>
    Kill = 0,
    /// <summary>SIGSTOP for 20 s, then SIGCONT.</summary>
    Stop = 1,
    /// <summary>SIGTERM: it leaves.</summary>
    Leave = 2,
    /// <summary>A new one comes.</summary>
    Join = 3,
}
