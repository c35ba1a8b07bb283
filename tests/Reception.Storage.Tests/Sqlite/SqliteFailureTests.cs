using Microsoft.Data.Sqlite;
using Reception.Domain.Journal;
using Reception.Storage.Sqlite;

namespace Reception.Storage.Tests.Sqlite;

/// <summary>A disk that is full, a commit whose end nobody knows, a writer that hangs.</summary>
public sealed class SqliteFailureTests : IAsyncDisposable
{
    private readonly StoreFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Append_DataFileFull_IsUnavailableAndReadsGoOn()
    {
        var journal = new SqliteConversationJournal(_folder.Open(options => options.MaxFileBytes = 1 << 20));
        var last = 0;
        await Assert.ThrowsAsync<JournalUnavailableException>(async () =>
        {
            for (; last < 100; last++) await journal.AppendAsync(new JournalAppend("demo/web/c", last, [new byte[60_000]], false, null), Stop);
        });

        Assert.InRange(last, 1, 99);
        Assert.Equal(last, await journal.GetLastSequenceAsync("demo/web/c", Stop));
        Assert.Equal(last, (await journal.ReadAsync("demo/web/c", 0, 100, Stop)).Count);
    }

    [Fact]
    public async Task Append_FileBoundRaisedAfterItWasFull_GoesOn()
    {
        var journal = new SqliteConversationJournal(_folder.Open(options => options.MaxFileBytes = 1 << 20));
        var last = 0;
        await Assert.ThrowsAsync<JournalUnavailableException>(async () =>
        {
            for (; ; last++) await journal.AppendAsync(new JournalAppend("demo/web/c", last, [new byte[60_000]], false, null), Stop);
        });

        journal = new SqliteConversationJournal(await _folder.ReopenAsync());

        Assert.Equal(AppendOutcome.Appended, await journal.AppendAsync(new JournalAppend("demo/web/c", last, [new byte[60_000]], false, null), Stop));
    }

    [Fact]
    public async Task Append_CommitFails_IsUnavailableAndTheNextIsWritten()
    {
        var fault = new OneFault(CommitStep.BeforeCommit);
        var journal = new SqliteConversationJournal(_folder.Open(options => options.OnStep = fault.Hit));

        await Assert.ThrowsAsync<JournalUnavailableException>(async () => await journal.AppendAsync(Events.Of("demo/web/c", 0, "lost"), Stop));

        Assert.Equal(0, await journal.GetLastSequenceAsync("demo/web/c", Stop));
        Assert.Equal(AppendOutcome.Appended, await journal.AppendAsync(Events.Of("demo/web/c", 0, "kept"), Stop));
        Assert.Equal(["1:kept"], Events.Texts(await journal.ReadAsync("demo/web/c", 0, 10, Stop)));
    }

    [Fact]
    public async Task Append_CommitHappenedButItsEndIsUnknown_IsUnavailableAndTheRowIsSeen()
    {
        var fault = new OneFault(CommitStep.AfterCommit);
        var journal = new SqliteConversationJournal(_folder.Open(options => options.OnStep = fault.Hit));

        await Assert.ThrowsAsync<JournalUnavailableException>(async () => await journal.AppendAsync(Events.Of("demo/web/c", 0, "there"), Stop));

        Assert.Equal(1, await journal.GetLastSequenceAsync("demo/web/c", Stop));
        Assert.Equal(AppendOutcome.Conflict, await journal.AppendAsync(Events.Of("demo/web/c", 0, "again"), Stop));
        Assert.Equal(["1:there"], Events.Texts(await journal.ReadAsync("demo/web/c", 0, 10, Stop)));
    }

    [Fact]
    public async Task Append_QueueIsFull_WaitsForAPlaceAndCanBeCancelled()
    {
        using var held = new ManualResetEventSlim();
        var store = _folder.Open(options => (options.QueueCapacity, options.OnStep) = (4, _ => held.Wait()));
        var journal = new SqliteConversationJournal(store);
        var first = journal.AppendAsync(Events.Of("demo/web/0", 0, "x"), Stop).AsTask();
        await UntilAsync(() => store.Writer.Waiting == 0); // taken by the writer, which is held
        var queued = Enumerable.Range(1, 4).Select(i => journal.AppendAsync(Events.Of($"demo/web/{i}", 0, "x"), Stop).AsTask()).ToArray();
        using var patience = new CancellationTokenSource();

        var beyond = journal.AppendAsync(Events.Of("demo/web/5", 0, "x"), patience.Token).AsTask();
        var waiting = store.Writer.Waiting;
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => beyond);
        held.Set();

