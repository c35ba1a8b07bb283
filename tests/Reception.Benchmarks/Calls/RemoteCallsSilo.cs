using System.Globalization;
using System.Net;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Reception.Benchmarks.Calls;

/// <summary>The other process of <see cref="RemoteCallsBenchmark"/>: a silo, and an echo beside it. Ends with its input.</summary>
internal static class RemoteCallsSilo
{
    public static async Task<int> RunAsync(string[] args)
    {
        var port = int.Parse(args[0], CultureInfo.InvariantCulture);
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo => silo.UseLocalhostClustering(siloPort: port, gatewayPort: port + 1));
        using var host = builder.Build();
        await host.StartAsync();
        using var echo = new EchoServer(new IPEndPoint(IPAddress.Loopback, port + 2));
        Console.WriteLine("ready");
        await Console.In.ReadLineAsync();
        await host.StopAsync();
        return 0;
    }
}
