using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Reception.Domain.Journal;
using Reception.Domain.Time;
using Reception.Storage.Journal;
using Reception.Storage.Sqlite;

namespace Reception.Benchmarks.Journal;

/// <summary>One open store and the loops that append to it.</summary>
internal sealed class JournalBench(string folder) : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private SqliteConversationJournal _journal = null!;

    public SqliteStore Store { get; private set; } = null!;

    public Task OpenAsync()
    {
        var instruments = new JournalInstruments(_services.GetRequiredService<IMeterFactory>());
        Store = SqliteStore.Open(new SqliteStoreOptions { DataFolder = folder }, instruments, TimeProvider.System, new SystemRandomSource(), NullLogger<SqliteStore>.Instance);
        _journal = new SqliteConversationJournal(Store);
        return Task.CompletedTask;
    }

    public ValueTask CloseAsync() => Store.DisposeAsync();

    public async Task AppendOneAsync(string conversation, long last, byte[] payload) =>
        Require(await _journal.AppendAsync(new JournalAppend(conversation, last, [payload], false, null)));

    /// <summary>The first event of each conversation.</summary>
    public async Task AppendEachAsync(JournalSettings settings, int workers)
    {
        var payload = Payload(settings);
        await Task.WhenAll(Enumerable.Range(0, workers).Select(worker => Task.Run(async () =>
        {
            for (var i = worker; i < settings.Conversations; i += workers) Require(await _journal.AppendAsync(new JournalAppend(JournalSettings.Key(i), 0, [payload], false, null)));
        })));
    }

    /// <summary>Each appender awaits its append before the next one, to a random conversation of its own share.</summary>
    public async Task<AppendFigures> MeasureAsync(JournalSettings settings, int appenders)
    {
        long batches = 0, writes = 0;
        using var listener = new MeterListener { InstrumentPublished = (instrument, l) => { if (instrument.Name == "reception.store.batch.size") l.EnableMeasurementEvents(instrument); } };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => { batches++; writes += value; });
        listener.Start();
        var payload = Payload(settings);
        var cpu = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        var latencies = await Task.WhenAll(Enumerable.Range(0, appenders).Select(appender => Task.Run(() => LoopAsync(settings, appender, appenders, payload, watch))));
        watch.Stop();
        cpu = Environment.CpuUsage.TotalTime - cpu;
        var all = latencies.SelectMany(list => list).Order().ToArray();
        return new AppendFigures(all.Length / watch.Elapsed.TotalSeconds, all[all.Length / 2], all[(int)(all.Length * 0.99)], all[^1], (int)(writes / Math.Max(batches, 1)), cpu.TotalMicroseconds / all.Length);
    }

    public void Dispose() => _services.Dispose();

    private async Task<List<float>> LoopAsync(JournalSettings settings, int appender, int appenders, byte[] payload, Stopwatch watch)
    {
        var random = new Random(appender);
        var latencies = new List<float>(4096);
        var share = settings.Conversations / appenders;
        while (watch.Elapsed.TotalSeconds < settings.Seconds)
        {
            var key = JournalSettings.Key(appender + appenders * random.Next(share));
            var started = Stopwatch.GetTimestamp();
            var last = await _journal.GetLastSequenceAsync(key);
            Require(await _journal.AppendAsync(new JournalAppend(key, last, [payload], false, null)));
            latencies.Add((float)Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }
        return latencies;
    }

    private static byte[] Payload(JournalSettings settings)
    {
        var payload = new byte[settings.Bytes];
        new Random(1).NextBytes(payload);
        return payload;
    }

    private static void Require(AppendOutcome outcome)
    {
        if (outcome != AppendOutcome.Appended) throw new InvalidOperationException("The benchmark's append was refused.");
    }
}
