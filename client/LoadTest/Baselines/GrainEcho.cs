using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Reception.LoadTest.Hosting;
using Reception.LoadTest.Measures;

namespace Reception.LoadTest.Baselines;

/// <summary>The smallest grain call of a message's size.</summary>
public interface IEchoGrain : IGrainWithIntegerKey
{
    /// <summary>Returns what it is given.</summary>
    Task<string> EchoAsync(string text);
}

/// <summary>Echoes; no state.</summary>
public sealed class EchoGrain : Grain, IEchoGrain
{
    /// <inheritdoc/>
    public Task<string> EchoAsync(string text) => Task.FromResult(text);
}

/// <summary>Calls from this process, as an Orleans client over TCP, to grains of a silo in a process of its own: the runtime's price of a call and nothing else.</summary>
internal static class GrainEcho
{
    private const int Grains = 10_000;

    public static async Task<Baseline> MeasureAsync(BaselineOptions options, CancellationToken cancel)
    {
        var (silo, gateway) = (FreePorts.Next(), FreePorts.Next());
        await using var server = await BaselineHost.StartAsync(BaselineHost.Grain, silo, gateway);
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleansClient(client => client.UseLocalhostClustering(gatewayPort: gateway));
        using var host = builder.Build();
        await host.StartAsync(cancel);
        var client = host.Services.GetRequiredService<IClusterClient>();
        var grains = Enumerable.Range(0, Grains).Select(key => client.GetGrain<IEchoGrain>(key)).ToArray();
        foreach (var chunk in grains.Chunk(100)) await Task.WhenAll(chunk.Select(grain => grain.EchoAsync("")));

        var text = new string('x', options.MessageBytes);
        var figures = new EchoFigures(server.Id);
        using var over = new CancellationTokenSource();
        var callers = Enumerable.Range(1, options.Callers).Select(caller => Task.Run(() => CallAsync((uint)caller, grains, text, figures, over.Token), cancel)).ToArray();
        await Task.Delay(options.WarmUp, TimeProvider.System, cancel);
        figures.Begin();
        await Task.Delay(options.Length, TimeProvider.System, cancel);
        var baseline = figures.End("grain-echo", $"{options.Callers} callers over TCP, {Grains} grains, {options.MessageBytes} characters, one call under way for each");
        await over.CancelAsync();
        await Task.WhenAll(callers);
        await host.StopAsync(cancel);
        return baseline;
    }

    private static async Task CallAsync(uint seed, IEchoGrain[] grains, string text, EchoFigures figures, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            seed = (seed * 1664525u) + 1013904223u;
            var start = figures.Now;
            await grains[(seed >> 8) % Grains].EchoAsync(text);
            figures.OnEcho(start);
        }
    }
}
