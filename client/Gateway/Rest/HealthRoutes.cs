using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Reception.Contracts.Shops;
using Reception.Gateway.Auth;
using Reception.Gateway.Hosting;

namespace Reception.Gateway.Rest;

/// <summary><c>live</c>: the process runs. <c>ready</c>: it takes new connections and a grain call is answered, which needs the runtime and the store.</summary>
internal static class HealthRoutes
{
    public const string Ready = "ready";

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = static _ => false }).IsPublic("probes have no token, and it says one word");
        routes.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = static check => check.Tags.Contains(Ready) }).IsPublic("probes have no token, and it says one word");
    }
}

/// <summary>Asks for a shop that cannot be, at most once a second, whoever asks.</summary>
internal sealed class ClusterCheck(IClusterClient cluster, Doors doors, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private readonly SemaphoreSlim _one = new(1);
    private (HealthCheckResult Result, DateTimeOffset At)? _known;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!doors.AreOpen) return HealthCheckResult.Unhealthy(doors.IsStarting ? "starting" : "stopping");
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (_known is { } known && time.GetUtcNow() - known.At < TimeSpan.FromSeconds(1)) return known.Result;
            var result = await AskAsync();
            _known = (result, time.GetUtcNow());
            return result;
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<HealthCheckResult> AskAsync()
    {
        try
        {
            await cluster.GetGrain<IShopGrain>("~ready").GetAsync().WaitAsync(Patience, time);
            return HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return HealthCheckResult.Unhealthy(exception.GetType().Name);
        }
    }
}
