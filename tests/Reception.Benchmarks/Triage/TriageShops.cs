using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Reception.Domain.Knowledge;
using Reception.Domain.Triage;

namespace Reception.Benchmarks.Triage;

/// <summary>
/// <c>triage-shops [N]</c>: N shops (default 500) of 100 entries with 5 questions each, one JSON line. Resident: memory of index and
/// entries together, and the time of a judgement when every message is another shop's. On demand: what the first message of a shop
/// waits for, reading the stored lines and compiling them.
/// </summary>
internal static class TriageShops
{
    private const int Entries = 100, Target = 10_000;

    public static Task<int> RunAsync(string[] args)
    {
        if (args.Length > 1 || (args.Length == 1 && (!int.TryParse(args[0], out var given) || given < 1)))
        {
            Console.Error.WriteLine("usage: triage-shops [N]");
            return Task.FromResult(2);
        }

        var shops = args.Length == 1 ? int.Parse(args[0], null) : 500;
        var stored = Enumerable.Range(0, shops).Select(s => SyntheticShop.ToJsonLines(SyntheticShop.Create(s, Entries))).ToArray();
        Load(stored[0]);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var millis = new double[shops];
        var cpu = Environment.CpuUsage.TotalTime;
        var indexes = new TriageIndex[shops];
        for (var s = 0; s < shops; s++)
        {
            var start = Stopwatch.GetTimestamp();
            indexes[s] = Load(stored[s]);
            millis[s] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        cpu = Environment.CpuUsage.TotalTime - cpu;
        var bytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / shops;
        Array.Sort(millis);
        var judging = Judge(indexes);
        Console.WriteLine(new JsonObject
        {
            ["shops"] = shops,
            ["entries"] = Entries,
            ["bytes_a_shop"] = bytes,
            ["bytes_estimated"] = (long)indexes.Average(i => i.Bytes),
            ["gib_for_10000"] = Math.Round(bytes * Target / (double)(1 << 30), 2),
            ["load_ms_p50"] = Math.Round(millis[shops / 2], 1),
            ["load_ms_p99"] = Math.Round(millis[shops * 99 / 100], 1),
            ["load_cpu_ms"] = Math.Round(cpu.TotalMilliseconds / shops, 1),
            ["judge_us_each_another_shop"] = judging,
        }.ToJsonString(JsonSerializerOptions.Default));
        return Task.FromResult(0);
    }

    private static TriageIndex Load(byte[] lines) => TriageIndex.Build(KnowledgeBase.Create(1, KnowledgeImport.Parse(lines).Entries));

    /// <summary>Best round's mean: caches are as cold as that many shops make them.</summary>
    private static double Judge(TriageIndex[] indexes)
    {
        var best = double.MaxValue;
        for (var round = 0; round < 30; round++)
        {
            var start = Stopwatch.GetTimestamp();
            foreach (var index in indexes)
                index.Judge(index.Knowledge.Entries[round % Entries].Question, default, TriageThresholds.Default);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMicroseconds / indexes.Length);
        }

        return Math.Round(best, 1);
    }
}
