using System.Globalization;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using Reception.Benchmarks.Replay;
using Reception.Client.Web.Rest;

namespace Reception.Benchmarks.Floods;

/// <summary>
/// <c>shop-flood [seconds] [pairs] [--within]</c>: what customers of quiet shops notice when another shop floods at 20 times its budget. The
/// server is a process of its own with the hosted gateway, as <c>dotnet run --project silo</c> starts it. Quiet customers write at a steady
/// rate, open loop: a message's latency is from the time at which it was due until its ack. Pairs of phases without and with the flood
/// alternate in their order. <c>--within</c>: without flood the shop writes at its budget, instead of being silent.
/// The flood heeds nothing: no hint, no answer; it writes as long as its network takes it.
/// </summary>
internal static class ShopFloodBenchmark
{
    private const int QuietShops = 4;
    private const int QuietPerShop = 10;
    private const double QuietPerSecond = 5;
    private const int Flooders = 200;
    private const int Budget = 100;
    private const int Times = 20;
    private const int JoinTries = 30;
    private static readonly TimeSpan Settles = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AnswersDue = TimeSpan.FromSeconds(1);

    public static async Task<int> RunAsync(string[] args)
    {
        var seconds = Number(args, 0, 20);
        var pairs = Number(args, 1, 5);
        var within = args.Contains("--within");
        Environment.SetEnvironmentVariable("Reception__Rest__VisitorTokensPerSecond", "1000"); // the visitors of this run all come from one address
        Environment.SetEnvironmentVariable("Reception__Rest__VisitorTokenBurst", "1000");
        await using var silo = await ReplaySilo.StartAsync(null);
        using var http = new HttpClient();
        var api = new ReceptionApi(http, silo.Url, silo.AdminToken);
        var shops = Enumerable.Range(0, QuietShops).Select(i => $"quiet-{i}").Append("flood").ToArray();
        foreach (var shop in shops) await OpenAsync(api, shop);

        var quiet = new List<FloodCustomer>();
        for (var i = 0; i < QuietShops * QuietPerShop; i++) quiet.Add(await JoinAsync(silo, api, $"quiet-{i % QuietShops}"));
        Console.WriteLine($"machine: {Environment.ProcessorCount} cores, load {Load()}; server: one process, SQLite, synchronous=FULL");
        Console.WriteLine($"quiet: {QuietShops} shops, {quiet.Count} customers, {quiet.Count * QuietPerSecond:0} messages/s; every shop's budget: {Budget} messages/s; flood: {Flooders} customers, {Budget * Times} messages/s offered");
        Console.WriteLine($"{seconds} s a phase, {pairs} pairs, without flood the shop {(within ? "writes at its budget" : "is silent")}");
        await PhaseAsync("warm-up", silo, api, quiet, Math.Min(seconds, 10), Budget * Times);
        var (without, with) = (new List<FloodPhase>(), new List<FloodPhase>());
        for (var pair = 0; pair < pairs; pair++)
        {
            foreach (var flooded in pair % 2 == 0 ? new[] { false, true } : [true, false])
                (flooded ? with : without).Add(await PhaseAsync(flooded ? $"{pair + 1} flood" : $"{pair + 1} calm", silo, api, quiet, seconds, flooded ? Budget * Times : within ? Budget : 0));
        }
        var ratios = without.Zip(with, (calm, flooded) => flooded.P99 / calm.P99).ToArray();
        Console.WriteLine($"ratios of p99 by pair: {string.Join(", ", ratios.Select(r => r.ToString("0.00", CultureInfo.InvariantCulture)))}");
        Console.WriteLine(FormattableString.Invariant(
            $"medians: p50 {Median(without, p => p.P50):0.00} → {Median(with, p => p.P50):0.00} ms, p99 {Median(without, p => p.P99):0.0} → {Median(with, p => p.P99):0.0} ms, server CPU {Median(without, p => p.Cpu):0.00} → {Median(with, p => p.Cpu):0.00} cores; median ratio of p99 {Median(ratios):0.00}"));
        foreach (var customer in quiet) await customer.DisposeAsync();
        return Median(ratios) < 1.2 ? 0 : 1;
    }

    /// <summary>The flood's connections are of this phase alone: what a flood leaves in the network's buffers goes with it.</summary>
    private static async Task<FloodPhase> PhaseAsync(string name, ReplaySilo silo, ReceptionApi api, List<FloodCustomer> quiet, int seconds, int floodPerSecond)
    {
        var flood = new List<FloodCustomer>();
        for (var i = 0; i < Flooders; i++)
        {
            flood.Add(await JoinAsync(silo, api, "flood"));
            if (i % 50 == 49) await Task.Delay(TimeSpan.FromMilliseconds(600), TimeProvider.System); // within its budget of new conversations
        }
        await Task.Delay(Settles, TimeProvider.System);
        foreach (var customer in quiet) customer.Begin();
        var (cpu, start) = (silo.ProcessorTime, TimeProvider.System.GetTimestamp());
        var end = TimeSpan.FromSeconds(seconds);
        await Task.WhenAll([
            .. quiet.Select((customer, i) => customer.WriteAsync(QuietPerSecond, i / (double)quiet.Count, end, waits: true)),
            .. flood.Select((customer, i) => floodPerSecond == 0 ? Task.CompletedTask : customer.WriteAsync(floodPerSecond / (double)Flooders, i / (double)Flooders, end, waits: false))]);
        var used = (silo.ProcessorTime - cpu) / TimeProvider.System.GetElapsedTime(start);
        await Task.Delay(AnswersDue, TimeProvider.System);
        var phase = FloodPhase.Of(name, quiet, flood, used);
        foreach (var customer in flood) await customer.DisposeAsync();
        Console.WriteLine($"{phase}; load {Load()}");
        return phase;
    }

    /// <summary>Comes again when the server is busy, as any client would.</summary>
    private static async Task<FloodCustomer> JoinAsync(ReplaySilo silo, ReceptionApi api, string shop)
    {
        var token = (await api.GetVisitorTokenAsync(shop)).Token;
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await FloodCustomer.JoinAsync(silo.Url, token);
            }
            catch (WebSocketException) when (tries < JoinTries)
            {
                await Task.Delay(Settles, TimeProvider.System);
            }
        }
    }

    private static async Task OpenAsync(ReceptionApi api, string shop)
    {
        await api.CopyShopAsync("demo", shop, shop);
        var stored = JsonNode.Parse(await api.GetShopAsync(shop))!;
        var policy = stored["policy"]!.AsObject();
        policy["peak"] = new JsonObject { ["budget"] = new JsonObject { ["when"] = new JsonObject { ["always"] = true }, ["messagesPerSecond"] = Budget, ["conversationsPerSecond"] = Budget } };
        await api.PutShopAsync(shop, policy.ToJsonString(), stored["version"]!.GetValue<long>());
    }

    private static int Number(string[] args, int index, int usual) =>
        args.Where(arg => !arg.StartsWith('-')).ElementAtOrDefault(index) is { } text && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : usual;

    private static string Load() => File.Exists("/proc/loadavg") ? string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ').Take(2)) : "unknown";

    private static double Median(List<FloodPhase> phases, Func<FloodPhase, double> of) => Median([.. phases.Select(of)]);

    private static double Median(double[] values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
