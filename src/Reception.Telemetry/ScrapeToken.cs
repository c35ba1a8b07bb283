namespace Reception.Telemetry;

/// <summary>The token of whoever scrapes, configuration key <c>Reception:MetricsToken</c>; null: there is none, and only administrators come in.</summary>
public sealed record ScrapeToken(string? Value)
{
    public const string Key = "Reception:MetricsToken";
}
