using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Reception.Benchmarks.Calls;

/// <summary>
/// Calls from the silo's own client to 10,000 grains beside bare channel actors, in the same run: <c>calls [seconds per line]</c>.
/// Every caller awaits one call at a time, each to another grain.
/// </summary>
internal static class CallsBenchmark
{
    private const int Grains = CallLoad.Targets;

    public static async Task<int> RunAsync(string[] args)
    {
        var seconds = args.Length > 0 ? double.Parse(args[0], CultureInfo.InvariantCulture) : 5;
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo => silo.UseLocalhostClustering(siloPort: 21411, gatewayPort: 21430));
        using var host = builder.Build();
        await host.StartAsync();
        var client = host.Services.GetRequiredService<IClusterClient>();
        var grains = Enumerable.Range(0, Grains).Select(key => client.GetGrain<ICallGrain>(key)).ToArray();
        var actors = Enumerable.Range(0, Grains).Select(_ => new ChannelActor()).ToArray();
        foreach (var grain in grains) await grain.AddAsync(1);

        Console.WriteLine($"runtime={typeof(Grain).Assembly.GetName().Name} cores={Environment.ProcessorCount} grains={Grains} seconds={seconds}");
        Console.WriteLine(CallFigures.Header);
        await CallLoad.MeasureAsync("warm-up", 64, index => grains[index].AddAsync(1), Math.Min(seconds, 2));
        await CallLoad.MeasureAsync("warm-up", 64, index => actors[index].AddAsync(1), Math.Min(seconds, 2));
        foreach (var callers in (int[])[64, 128, 256])
        {
            Console.WriteLine(await CallLoad.MeasureAsync("grain call", callers, index => grains[index].AddAsync(1), seconds));
            Console.WriteLine(await CallLoad.MeasureAsync("Channel<T> actor", callers, index => actors[index].AddAsync(1), seconds));
        }

        await host.StopAsync();
        return 0;
    }
}
