using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;

namespace Reception.Telemetry;

/// <summary>
/// The metrics of a process that has no gateway, a silo or a store: a listener for <c>GET /metrics</c> and, for probes, which have no token,
/// <c>/health/live</c> and <c>/health/ready</c>, on the address that was configured. A store that cannot be scraped still is a store: an address
/// that is taken is reported, not fatal.
/// </summary>
internal sealed partial class MetricsListener(MeterProvider meters, TelemetryOptions options, ScrapeToken token, TargetFile target, IHostApplicationLifetime lifetime, ILogger<MetricsListener> log) : IHostedService
{
    private const int MostConnections = 32;
    private const int MostHeaderBytes = 8 * 1024;
    private const string Scheme = "Bearer ";
    private const string Live = "/health/live", Ready = "/health/ready";
    private WebApplication? _app;

    /// <summary>Where it listens; null when it does not.</summary>
    public IPEndPoint? Address { get; private set; }

    /// <summary>From when all of the process has started (a silo has joined) until it is asked to stop.</summary>
    private bool IsReady => lifetime.ApplicationStarted.IsCancellationRequested && !lifetime.ApplicationStopping.IsCancellationRequested;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Listen is null || !IPEndPoint.TryParse(options.Listen, out var address)) return;
        if (token.Value is null && !options.AnonymousFromLoopback)
        {
            NoToken();
            return;
        }
        var app = Build(address);
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException taken)
        {
            NotListening(address, taken.Message);
            await app.DisposeAsync();
            return;
        }
        _app = app;
        var port = new Uri(app.Urls.Single()).Port;
        Address = new IPEndPoint(address.Address, port);
        Listening(Address);
        if (!target.TryWrite(Address.ToString())) NotListed(Address);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_app is null) return;
        target.Delete();
        await _app.DisposeAsync();
    }

    private WebApplication Build(IPEndPoint address)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = MostConnections;
            kestrel.Limits.MaxRequestBodySize = 0;
            kestrel.Limits.MaxRequestHeadersTotalSize = MostHeaderBytes;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
            kestrel.Listen(address);
        });
        var app = builder.Build();
        app.Use(CheckAsync);
        app.UseOpenTelemetryPrometheusScrapingEndpoint(meters, static _ => true, null, null, null);
        return app;
    }

    private Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        if (HttpMethods.IsGet(context.Request.Method) && context.Request.Path == Live) return EndAsync(context, StatusCodes.Status200OK);
        if (HttpMethods.IsGet(context.Request.Method) && context.Request.Path == Ready) return EndAsync(context, IsReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        if (context.Request.Path != Scraping.Path) return EndAsync(context, StatusCodes.Status404NotFound);
        if (!HttpMethods.IsGet(context.Request.Method)) return EndAsync(context, StatusCodes.Status405MethodNotAllowed);
        if (options.AnonymousFromLoopback && Scraping.IsNeighbour(context)) return next(context);
        var header = context.Request.Headers.Authorization.ToString();
        if (header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && Scraping.IsToken(header[Scheme.Length..].Trim(), token.Value)) return next(context);
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return EndAsync(context, StatusCodes.Status401Unauthorized);
    }

    private static Task EndAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Metrics: http://{Address}/metrics")]
    private partial void Listening(IPEndPoint address);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Metrics: {Address} cannot be listened on ({Reason}); this process is not scraped")]
    private partial void NotListening(IPEndPoint address, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Metrics: {Address} could not be written into the data folder; list it in Prometheus by hand")]
    private partial void NotListed(IPEndPoint address);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Metrics: there is no Reception:MetricsToken, so nothing listens; set one, or Reception:Telemetry:AnonymousFromLoopback")]
    private partial void NoToken();
}
