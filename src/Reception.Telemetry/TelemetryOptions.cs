using System.Net;

namespace Reception.Telemetry;

/// <summary>
/// Where this process's meters and spans go; configuration section <c>Reception:Telemetry</c>. Nothing leaves the process unless something here, or
/// OpenTelemetry's own <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>, says so. This folder is the way out; what is measured stands beside what it measures.
/// </summary>
public sealed class TelemetryOptions
{
    public const string Section = "Reception:Telemetry";

    /// <summary>The shortest scrape token.</summary>
    public const int TokenLength = 24;

    /// <summary>Where an OTLP collector listens, an absolute http address; null (default): <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>, and without that no OTLP.</summary>
    public string? Otlp { get; set; }

    /// <summary>The share of traces that begin here and are recorded, 0 to 1, default 0.01; a caller's choice is kept. <c>OTEL_TRACES_SAMPLER</c> wins.</summary>
    public double TraceRatio { get; set; } = 0.01;

    /// <summary>Where a process without a gateway answers <c>/metrics</c>: address and port, port 0 = any free one. Null (default): it does not, but for the processes of <c>--silos</c>.</summary>
    public string? Listen { get; set; }

    /// <summary>True: <c>/metrics</c> needs no token from loopback addresses. Default false.</summary>
    public bool AnonymousFromLoopback { get; set; }

    /// <summary>Meters exported besides the project's own, the runtime's and Kestrel's; <c>*</c> stands for anything.</summary>
    public string[] Meters { get; set; } = [];

    /// <summary>All that is wrong, in words that say what to do.</summary>
    public IReadOnlyList<string> Validate(string? token = null)
    {
        var errors = new List<string>();
        if (Otlp is not null && (!Uri.TryCreate(Otlp, UriKind.Absolute, out var otlp) || otlp.Scheme is not ("http" or "https"))) errors.Add($"{Section}:Otlp '{Otlp}' is no http address (http://127.0.0.1:4317).");
        if (TraceRatio is not (>= 0 and <= 1)) errors.Add($"{Section}:TraceRatio {TraceRatio} is out of bounds; give 0 to 1.");
        if (Listen is not null && !IPEndPoint.TryParse(Listen, out _)) errors.Add($"{Section}:Listen '{Listen}' is no address with a port (--metrics 127.0.0.1:9464).");
        if (token is { Length: < TokenLength }) errors.Add($"Reception:MetricsToken has at least {TokenLength} characters.");
        return errors;
    }
}
