using Microsoft.Extensions.Logging;
using Reception.Domain.Time;
using Reception.Storage.Journal;

namespace Reception.Storage.Sqlite;

/// <summary>
/// The embedded store: one data folder, owned by one process. One thread writes (<see cref="GroupCommit"/>), one copies the log
/// (<see cref="Checkpointer"/>), a few connections read (<see cref="ReadPool"/>), and the last event of every conversation is
/// in memory (<see cref="TailTable"/>), saved now and then (<see cref="SnapshotWriter"/>).
/// </summary>
/// <remarks>
/// Why the commit is fast: rows are added at the end of one table, so a commit writes the pages at its end and the few of the
/// open-work table, whatever the number of conversations. The price is the table in memory, and reading along a chain of rows.
/// </remarks>
public sealed partial class SqliteStore : IAsyncDisposable
{
    private readonly GroupCommit _writer;
    private readonly Checkpointer _checkpointer;
    private readonly SnapshotWriter _snapshots;
    private int _closed;

    private SqliteStore(StoreContext context, ILogger logger)
    {
        Context = context;
        _snapshots = new SnapshotWriter(context, logger);
        _checkpointer = new Checkpointer(context, logger);
        Reads = new ReadPool(context.Folder.DataFile, context.Options.Readers);
        var covered = TailSnapshot.Read(context, IsInJournal);
        if (covered is { } row) context.Last = row;
        _snapshots.Start(covered?.Position ?? 0);
        _writer = new GroupCommit(context, OnCommitted, logger);
        Projections = ProjectionsFile.Open(context);
        Reread = context.Last.Position - (covered?.Position ?? 0);
    }

    internal StoreContext Context { get; }

    internal ReadPool Reads { get; }

    internal ProjectionsFile Projections { get; }

    internal GroupCommit Writer => _writer;

    internal Checkpointer Checkpointer => _checkpointer;

    internal SnapshotWriter Snapshots => _snapshots;

    /// <summary>Rows that the start had to read because no snapshot covered them.</summary>
    public long Reread { get; }

    /// <summary>Conversations that have a journal.</summary>
    public long Conversations => Context.Tails.Count;

    /// <summary>Bytes of the table of last events.</summary>
    public long TableBytes => Context.Tails.Bytes;

    /// <summary>
    /// Takes the folder, makes or upgrades the file, reads what no snapshot covers, and starts its threads. Throws
    /// <see cref="StoreInUseException"/> or <see cref="StoreFileException"/>, whose texts are for the operator.
    /// </summary>
    public static SqliteStore Open(SqliteStoreOptions options, JournalInstruments instruments, TimeProvider time, IRandomSource random, ILogger<SqliteStore> logger)
    {
        var started = time.GetTimestamp();
        var folder = DataFolder.Acquire(options.DataFolder, Environment.ProcessId);
        try
        {
            var id = Schema.Open(folder.DataFile, random.NextId);
            var store = new SqliteStore(new StoreContext(folder, id, options, instruments, time), logger);
            store._writer.Start();
            store._checkpointer.Start();
            instruments.Observe(() => store.Conversations, () => store.TableBytes, () => store._writer.Waiting);
            LogOpened(logger, folder.Path, store.Conversations, store.Context.Last.Position, store.Reread, time.GetElapsedTime(started).TotalMilliseconds);
            return store;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Writes what is queued, saves the table, empties the log, gives the folder back. Later calls are refused as unavailable.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _closed, 1) != 0) return;
        await _writer.StopAsync().ConfigureAwait(false);
        await _snapshots.StopAsync().ConfigureAwait(false);
        Reads.Dispose();
        Projections.Dispose();
        _checkpointer.Dispose();
        Checkpointer.Finish(Context);
        Context.Folder.Dispose();
    }

    /// <summary>After a failure: waits until the last batch's rows have been read again, so that no caller sees an old tail.</summary>
    internal ValueTask SettleAsync(CancellationToken cancellation) =>
        _writer.IsSettled ? ValueTask.CompletedTask : new ValueTask(_writer.WriteAsync(new SettleWrite(), cancellation).AsTask());

    private void OnCommitted(long bytes)
    {
        _checkpointer.OnCommitted(bytes);
        _snapshots.OnCommitted(Context.Last.Position);
    }

    private bool IsInJournal(TailEntry row)
    {
        using var session = SqliteSession.OpenReader(Context.Folder.DataFile);
        using var rows = JournalSql.ReadTails(session, row.Position, Context.Hasher).GetEnumerator();
        return rows.MoveNext() && rows.Current == row;
    }
}
