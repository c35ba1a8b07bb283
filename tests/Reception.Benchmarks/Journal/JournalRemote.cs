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
        try
        {
            var ratios = new List<double>();
            for (var round = 0; round <= settings.Rounds; round++) // the first warms up
            {
                var ratio = await RoundAsync(settings, round);
                if (round > 0) ratios.Add(ratio);
            }
            Console.WriteLine($"store process to embedded: median {ratios.Order().ElementAt(ratios.Count / 2):F2} of {ratios.Count} rounds");
        }
        finally
        {
            Directory.Delete(settings.Folder, recursive: true);
        }
        return 0;
    }

    private static async Task<double> RoundAsync(JournalSettings settings, int round)
    {
        Console.WriteLine(round == 0 ? "warm-up" : $"round {round}");
        var embedded = await EmbeddedAsync(settings, Path.Combine(settings.Folder, $"e{round}"));
        var remote = await RemoteAsync(settings, Path.Combine(settings.Folder, $"r{round}"));
        return remote / embedded;
    }

    private static async Task<double> EmbeddedAsync(JournalSettings settings, string folder)
    {
        using var bench = new JournalBench(folder);
        await bench.OpenAsync();
        var journal = new SqliteConversationJournal(bench.Store);
        var many = await ShowAsync("embedded     ", journal, settings, settings.Appenders, NothingAsync);
        await ShowAsync("embedded     ", journal, settings, 1, NothingAsync);
        await bench.CloseAsync();
        return many;
    }

    private static async Task<double> RemoteAsync(JournalSettings settings, string folder)
    {
        Directory.CreateDirectory(folder);
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") start.ArgumentList.Add(typeof(JournalRemote).Assembly.Location);
        start.ArgumentList.Add("journal-store");
        start.ArgumentList.Add(folder);
        using var store = Process.Start(start)!;
        await store.StandardOutput.ReadLineAsync();
        await using var link = new StoreLink(Options.Create(new StoreLinkOptions { DataFolder = folder }), TimeProvider.System, NullLogger<StoreLink>.Instance);
        var journal = new RemoteConversationJournal(new RemoteStore(link));
        var many = await ShowAsync("store process", journal, settings, settings.Appenders, CpuAsync);
        await ShowAsync("store process", journal, settings, 1, CpuAsync);
        store.StandardInput.Close();
        await store.WaitForExitAsync();
        return many;

        async Task<double> CpuAsync()
        {
            await store.StandardInput.WriteLineAsync("cpu");
            return double.Parse((await store.StandardOutput.ReadLineAsync())!, null);
        }
    }

    private static Task<double> NothingAsync() => Task.FromResult(0.0);

    private static async Task<double> ShowAsync(string name, IConversationJournal journal, JournalSettings settings, int appenders, Func<Task<double>> othersCpu)
    {
        var payload = new byte[settings.Bytes];
        new Random(1).NextBytes(payload);
        var (cpu, others) = (Environment.CpuUsage.TotalTime, await othersCpu());
        var watch = Stopwatch.StartNew();
        var latencies = await Task.WhenAll(Enumerable.Range(0, appenders).Select(appender => Task.Run(() => LoopAsync(journal, settings, $"{appenders}-{appender}", payload, watch))));
        watch.Stop();
        cpu = Environment.CpuUsage.TotalTime - cpu;
        var all = latencies.SelectMany(list => list).Order().ToArray();
        Console.WriteLine($"  {name} {appenders,5} appender(s): {all.Length / watch.Elapsed.TotalSeconds,8:N0} appends/s, p50 {all[all.Length / 2]:F2} ms, p99 {all[(int)(all.Length * 0.99)]:F2} ms, max {all[^1]:F1} ms, "
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
