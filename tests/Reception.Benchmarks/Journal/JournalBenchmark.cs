using System.Diagnostics;
using Reception.LoadTest.Baselines;
using Reception.Storage.Sqlite;

namespace Reception.Benchmarks.Journal;

/// <summary>
/// The embedded journal with many conversations there already, beside the same rows inserted by one thread straight into
/// SQLite, in one run on one disk. Arguments: --conversations N, --seconds N, --appenders N, --bytes N, --rounds N, --folder PATH.
/// </summary>
internal static class JournalBenchmark
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        var settings = JournalSettings.Parse(arguments);
        Console.WriteLine($"journal: {settings.Conversations:N0} conversations, {settings.Bytes} B a row, {settings.Appenders} appenders, {settings.Rounds} rounds of {settings.Seconds} s, {Environment.ProcessorCount} cores, {settings.Folder}");
        try
        {
            await FillAsync(settings);
            await StartAsync(settings, "start with the table saved", keepSnapshot: true);
            await StartAsync(settings, "start without it (every row re-read)", keepSnapshot: false);
            RawInserts.Run(settings.Folder, settings.Bytes, batch: 256, TimeSpan.FromSeconds(1), unbounded: false); // warm-up
            await AppendsAsync(settings with { Seconds = 2 }, settings.Appenders);
            var ratios = new List<double>();
            for (var round = 1; round <= settings.Rounds; round++) ratios.Add(await RoundAsync(settings, round));
            Console.WriteLine($"ratio to raw inserts without checkpoints: median {ratios.Order().ElementAt(ratios.Count / 2):F2} of {ratios.Count} rounds (aim 0.50)");
            await AppendsAsync(settings, 1);
        }
        finally
        {
            Directory.Delete(settings.Folder, recursive: true);
        }
        return 0;
    }

    private static async Task FillAsync(JournalSettings settings)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var watch = Stopwatch.StartNew();
        using var bench = new JournalBench(settings.Folder);
        await bench.OpenAsync();
        await bench.AppendEachAsync(settings, workers: 2048);
        watch.Stop();
        var save = Stopwatch.StartNew();
        TailSnapshot.Write(bench.Store.Context);
        save.Stop();
        var used = GC.GetTotalMemory(forceFullCollection: true) - before;
        Console.WriteLine($"filled in {watch.Elapsed.TotalSeconds:F1} s ({settings.Conversations / watch.Elapsed.TotalSeconds:N0} appends/s, new conversations)");
        Console.WriteLine($"memory: {(double)bench.Store.TableBytes / settings.Conversations:F1} B a conversation in the table, {(double)used / settings.Conversations:F1} B of the heap");
        Console.WriteLine($"the table saved in {save.Elapsed.TotalMilliseconds:F0} ms, {new FileInfo(bench.Store.Context.Folder.SnapshotFile).Length >> 20} MiB");
        await bench.CloseAsync();
    }

    private static async Task StartAsync(JournalSettings settings, string what, bool keepSnapshot)
    {
        var times = new List<double>();
        long rows = 0;
        for (var time = 0; time < 5; time++)
        {
            if (!keepSnapshot) File.Delete(Path.Combine(settings.Folder, "tails.snapshot"));
            using var bench = new JournalBench(settings.Folder);
            var watch = Stopwatch.StartNew();
            await bench.OpenAsync();
            times.Add(watch.Elapsed.TotalMilliseconds);
            rows = bench.Store.Reread;
            await bench.CloseAsync();
        }
        Console.WriteLine($"{what}: {string.Join(", ", times.Select(time => $"{time:F0}"))} ms, {rows:N0} rows");
    }

    /// <summary>The three side by side, so that what else the machine does meets each alike.</summary>
    private static async Task<double> RoundAsync(JournalSettings settings, int round)
    {
        Console.Write($"round {round}: ");
        var appends = await AppendsAsync(settings, settings.Appenders);
        var unbounded = RawInserts.Run(settings.Folder, settings.Bytes, appends.MeanBatch, TimeSpan.FromSeconds(settings.Seconds), unbounded: true);
        var checkpointed = RawInserts.Run(settings.Folder, settings.Bytes, appends.MeanBatch, TimeSpan.FromSeconds(settings.Seconds), unbounded: false);
        Console.WriteLine($"         raw inserts, batches of {appends.MeanBatch}: without checkpoints {unbounded.PerSecond:N0} rows/s, {unbounded.CpuMicroseconds:F1} µs CPU; with SQLite's own {checkpointed.PerSecond:N0} rows/s, {checkpointed.CpuMicroseconds:F1} µs CPU; ratio {appends.PerSecond / unbounded.PerSecond:F2} and {appends.PerSecond / checkpointed.PerSecond:F2}");
        return appends.PerSecond / unbounded.PerSecond;
    }

    private static async Task<AppendFigures> AppendsAsync(JournalSettings settings, int appenders)
    {
        using var bench = new JournalBench(settings.Folder);
        await bench.OpenAsync();
        var figures = await bench.MeasureAsync(settings, appenders);
        await bench.CloseAsync();
        Console.WriteLine($"{appenders} appender(s): {figures.PerSecond:N0} appends/s, p50 {figures.P50:F2} ms, p99 {figures.P99:F2} ms, max {figures.Max:F1} ms, {figures.MeanBatch} a batch, {figures.CpuMicroseconds:F1} µs CPU an append (this whole process)");
        return figures;
    }
}
