using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using Reception.Gateway.Auth;
using Reception.Telemetry;

namespace Reception.Gateway.Rest;

/// <summary>The process's metrics in Prometheus' text format, where the process exports any.</summary>
internal static class MetricsRoutes
{
    public static void MapMetrics(this IEndpointRouteBuilder routes)
    {
        if (routes.ServiceProvider.GetService<MeterProvider>() is null) return;
        routes.MapPrometheusScrapingEndpoint(Scraping.Path)
            .WithMetadata(new HttpMethodMetadata([HttpMethods.Get]))
            .ForRoles(Role.Admin | Role.Metrics, ShopCheck.Process);
    }
}
