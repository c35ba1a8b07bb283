namespace Reception.Client.Hub;

/// <summary>How sessions behave; the defaults are what docs/architecture.md describes.</summary>
public sealed class ReceptionClientOptions
{
    /// <summary>How often confirmations are sent and silence is looked at. Default 0.5 s.</summary>
    public TimeSpan Tick { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>After so long without anything a session asks once; the time doubles with each answer that brings nothing new. Default 30 s.</summary>
    public TimeSpan Silence { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest pause between two such questions. Default 5 minutes.</summary>
    public TimeSpan LongestSilence { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The lease of an agent's connection; renewed after a third of it. Default 30 s.</summary>
    public TimeSpan AgentLease { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an agent who moves to another gateway counts as connected. Default 10 s.</summary>
    public TimeSpan MovingLease { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How many commands may wait for one conversation of a session. Default 100.</summary>
    public int MaxWaiting { get; set; } = 100;

    /// <summary>How many messages a session gets that does not say what it saw last. Default 50.</summary>
    public int TailMessages { get; set; } = 50;

    /// <summary>How many messages are read at once when something was missed. Default 100.</summary>
    public int PageMessages { get; set; } = 100;

    /// <summary>A command that the store did not take is tried again so often, with the same ids. Default 3.</summary>
    public int Retries { get; set; } = 3;

    /// <summary>The pause before the first repeat; it triples, with jitter. Default 100 ms.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(100);
}
