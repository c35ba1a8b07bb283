using Reception.Gateway.Auth;
using Reception.Telemetry;

namespace Reception.Silo.Metrics;

/// <summary>The metrics of a silo or store that has no gateway in its process.</summary>
internal static class ScrapeTargets
{
    /// <summary>In Development the token is made in the data folder, like the administrators'.</summary>
    public static void ListenForScrapes(this IHostApplicationBuilder builder, string part, SiloOptions options) => builder.AddReceptionMetricsListener(
        part,
        part == "store" ? part : options.Name ?? $"{part}-{options.SiloPort}",
        options.DataFolder,
        () => builder.Environment.IsDevelopment() && options.Telemetry.Listen is not null ? DataFolderSecrets.ScrapeToken(options.DataFolder) : null);
}
