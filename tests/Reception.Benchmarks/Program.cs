using Reception.Benchmarks.Calls;
using Reception.Benchmarks.Floods;
using Reception.Benchmarks.Goods;
using Reception.Benchmarks.Insight;
using Reception.Benchmarks.Journal;
using Reception.Benchmarks.Metrics;
using Reception.Benchmarks.Open;
using Reception.Benchmarks.Replay;
using Reception.Benchmarks.Routing;
using Reception.Benchmarks.Triage;

// Measurements that print what the documents claim: dotnet run -c Release --project tests/Reception.Benchmarks -- NAME ARGUMENTS
var benchmarks = new Dictionary<string, Func<string[], Task<int>>>
{
    ["calls"] = CallsBenchmark.RunAsync,
    ["calls-remote"] = RemoteCallsBenchmark.RunAsync,
    ["calls-remote-silo"] = RemoteCallsSilo.RunAsync,
    ["handoff"] = HandOffBenchmark.RunAsync,
    ["hot-topic"] = HotTopicBenchmark.RunAsync,
    ["goods"] = GoodsBenchmark.RunAsync,
    ["journal"] = JournalBenchmark.RunAsync,
    ["journal-azurite"] = JournalAzurite.RunAsync,
    ["journal-projections"] = JournalProjections.RunAsync,
    ["journal-remote"] = JournalRemote.RunAsync,
    ["journal-sequential"] = JournalSequential.RunAsync,
    ["journal-store"] = JournalStore.RunAsync,
    ["metrics"] = MetricsBenchmark.RunAsync,
    ["open"] = OpenBenchmark.RunAsync,
    ["replay"] = ReplayBenchmark.RunAsync,
    ["routing"] = RoutingBenchmark.RunAsync,
    ["shop-flood"] = ShopFloodBenchmark.RunAsync,
    ["triage"] = TriageBenchmark.RunAsync,
    ["triage-large"] = TriageLarge.RunAsync,
    ["triage-publish"] = TriagePublish.RunAsync,
    ["triage-shops"] = TriageShops.RunAsync,
};

if (args.Length > 0 && benchmarks.TryGetValue(args[0], out var run))
    return await run(args[1..]);
Console.Error.WriteLine($"usage: {string.Join(" | ", benchmarks.Keys)}");
return 2;
