using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Reception.Clustering.Link;
using Reception.Domain.Journal;
using Reception.Storage.Remote;
using Reception.Storage.Sqlite;

namespace Reception.Benchmarks.Journal;

/// <summary>
/// The store process beside the embedded store, in one run on one disk: this process appends, once into its own store, once over the
/// link to a store in another process. Arguments as for <c>journal</c>; each appender awaits one append before the next, each to
/// conversations of its own, whose last sequence it knows.
/// </summary>
internal static class JournalRemote
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        var settings = JournalSettings.Parse(arguments);
        Console.WriteLine($"journal-remote: {settings.Bytes} B a row, {settings.Appenders} appenders, {settings.Rounds} rounds of {settings.Seconds} s, {Environment.ProcessorCount} cores, {settings.Folder}");
        var embeddedFolder = Path.Combine(settings.Folder, "embedded");
        var storeFolder = Directory.CreateDirectory(Path.Combine(settings.Folder, "store")).FullName;
        using var bench = new JournalBench(embeddedFolder);
        using var store = StartStore(storeFolder);
        await using var link = new StoreLink(Options.Create(new StoreLinkOptions { DataFolder = storeFolder }), TimeProvider.System, NullLogger<StoreLink>.Instance);
        try
        {
            await bench.OpenAsync();
            await store.StandardOutput.ReadLineAsync();
            var embedded = new SqliteConversationJournal(bench.Store);
            var remote = new RemoteConversationJournal(new RemoteStore(link));
            var ratios = new List<double>();
            for (var round = 0; round <= settings.Rounds; round++)
            {
                Console.WriteLine(round == 0 ? "warm-up" : $"round {round}");
                var alone = await ShowAsync($"embedded {round}", embedded, settings, settings.Appenders, NothingAsync);
                var ratio = await ShowAsync($"store process {round}", remote, settings, settings.Appenders, CpuAsync) / alone;
                await ShowAsync($"embedded {round}", embedded, settings, 1, NothingAsync);
                await ShowAsync($"store process {round}", remote, settings, 1, CpuAsync);
                if (round > 0) ratios.Add(ratio);
            }
            Console.WriteLine($"store process to embedded: median {ratios.Order().ElementAt(ratios.Count / 2):F2} of {ratios.Count} rounds");
        }
        finally
        {
            await bench.CloseAsync();
            store.StandardInput.Close();
            await store.WaitForExitAsync();
            Directory.Delete(settings.Folder, recursive: true);
        }
        return 0;

        async Task<double> CpuAsync()
        {
            await store.StandardInput.WriteLineAsync("cpu");
            return double.Parse((await store.StandardOutput.ReadLineAsync())!, null);
        }
    }

    private static Process StartStore(string folder)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") start.ArgumentList.Add(typeof(JournalRemote).Assembly.Location);
        start.ArgumentList.Add("journal-store");
        start.ArgumentList.Add(folder);
        return Process.Start(start)!;
    }

    private static Task<double> NothingAsync() => Task.FromResult(0.0);

    private static async Task<double> ShowAsync(string name, IConversationJournal journal, JournalSettings settings, int appenders, Func<Task<double>> othersCpu)
    {
        var payload = new byte[settings.Bytes];
        new Random(1).NextBytes(payload);
        var (cpu, others) = (Environment.CpuUsage.TotalTime, await othersCpu());
        var watch = Stopwatch.StartNew();
        var latencies = await Task.WhenAll(Enumerable.Range(0, appenders).Select(appender => Task.Run(() => LoopAsync(journal, settings, $"{name}-{appenders}-{appender}".Replace(' ', '-'), payload, watch))));
        watch.Stop();
        cpu = Environment.CpuUsage.TotalTime - cpu;
        var all = latencies.SelectMany(list => list).Order().ToArray();
        Console.WriteLine($"  {name,-15} {appenders,5} appender(s): {all.Length / watch.Elapsed.TotalSeconds,8:N0} appends/s, p50 {all[all.Length / 2]:F2} ms, p99 {all[(int)(all.Length * 0.99)]:F2} ms, max {all[^1]:F1} ms, "
            + $"{cpu.TotalMicroseconds / all.Length:F1} µs CPU an append here{(others > 0 ? $", {(await othersCpu() - others) / all.Length:F1} µs in the store" : "")}");
        return all.Length / watch.Elapsed.TotalSeconds;
    }

    private static async Task<List<float>> LoopAsync(IConversationJournal journal, JournalSettings settings, string appender, byte[] payload, Stopwatch watch)
    {
        const int Conversations = 16;
        var latencies = new List<float>(4096);
        var lasts = new long[Conversations];
        for (var i = 0; watch.Elapsed.TotalSeconds < settings.Seconds; i = (i + 1) % Conversations)
        {
            var started = Stopwatch.GetTimestamp();
            var outcome = await journal.AppendAsync(new JournalAppend($"shop-1/web/c-{appender}-{i}-0123456789abcdef", lasts[i], [payload], false, null));
            if (outcome != AppendOutcome.Appended) throw new InvalidOperationException("The benchmark's append was refused.");
            lasts[i]++;
            latencies.Add((float)Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }
        return latencies;
    }
}
