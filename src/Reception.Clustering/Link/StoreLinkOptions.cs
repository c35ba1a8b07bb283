namespace Reception.Clustering.Link;

/// <summary>How a process reaches the store of its data folder. Bound from <c>Reception:Store</c>.</summary>
public sealed class StoreLinkOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Reception:Store";

    /// <summary>The data folder: the store's port and secret lie in it. Required.</summary>
    public string DataFolder { get; set; } = "";

    /// <summary>While the store is away a call waits this long for it, then fails as unavailable. 0 to 60 s, default 3 s.</summary>
    public TimeSpan ConnectWait { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>A call that was sent is given up after this time, unanswered. 100 ms to 5 minutes, default 10 s; looked at twice a second.</summary>
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Between two tries to connect. 1 ms to 10 s, default 50 ms.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>All that is wrong with the times, at once.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        Check(nameof(ConnectWait), ConnectWait, TimeSpan.Zero, TimeSpan.FromSeconds(60));
        Check(nameof(CallTimeout), CallTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(5));
        Check(nameof(RetryDelay), RetryDelay, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(10));
        return errors;

        void Check(string name, TimeSpan value, TimeSpan least, TimeSpan most)
        {
            if (value < least || value > most) errors.Add($"{Section}:{name} {value} is out of bounds; give {least} to {most}.");
        }
    }
}
