using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Reception.Client;
using Reception.Client.Hosting;
using Reception.Client.Web.Rest;
using Reception.LoadTest.Baselines;
using Reception.LoadTest.Checking;
using Reception.LoadTest.Checking.Histories;
using Reception.LoadTest.Customers;
using Reception.LoadTest.Drivers;
using Reception.LoadTest.Hosting;
using Reception.LoadTest.Measures;
using Reception.LoadTest.Reports;
using Spectre.Console;

namespace Reception.LoadTest.Runs;

/// <summary>Brings up what a run needs, plays it, takes it down, checks what is stored, and writes the report.</summary>
internal static class RunHost
{
    private static readonly TimeProvider Time = TimeProvider.System;
    private static readonly TimeSpan SeatingPatience = TimeSpan.FromSeconds(60);

    /// <returns>0: clean. 1: a violation was found, or nothing could be compared.</returns>
    public static async Task<int> RunAsync(RunSettings settings, CancellationToken cancel)
    {
        var work = Directory.CreateTempSubdirectory("reception-load-").FullName;
        try
        {
            var console = AnsiConsole.Console;
            var baselines = settings.BaselineSeconds <= 0 ? [] : await BaselineRun.MeasureAsync(new BaselineOptions(settings.BaselineSeconds), work, what => console.MarkupLineInterpolated($"[grey]measuring {what}[/]"), cancel);
            var record = RunFiles.Complete(await PlayAsync(settings, work, console, cancel) with { Baselines = baselines });
            var page = await RunFiles.WriteAsync(record, settings.Output, CancellationToken.None);
            RunTerminal.Print(console, record);
            console.MarkupLineInterpolated($"[green]{settings.Output}[/] and [green]{page}[/] hold the report.");
            return record.Violations.Length == 0 ? 0 : 1;
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private static async Task<RunRecord> PlayAsync(RunSettings settings, string work, IAnsiConsole console, CancellationToken cancel)
    {
        var history = Path.ChangeExtension(settings.Output, ".history");
        var (data, cluster) = (settings.DataFolder ?? (settings.Url is null ? Path.Combine(work, "data") : null), default(IServers));
        var position = data is not null && File.Exists(Path.Combine(data, "reception.db")) ? LastPosition(data) : 0;
        RunRecord record;
        Fleet? fleet = null;
        try
        {
            cluster = settings switch
            {
                { Url: not null } => null,
                { Driver: DriverKind.InProcess } => await InProcessSilo.StartAsync(data!),
                _ => await LocalCluster.StartAsync(data!, settings.Profile.Silos, settings.ServerSettings),
            };
            fleet = new Fleet(cluster, Time);
            record = await PlayAsync(settings, cluster, fleet, history, console, cancel);
            if (cluster is LocalCluster { Died: var died }) record = record with { Violations = [.. died.Select(what => new Violation("server", null, what))] };
        }
        finally
        {
            fleet?.Dispose();
            if (cluster is not null) await cluster.DisposeAsync();
        }
        if (data is null)
        {
            console.MarkupLine("[yellow]Not checked: the cluster's data folder is not known (--data).[/]");
            return record;
        }
        console.MarkupLine("[grey]checking what is stored[/]");
        var checks = await Task.Run(() => RunCheck.Run(new CheckInput(data, [history], record.Slots, position, fleet.Changes)), CancellationToken.None);
        return record with { Checks = [.. checks.Results], Violations = [.. record.Violations, .. checks.Violations] };
    }

    private static async Task<RunRecord> PlayAsync(RunSettings settings, IServers? cluster, Fleet fleet, string historyFile, IAnsiConsole console, CancellationToken cancel)
    {
        var (url, name) = (settings.Url ?? cluster!.Url, $"{Time.GetUtcNow():HHmmss}-{settings.Seed}");
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(100) };
        var api = new ReceptionApi(http, url, settings.AdminToken ?? cluster?.AdminToken);
        var knowledge = settings.Knowledge is { } file ? await File.ReadAllTextAsync(file, cancel) : Demo(settings.Language);
        var lines = settings.Lines is { } said ? await CustomerLines.ReadAsync(said, settings.Language) : CustomerLines.OfKnowledge(knowledge, settings.Language, Time.GetUtcNow());
        console.MarkupLine("[grey]making shops and agents[/]");
        var shops = new LoadShops(api, name, settings.Profile, settings.Language);
        var keys = await shops.CreateAsync(knowledge);

        using var host = await ClientHostAsync(settings, cluster, cancel);
        await using IDriver driver = (host?.Services ?? cluster?.Services) is { } services
            ? new ClusterDriver(services.GetRequiredService<ReceptionClient>(), settings.Driver.ToString().ToLowerInvariant())
            : await WebSocketDriver.CreateAsync([url], keys, async agent => (await api.IssueAgentTokenAsync(agent)).Token, Time);
        using var clock = new LoadClock(Time);
        using var history = new ClientHistoryWriter(historyFile);
        var recorder = new LoadRecorder(Time, LoadShops.TargetSeconds, intervalSeconds: 5);
        await using var load = new LoadRun(new RunContext(settings.Profile, driver, recorder, clock, history), fleet, lines, shops.Shops, shops.Agents, name, settings.Seed);
        await load.SeatAgentsAsync(SeatingPatience);

        var head = RunHeads.Of(settings, Time.GetUtcNow());
        await new RunTerminal(console, head, settings.Profile.Seconds).ShowAsync(cut => load.PlayAsync(TimeSpan.FromSeconds(settings.DrainSeconds), (slot, second) => cut(recorder, slot, second), cancel));
        if (host is not null) await host.StopAsync(CancellationToken.None);
        return recorder.ToRecord(head with { LengthSeconds = (Time.GetUtcNow() - head.Start).TotalSeconds });
    }

    private static long LastPosition(string data)
    {
        using var journal = new Checking.Stored.JournalFile(data);
        return journal.LastPosition;
    }

    private static async Task<IHost?> ClientHostAsync(RunSettings settings, IServers? cluster, CancellationToken cancel)
    {
        if (settings.Driver != DriverKind.Client) return null;
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.JoinReception(cluster is LocalCluster { ClientPort: > 0 } alone
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
