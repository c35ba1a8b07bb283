using Reception.Grains.Metrics;
using Reception.Telemetry;

namespace Reception.Silo.Metrics;

/// <summary>Which shops a silo's metrics show by name. This folder joins the processes of a silo to what <c>Reception.Telemetry</c> exports.</summary>
internal static class ShopNames
{
    public static void NameShops(this IHostApplicationBuilder builder) =>
        builder.Services.Configure<ShopLabelOptions>(builder.Configuration.GetSection(TelemetryOptions.Section));
}
