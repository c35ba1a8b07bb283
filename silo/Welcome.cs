using Microsoft.Extensions.Options;
using Reception.Gateway;

namespace Reception.Silo;

/// <summary>Says, once everything serves, what to open and where the data and the administrator's token are.</summary>
internal sealed class Welcome(IHostApplicationLifetime lifetime, IOptions<GatewayOptions> gateway, SiloOptions options, IHostEnvironment environment) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(Say);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Say()
    {
        Console.WriteLine();
        Console.WriteLine($"  Reception 接待 is open.    Data: {Path.GetFullPath(options.DataFolder)}");
        Console.WriteLine($"  API: {options.Url}/openapi/v1.json    Health: {options.Url}/health/ready");
        if (environment.IsDevelopment()) Console.WriteLine($"  Admin token (Development): {gateway.Value.AdminToken}");
        if (gateway.Value.Demo is { } demo)
        {
            Console.WriteLine($"  Demo shops: {string.Join(", ", demo.Shops.Select(shop => $"{shop.Shop} ({shop.Title})"))}");
            Console.WriteLine($"  Open {options.Url}/demo/ : customer and agent side by side.");
        }
        Console.WriteLine("  Ctrl-C closes it; nothing acknowledged is lost.");
        Console.WriteLine();
    }
}
