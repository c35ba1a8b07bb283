namespace Reception.LoadTest.Measures;

/// <summary>
/// Everything that a run brought, and the whole content of its JSON file. This folder holds what is measured while a run goes on and how
/// it is kept; the drivers write to <see cref="LoadRecorder"/>, the reports read this. Fields are added, never changed.
/// </summary>
internal sealed record RunRecord
{
    public const int CurrentVersion = 1;

    public int Version { get; init; } = CurrentVersion;

    public required RunHead Head { get; init; }

    /// <summary>By rising second; a second in which nothing was recorded may be absent.</summary>
    public required Slot[] Slots { get; init; }

    /// <summary>How many seconds each of <see cref="Intervals"/> covers.</summary>
    public int IntervalSeconds { get; init; } = 1;

    /// <summary>Over the whole run: HdrHistogram's compressed V2 encoding in base64, microseconds.</summary>
    public required SortedDictionary<Operation, string> Histograms { get; init; }

    /// <summary>The same for each interval in which something was recorded, by rising second.</summary>
    public required IntervalHistograms[] Intervals { get; init; }

    /// <summary>What <see cref="Histograms"/> say, for readers without a decoder; written with the file, never read.</summary>
    public SortedDictionary<Operation, LatencyFigures> Latencies { get; init; } = [];

    public Baseline[] Baselines { get; init; } = [];

    public CheckResult[] Checks { get; init; } = [];

    public Violation[] Violations { get; init; } = [];

    /// <summary>Waits against Erlang A, interval by interval.</summary>
    public WaitSpan[] Waits { get; init; } = [];
}

/// <summary>What ran, where, when.</summary>
internal sealed record RunHead
{
    public required string Profile { get; init; }

    /// <summary>The profile's YAML as it was read.</summary>
    public required string ProfileText { get; init; }

    /// <summary>websocket, client or in-process.</summary>
    public required string Driver { get; init; }

    public required int Seed { get; init; }

    /// <summary>Load processes whose records are in this one.</summary>
    public int Processes { get; init; } = 1;

    public required Machine Machine { get; init; }

    public required DateTimeOffset Start { get; init; }

    public required double LengthSeconds { get; init; }

    public required Expectations Expectations { get; init; }

    /// <summary>The time whose figures count; null: all of it.</summary>
    public MeasuredTime? Measured { get; init; }

    /// <summary>How customers, agents and server were set, for the reader: group, name, value with unit.</summary>
    public Setting[] Settings { get; init; } = [];
}

/// <summary>From the end of the warm-up to the end of the plan; what comes after it is the end of what was open.</summary>
internal sealed record MeasuredTime(DateTimeOffset From, DateTimeOffset Until)
{
    /// <summary>Whether so many seconds from a second since 1970 on lie wholly within.</summary>
    public bool Has(long second, int length) => second >= From.ToUnixTimeMilliseconds() / 1e3 && second + length <= Until.ToUnixTimeMilliseconds() / 1e3;
}

/// <summary>What the run was done on.</summary>
/// <param name="Runtime">Local or Microsoft.</param>
/// <param name="Commit">The source's commit; null when unknown.</param>
internal sealed record Machine(int Cores, string Processor, string DotNet, string System, string Runtime, string? Commit);

internal sealed record Setting(string Group, string Name, string Value);

/// <summary>The numbers that the plots need. <see cref="PatienceSeconds"/> 0: nobody gives up. All are means but the target.</summary>
/// <param name="TargetSeconds">A wait of at most this is in time.</param>
/// <param name="HandlingSeconds">An agent's time with one conversation as it was set; what was measured is used where there is any.</param>
/// <param name="LookSeconds">The time an agent looks at an offer before he answers.</param>
internal sealed record Expectations(double TargetSeconds, double PatienceSeconds, double HandlingSeconds, double LookSeconds = 0);

/// <summary>The histograms of the seconds from <paramref name="Second"/> on, encoded as in <see cref="RunRecord.Histograms"/>.</summary>
internal sealed record IntervalHistograms(long Second, SortedDictionary<Operation, string> Histograms);

/// <summary>Milliseconds.</summary>
internal sealed record LatencyFigures(long Count, double Mean, double P50, double P90, double P99, double P999, double Max);
