using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Reception.Domain.Journal;
using Reception.Domain.Time;
using Reception.Storage.Journal;
using Reception.Storage.Sqlite;
using Reception.Tests;

namespace Reception.Storage.Tests.Sqlite;

/// <summary>What the journal says of itself: batches, the writer's processor time, and commits in the traces of their writes.</summary>
public sealed class JournalMetricsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Meters_AfterAppends_SayBatchesAndTheWritersTime()
    {
        await using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var meters = services.GetRequiredService<IMeterFactory>();
        var (writes, cpu) = (0L, 0.0);
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, all) =>
            {
                if (ReferenceEquals(instrument.Meter.Scope, meters)) all.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => { if (instrument.Name == "reception.store.batch.size") Interlocked.Add(ref writes, value); });
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => { if (instrument.Name == "reception.journal.cpu") cpu += value; }); // by one thread
        listener.Start();
        await using var folder = new StoreFolder(meters);
        var journal = new SqliteConversationJournal(folder.Open());

        for (var i = 0; i < 200; i++) await journal.AppendAsync(new JournalAppend("demo/web/c", i, [new byte[1_000]], false, null), Stop);
        await folder.DisposeStoreAsync();

        Assert.Equal(200, writes);
        Assert.True(!ThreadCpu.IsKnown || cpu > 0);
    }

    [Fact]
    public async Task Commit_OfARecordedWrite_BelongsToItsTrace()
    {
        using var recorder = new TraceRecorder();
        await using var folder = new StoreFolder();
        var journal = new SqliteConversationJournal(folder.Open());
        using var root = recorder.Begin();

        await journal.AppendAsync(new JournalAppend("demo/web/c", 0, [new byte[100]], false, null), Stop);
        Activity.Current = null;
        await journal.AppendAsync(new JournalAppend("demo/web/c", 1, [new byte[100]], false, null), Stop);
        await folder.DisposeStoreAsync();

        var commit = Assert.Single(recorder.Spans(root));
        Assert.Equal(("commit", root.SpanId), (commit.OperationName, commit.ParentSpanId));
    }

    [Fact]
    public void Commit_OfSeveralTraces_ContinuesTheFirstAndLinksTheOthers()
    {
        using var recorder = new TraceRecorder();
        var roots = new List<Activity>();
        var writes = new List<StoreWrite>();
        for (var i = 0; i < 3; i++)
        {
            using var root = recorder.Begin();
            roots.Add(root);
            writes.Add(new SettleWrite());
        }
        Activity.Current = null;
        writes.Insert(0, new SettleWrite()); // of no trace

        using (var commit = JournalSpans.StartCommit(writes))
        {
            Assert.Equal(roots[0].SpanId, commit!.ParentSpanId);
            Assert.Equal(roots.Skip(1).Select(root => root.SpanId), commit.Links.Select(link => link.Context.SpanId));
        }
    }
}
