using System.Diagnostics;
using System.Text.Json;
using Reception.Contracts.Goods;
using Reception.Domain.Goods;

namespace Reception.Benchmarks.Goods;

/// <summary>
/// <c>goods CATALOGUE MESSAGES [--show]</c>: how often the catalogue speaks on messages that are hardly about its products (one a line),
/// and what judging costs, as one JSON line; <c>--show</c> prints what it spoke on.
/// </summary>
internal static class GoodsBenchmark
{
    private const int Warm = 3_000;

    public static Task<int> RunAsync(string[] args)
    {
        if (args.Length < 2)
        {
            Console.Error.WriteLine("usage: goods CATALOGUE.jsonl MESSAGES.txt [--show]");
            return Task.FromResult(2);
        }
        var import = CatalogueImport.Parse(File.ReadAllBytes(args[0]), args[0].EndsWith(".csv", StringComparison.Ordinal) ? CatalogueFormat.Csv : CatalogueFormat.JsonLines);
        foreach (var problem in import.Problems) Console.Error.WriteLine(problem);
        var clock = Stopwatch.StartNew();
        var index = GoodsIndex.Build(1, import.Products);
        var build = clock.Elapsed.TotalSeconds;
        var messages = File.ReadAllLines(args[1]);
        var context = new GoodsContext(TimeProvider.System.GetUtcNow());
        foreach (var message in messages.Take(Warm)) index.Answer(message, context, GoodsWords.Chinese);
        var ticks = new long[messages.Length];
        int answered = 0, asked = 0;
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < messages.Length; i++)
        {
            var began = Stopwatch.GetTimestamp();
            var decision = index.Answer(messages[i], context, GoodsWords.Chinese);
            ticks[i] = Stopwatch.GetTimestamp() - began;
            if (decision is null) continue;
            if (decision.IsAnswer) answered++;
            else asked++;
            if (args.Contains("--show")) Console.Error.WriteLine($"{decision.Confidence:0.00} {decision.Kind} [{string.Join(' ', decision.Reasons)}] {messages[i]}");
        }
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Array.Sort(ticks);
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            catalogue = Path.GetFileName(args[0]),
            products = index.Count,
            build_s = Math.Round(build, 3),
            messages = messages.Length,
            answered,
            asked_back = asked,
            spoke_percent = Math.Round(100.0 * (answered + asked) / messages.Length, 4),
            p50_us = Micro(ticks[ticks.Length / 2]),
            p99_us = Micro(ticks[ticks.Length * 99 / 100]),
            messages_per_s = (long)(messages.Length / (ticks.Sum() / (double)Stopwatch.Frequency)),
            bytes_per_message = allocated / messages.Length,
        }));
        return Task.FromResult(0);
    }

    private static double Micro(long ticks) => Math.Round(ticks * 1e6 / Stopwatch.Frequency, 1);
}
