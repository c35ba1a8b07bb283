namespace Reception.Gateway.Admission;

/// <summary>When this process has too much to do, section <c>Reception:Overload</c>; docs/peak.md says what it does then.</summary>
public sealed class OverloadOptions
{
    /// <summary>False: nothing is refused for overload. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>The mean delay of a work item of this process (its event loop) in a second from which on it has too much to do. Default 100 ms; 5 ms to 10 s.</summary>
    public TimeSpan Delay { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The mean time that customers' messages take until they are stored, waiting here included, likewise. Default 1 s; 10 ms to 60 s.</summary>
    public TimeSpan Stored { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How often the delay is measured. Default 50 ms; 10 ms to 1 s.</summary>
    public TimeSpan Probe { get; set; } = TimeSpan.FromMilliseconds(50);
}
