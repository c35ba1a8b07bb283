using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Reception.Gateway.Auth;
using Reception.Gateway.Demo;
using Reception.Gateway.Rest;

namespace Reception.Gateway.Hosting;

/// <summary>A gateway as a process of its own: what it adds to its settings, and its life from the first line to the exit code.</summary>
internal static class GatewayProcess
{
    private static readonly TimeSpan Spread = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ReadyPause = TimeSpan.FromMilliseconds(200);

    /// <summary>Secrets of the data folder in Development; clients are asked to move over five seconds unless something else is configured.</summary>
    public static void Configure(GatewayOptions gateway, ProcessOptions process, IHostEnvironment environment, IConfiguration configuration)
    {
        if (configuration["Reception:Drain:Spread"] is null) gateway.Drain.Spread = Spread;
        if (!environment.IsDevelopment()) return;
        gateway.UseDataFolder(process.DataFolder);
        if (process.Demo ?? true) gateway.Demo ??= ShippedDemo.Page;
    }

    /// <summary>0: it was asked to stop, and everybody had time to go.</summary>
    public static async Task<int> RunAsync(WebApplication app)
    {
        var stopping = app.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        try
        {
            await app.StartAsync();
            if (await IsReadyAsync(app.Services, stopping)) Console.WriteLine($"ready gateway {string.Join(' ', app.Urls)}");
            await app.WaitForShutdownAsync();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Asked to stop while it waited for the cluster.
        }
        return 0;
    }

    private static async Task<bool> IsReadyAsync(IServiceProvider services, CancellationToken stopping)
    {
        var health = services.GetRequiredService<HealthCheckService>();
        using var timer = new PeriodicTimer(ReadyPause, services.GetRequiredService<TimeProvider>());
        while ((await health.CheckHealthAsync(check => check.Tags.Contains(HealthRoutes.Ready), stopping)).Status != HealthStatus.Healthy)
        {
            if (!await timer.WaitForNextTickAsync(stopping)) return false;
        }
        return true;
    }
}