        Assert.Equal(4, waiting);
        Assert.All(await Task.WhenAll([first, .. queued]), outcome => Assert.Equal(AppendOutcome.Appended, outcome));
        Assert.Equal(0, await journal.GetLastSequenceAsync("demo/web/5", Stop));
    }

    [Fact]
    public async Task Append_CancelledWhileQueued_IsNeverWritten()
    {
        using var held = new ManualResetEventSlim();
        var store = _folder.Open(options => options.OnStep = _ => held.Wait());
        var journal = new SqliteConversationJournal(store);
        var first = journal.AppendAsync(Events.Of("demo/web/0", 0, "x"), Stop).AsTask();
        await UntilAsync(() => store.Writer.Waiting == 0);
        using var patience = new CancellationTokenSource();
        var withdrawn = journal.AppendAsync(Events.Of("demo/web/1", 0, "x"), patience.Token).AsTask();

        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => withdrawn);
        held.Set();
        await first;

        Assert.Equal(AppendOutcome.Appended, await journal.AppendAsync(Events.Of("demo/web/1", 0, "later"), Stop));
    }

    [Fact]
    public async Task Append_ConflictInTheBatch_RefusesItAlone()
    {
        using var held = new ManualResetEventSlim();
        var batches = 0;
        var store = _folder.Open(options => options.OnStep = step => { if (step == CommitStep.Begin) { held.Wait(); batches++; } });
        var journal = new SqliteConversationJournal(store);
        var first = journal.AppendAsync(Events.Of("demo/web/0", 0, "x"), Stop).AsTask();
        await UntilAsync(() => store.Writer.Waiting == 0);
        var batch = new[] { Events.Of("demo/web/1", 0, "a"), Events.Of("demo/web/1", 0, "late"), Events.Of("demo/web/1", 1, "b"), Events.Of("demo/web/2", 5, "gap"), Events.Of("demo/web/2", 0, "c") }
            .Select(append => journal.AppendAsync(append, Stop).AsTask()).ToArray();
        held.Set();
        await first;

        Assert.Equal([AppendOutcome.Appended, AppendOutcome.Conflict, AppendOutcome.Appended, AppendOutcome.Conflict, AppendOutcome.Appended], await Task.WhenAll(batch));
        Assert.Equal(2, batches);
        Assert.Equal(["1:a", "2:b"], Events.Texts(await journal.ReadAsync("demo/web/1", 0, 10, Stop)));
    }

    [Fact]
    public async Task Append_WhileAReaderHoldsTheFeedOpen_IsNotBlocked()
    {
        var store = _folder.Open();
        var journal = new SqliteConversationJournal(store);
        for (var i = 0; i < 10; i++) await journal.AppendAsync(Events.Of("demo/web/c", i, "x"), Stop);
        using var reader = SqliteSession.OpenReader(_folder["reception.db"]);
        using var rows = JournalSql.ReadTails(reader, 1, store.Context.Hasher).GetEnumerator();
        Assert.True(rows.MoveNext());

        for (var i = 10; i < 200; i++) Assert.Equal(AppendOutcome.Appended, await journal.AppendAsync(Events.Of("demo/web/c", i, "x"), Stop));

        var seen = 1;
        while (rows.MoveNext()) seen++;
        Assert.Equal(10, seen);
    }

    [Fact]
    public async Task Append_AfterTheStop_IsUnavailable()
    {
        var journal = new SqliteConversationJournal(_folder.Open());
        await _folder.DisposeStoreAsync();

        await Assert.ThrowsAsync<JournalUnavailableException>(async () => await journal.AppendAsync(Events.Of("demo/web/c", 0, "x"), Stop));
        await Assert.ThrowsAsync<JournalUnavailableException>(async () => await journal.ReadFeedAsync(0, 1, Stop));
    }

    [Fact]
    public async Task Dispose_WithQueuedAppends_WritesThemFirst()
    {
        var journal = new SqliteConversationJournal(_folder.Open());
        var queued = Enumerable.Range(0, 500).Select(i => journal.AppendAsync(Events.Of($"demo/web/{i}", 0, "x"), Stop).AsTask()).ToArray();
        var again = await _folder.ReopenAsync();

        Assert.All(await Task.WhenAll(queued), outcome => Assert.Equal(AppendOutcome.Appended, outcome));
        Assert.Equal(500, again.Conversations);
    }

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    private static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition()) await Task.Yield();
    }

    private sealed class OneFault(CommitStep at)
    {
        private int _hits;

        public void Hit(CommitStep step)
        {
            if (step == at && Interlocked.Increment(ref _hits) == 1) throw new SqliteException("disk I/O error", 10);
        }
    }
}
