namespace Reception.Clustering.Link;

/// <summary>How a process reaches the store of its data folder. Bound from <c>Reception:Store</c>.</summary>
public sealed class StoreLinkOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Reception:Store";

    /// <summary>The data folder: the store's port and secret lie in it. Required.</summary>
    public string DataFolder { get; set; } = "";

    /// <summary>While the store is away a call waits this long for it, then fails as unavailable. Default 3 s.</summary>
    public TimeSpan ConnectWait { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>A call that was sent is given up after this time, unanswered. Default 10 s; looked at twice a second.</summary>
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Between two tries to connect. Default 50 ms.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(50);
}
