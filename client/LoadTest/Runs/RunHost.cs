using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Reception.Client;
using Reception.Client.Hosting;
using Reception.Client.Web.Rest;
using Reception.LoadTest.Customers;
using Reception.LoadTest.Drivers;
using Reception.LoadTest.Hosting;
using Reception.LoadTest.Measures;

namespace Reception.LoadTest.Runs;

/// <summary>Brings up what a run needs, plays it, and takes it down again.</summary>
internal static class RunHost
{
    private static readonly TimeProvider Time = TimeProvider.System;
    private static readonly TimeSpan SeatingPatience = TimeSpan.FromSeconds(60);

    public static async Task<int> RunAsync(RunSettings settings, CancellationToken cancel)
    {
        var name = $"{Time.GetUtcNow():HHmmss}{settings.Seed % 1000}";
        var own = settings.DataFolder is null && settings.Url is null ? Directory.CreateTempSubdirectory("reception-load-").FullName : null;
        var cluster = settings.Url is null ? await LocalCluster.StartAsync(own ?? settings.DataFolder!, settings.Profile.Silos, settings.ServerSettings) : null;
        try
        {
            return await RunAsync(settings, cluster, name, cancel);
        }
        finally
        {
            if (cluster is not null) await cluster.DisposeAsync();
            if (own is not null) Directory.Delete(own, recursive: true);
        }
    }

    private static async Task<int> RunAsync(RunSettings settings, LocalCluster? cluster, string name, CancellationToken cancel)
    {
        var url = settings.Url ?? cluster!.Url;
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(100) };
        var api = new ReceptionApi(http, url, settings.AdminToken ?? cluster?.AdminToken);
        var knowledge = settings.Knowledge is { } file ? await File.ReadAllTextAsync(file, cancel) : Demo(settings.Language);
        var lines = settings.Lines is { } said ? await CustomerLines.ReadAsync(said, settings.Language) : CustomerLines.OfKnowledge(knowledge, settings.Language);
        var shops = new LoadShops(api, name, settings.Profile, settings.Language);
        var keys = await shops.CreateAsync(knowledge);

        using var host = await ClientHostAsync(settings, cluster, cancel);
        await using IDriver driver = host is null
            ? await WebSocketDriver.CreateAsync([url], keys, async agent => (await api.IssueAgentTokenAsync(agent)).Token, Time)
            : new ClusterDriver(host.Services.GetRequiredService<ReceptionClient>(), "client");
        using var clock = new LoadClock(Time);
        var recorder = new LoadRecorder(Time, LoadShops.TargetSeconds, intervalSeconds: 5);
        var run = new RunContext(settings.Profile, driver, recorder, clock);
        await using var load = new LoadRun(run, new Fleet(cluster), lines, shops.Shops, shops.Agents, name, settings.Seed);
        await load.SeatAgentsAsync(SeatingPatience);
        await load.PlayAsync(TimeSpan.FromSeconds(settings.DrainSeconds), (slot, second) => Console.WriteLine(Line(recorder, slot, second)), cancel);
        foreach (var operation in Enum.GetValues<Operation>())
        {
            if (recorder.TimesOf(operation) is { } times) Console.WriteLine($"{operation,-16} {Latency.Figures(times)}");
        }
        if (host is not null) await host.StopAsync(CancellationToken.None);
        return 0;
    }

    private static string Line(LoadRecorder recorder, Slot slot, double second) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{second,6:F0} s  started {slot.Rate(Counter.Started),6:F0}/s  done {slot.Rate(Counter.Completed),6:F0}/s  sent {slot.Rate(Counter.Sent),6:F0}/s  acked {slot.Rate(Counter.Acknowledged),6:F0}/s  open {slot.Of(Gauge.Open),6:F0}  waiting {slot.Of(Gauge.Waiting),4:F0}  agents {slot.Of(Gauge.AgentsOnline)}/{slot.Of(Gauge.AgentsBusy)}  {string.Join(' ', slot.Servers.Select(server => $"{server.Process} {server.Cpu:F1}s {server.Memory >> 20}M"))} {string.Join(' ', slot.Failures.Select(failure => $"{failure.Key}={failure.Value}"))}");

    private static async Task<IHost?> ClientHostAsync(RunSettings settings, LocalCluster? cluster, CancellationToken cancel)
    {
        if (settings.Driver == DriverKind.WebSocket) return null;
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.JoinReception(cluster is { ClientPort: > 0 } alone
            ? new ClusterLocation { Gateways = [new(System.Net.IPAddress.Loopback, alone.ClientPort)] }
            : new ClusterLocation { DataFolder = cluster?.DataFolder ?? settings.DataFolder });
        var host = builder.Build();
        await host.StartAsync(cancel);
        return host;
    }

    private static string Demo(string language)
    {
        using var stream = typeof(RunHost).Assembly.GetManifestResourceStream(language == "zh" ? "demo.knowledge" : "demo-en.knowledge")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
