namespace Reception.LoadTest.Measures;

/// <summary>What the machine gives without this project, measured in the same run.</summary>
/// <param name="Name">websocket-echo, websocket-connect, grain-echo or store-append.</param>
/// <param name="CpuMicroseconds">Processor time for each by side: client, server. One side only where there is but one.</param>
/// <param name="What">In words, with sizes and numbers of callers.</param>
internal sealed record Baseline(string Name, double PerSecond, SortedDictionary<string, double> CpuMicroseconds, double P50Milliseconds, double P99Milliseconds, string What);

/// <summary>One check of the run and how much it looked at.</summary>
/// <param name="Looked">Things compared: a check that looked at nothing proves nothing.</param>
/// <param name="Found">Violations, of which only the first are kept.</param>
internal sealed record CheckResult(string Rule, string What, long Looked, long Found);

/// <summary>A broken promise; <see cref="Conversation"/> null: it concerns no single one.</summary>
internal sealed record Violation(string Rule, string? Conversation, string What)
{
    /// <summary>The conversation as the journal and the clients have it, a line each.</summary>
    public string[] Evidence { get; init; } = [];

    public override string ToString() => $"{Rule}: {(Conversation is null ? "" : Conversation + " ")}{What}";
}

/// <summary>Waits of one interval beside what Erlang A makes of its arrivals, handling, patience and places. Seconds and shares.</summary>
internal sealed record WaitSpan(
    long Second, int Length, double ArrivalsPerSecond, double Places, double HandlingSeconds, double Load, WaitShares Measured, WaitShares Predicted);

/// <param name="MeanWait">Of all who asked, those who gave up with the time until then.</param>
/// <param name="InTime">Of all who asked.</param>
/// <param name="GaveUp">Of all who asked.</param>
internal sealed record WaitShares(double MeanWait, double InTime, double GaveUp);
