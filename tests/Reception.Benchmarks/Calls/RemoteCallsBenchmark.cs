using System.Diagnostics;
using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Reception.Benchmarks.Calls;

/// <summary>
/// Calls from a client process to 10,000 grains in a silo process, on loopback, beside a bare socket echo between the same processes in the same run:
/// <c>calls-remote [seconds per line]</c>. B/call is what the client allocates; the silo's share is asked for by a grain call.
/// </summary>
internal static class RemoteCallsBenchmark
{
    private const int Port = 21_511;

    public static async Task<int> RunAsync(string[] args)
    {
        var seconds = args.Length > 0 ? double.Parse(args[0], CultureInfo.InvariantCulture) : 5;
        using var silo = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, CommandLine()) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        try
        {
            while (await silo.StandardOutput.ReadLineAsync() is { } line && line != "ready")
                Console.WriteLine(line);
            await MeasureAsync(seconds);
        }
        finally
        {
            silo.StandardInput.Close();
            await silo.WaitForExitAsync();
        }

        return 0;
    }

    private static string CommandLine()
    {
        var program = Environment.GetCommandLineArgs()[0];
        var self = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? $"\"{program}\" " : "";
        return $"{self}calls-remote-silo {Port}";
    }

    private static async Task MeasureAsync(double seconds)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleansClient(client => client.UseLocalhostClustering(gatewayPort: Port + 1));
        using var host = builder.Build();
        await host.StartAsync();
        var client = host.Services.GetRequiredService<IClusterClient>();
        var grains = Enumerable.Range(0, CallLoad.Targets).Select(key => client.GetGrain<ICallGrain>(key)).ToArray();
        foreach (var grain in grains) await grain.AddAsync(1);
        var echo = await EchoClient.ConnectAsync(new IPEndPoint(IPAddress.Loopback, Port + 2));

        Console.WriteLine($"runtime={typeof(Grain).Assembly.GetName().Name} cores={Environment.ProcessorCount} grains={CallLoad.Targets} seconds={seconds}");
        Console.WriteLine($"{CallFigures.Header}{"silo B/call",13}");
        await CallLoad.MeasureAsync("warm-up", 64, index => grains[index].AddAsync(1), Math.Min(seconds, 3));
        await CallLoad.MeasureAsync("warm-up", 64, _ => echo.CallAsync(), Math.Min(seconds, 1));
        foreach (var callers in (int[])[64, 128, 256])
        {
            var before = await grains[0].AllocatedAsync();
            var figures = await CallLoad.MeasureAsync("remote call", callers, index => grains[index].AddAsync(1), seconds);
            var silo = (await grains[0].AllocatedAsync() - before) / (figures.CallsPerSecond * seconds);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{figures}{silo,13:N0}"));
            Console.WriteLine(await CallLoad.MeasureAsync($"socket echo, {EchoClient.FrameSize} B", callers, _ => echo.CallAsync(), seconds));
        }

        await host.StopAsync();
    }
}
