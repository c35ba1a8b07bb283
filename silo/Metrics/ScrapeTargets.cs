using System.Net;
using Reception.Gateway.Auth;
using Reception.Silo.Roles;
using Reception.Telemetry;

namespace Reception.Silo.Metrics;

/// <summary>The metrics of silos and stores that have no gateway in their process.</summary>
internal static class ScrapeTargets
{
    private const int FirstPort = 9_464;

    /// <summary>In Development the token is made in the data folder, like the administrators'.</summary>
    public static void ListenForScrapes(this IHostApplicationBuilder builder, string part, SiloOptions options) => builder.AddReceptionMetricsListener(
        part,
        part == "store" ? part : options.Name ?? $"{part}-{options.SiloPort}",
        options.DataFolder,
        () => builder.Environment.IsDevelopment() && options.Telemetry.Listen is not null ? DataFolderSecrets.ScrapeToken(options.DataFolder) : null);

    /// <summary>
    /// Addresses for the processes of a supervisor, store first, from <see cref="TelemetryOptions.Listen"/> (default 127.0.0.1:9464) on; none when nobody could be let in.
    /// </summary>
    public static IEnumerable<string> Addresses(SiloOptions options, IHostEnvironment environment)
    {
        if (!environment.IsDevelopment() && options.MetricsToken is null && !options.Telemetry.AnonymousFromLoopback) return [];
        var first = options.Telemetry.Listen is { } given ? IPEndPoint.Parse(given) : new IPEndPoint(IPAddress.Loopback, FirstPort);
        return Ports.FreeFrom(first.Port == 0 ? FirstPort : first.Port).Take(options.Silos + 1).Select(port => new IPEndPoint(first.Address, port).ToString());
    }
}
