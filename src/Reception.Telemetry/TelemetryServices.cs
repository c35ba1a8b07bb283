using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Reception.Telemetry;

/// <summary>OpenTelemetry for one process: its meters for whoever scrapes, and both meters and spans to a collector if one is configured.</summary>
public static class TelemetryServices
{
    /// <summary>Meters and activity sources of the project.</summary>
    public const string Own = "Reception.*";

    private const string OtlpVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string SamplerVariable = "OTEL_TRACES_SAMPLER";

    /// <summary>The meters that are exported besides <see cref="Own"/>: activations and timed-out calls, garbage collections, connections.</summary>
    private static readonly string[] Others = ["Microsoft.Orleans", "System.Runtime", "Microsoft.AspNetCore.Server.Kestrel"];

    /// <summary>The settings of this process; what is wrong is reported by <see cref="TelemetryOptions.Validate"/>.</summary>
    public static TelemetryOptions GetReceptionTelemetry(this IConfiguration configuration) => configuration.GetSection(TelemetryOptions.Section).Get<TelemetryOptions>() ?? new();

    /// <summary>True when spans are recorded: somebody is there to take them.</summary>
    public static bool RecordsTraces(this IConfiguration configuration) => OtlpEndpoint(configuration) is not null;

    /// <summary><paramref name="part"/>: what of Reception this process is (silo, gateway, store), the resource's <c>service.name</c> with <c>reception-</c> before it.</summary>
    public static IHostApplicationBuilder AddReceptionTelemetry(this IHostApplicationBuilder builder, string part, string? instance = null)
    {
        var options = builder.Configuration.GetReceptionTelemetry();
        var otlp = OtlpEndpoint(builder.Configuration);
        builder.Services.AddSingleton(options);
        builder.Services.AddMetrics();
        builder.Services.TryAddSingleton<ProcessInstruments>();
        builder.Services.AddHostedService<InstrumentsAtStart>();
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService($"reception-{part}", serviceInstanceId: instance ?? $"{part}-{Environment.ProcessId}").AddEnvironmentVariableDetector())
            .WithMetrics(metrics =>
            {
                metrics.AddMeter([Own, .. Others, .. options.Meters]).AddPrometheusExporter(static prometheus => prometheus.ScopeInfoEnabled = false);
                if (otlp is not null) metrics.AddOtlpExporter(exporter => exporter.Endpoint = otlp);
            });
        if (otlp is not null) telemetry.WithTracing(traces => Trace(traces, builder.Configuration, options, otlp));
        return builder;
    }

    /// <summary>
    /// <c>/metrics</c> of a process without a gateway, where <see cref="TelemetryOptions.Listen"/> says; its address is written below
    /// <paramref name="dataFolder"/> for Prometheus to find. <paramref name="makeToken"/>: the token where none is configured.
    /// </summary>
    public static IHostApplicationBuilder AddReceptionMetricsListener(this IHostApplicationBuilder builder, string part, string? instance, string dataFolder, Func<string?> makeToken)
    {
        builder.Services.AddSingleton(new ScrapeToken(builder.Configuration[ScrapeToken.Key] ?? makeToken()));
        builder.Services.AddSingleton(new TargetFile(dataFolder, part, instance));
        builder.Services.AddSingleton<MetricsListener>().AddHostedService(services => services.GetRequiredService<MetricsListener>());
        return builder;
    }

    /// <summary>For a process that serves <c>/metrics</c> itself: writes where, below <paramref name="dataFolder"/>, for Prometheus to find.</summary>
    public static IHostApplicationBuilder AddReceptionScrapeTarget(this IHostApplicationBuilder builder, string part, string dataFolder)
    {
        builder.Services.AddHostedService(services => new ServerTarget(services.GetRequiredService<IServer>(), part, dataFolder, services.GetRequiredService<ILogger<ServerTarget>>()));
        return builder;
    }

    private static void Trace(TracerProviderBuilder traces, IConfiguration configuration, TelemetryOptions options, Uri otlp)
    {
        traces.AddSource(Own, "Microsoft.Orleans.Application").AddOtlpExporter(exporter => exporter.Endpoint = otlp);
        if (configuration[SamplerVariable] is null) traces.SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(options.TraceRatio)));
    }

    private static Uri? OtlpEndpoint(IConfiguration configuration) =>
        Uri.TryCreate(configuration[$"{TelemetryOptions.Section}:Otlp"] ?? configuration[OtlpVariable], UriKind.Absolute, out var endpoint) ? endpoint : null;

    /// <summary>Instruments that nobody asks for otherwise.</summary>
    private sealed class InstrumentsAtStart(ProcessInstruments process) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.FromResult(process);

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
