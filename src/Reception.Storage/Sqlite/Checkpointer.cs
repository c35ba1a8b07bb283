using Microsoft.Extensions.Logging;

namespace Reception.Storage.Sqlite;

/// <summary>
/// Copies the write-ahead log into the data file on a thread of its own, so that no commit pays for it. A passive checkpoint
/// blocks nobody but never catches up with a busy writer, and the log is started anew only when all of it has been copied; so
/// when the log has grown long, the last few pages are copied while the writer waits.
/// </summary>
internal sealed partial class Checkpointer : IDisposable
{
    /// <summary>Pages of 4 KiB: 64 MiB.</summary>
    private const int LongLog = 16_384;
    private const int FewPages = 512;
    private const int Rounds = 8;

    private readonly StoreContext _store;
    private readonly ILogger _logger;
    private readonly AutoResetEvent _wake = new(initialState: false);
    private readonly Thread _thread;
    private long _bytes;
    private volatile bool _stopping;

    public Checkpointer(StoreContext store, ILogger logger)
    {
        _store = store;
        _logger = logger;
        _thread = new Thread(Run) { IsBackground = true, Name = "reception-store-checkpoints" };
    }

    /// <summary>Checkpoints done, for tests.</summary>
    public int Done { get; private set; }

    public void Start() => _thread.Start();

    public void OnCommitted(long bytes)
    {
        if (Interlocked.Add(ref _bytes, bytes) < _store.Options.CheckpointBytes) return;
        Interlocked.Exchange(ref _bytes, 0);
        _wake.Set();
    }

    public void Dispose()
    {
        _stopping = true;
        _wake.Set();
        if (_thread.IsAlive) _thread.Join();
        _wake.Dispose();
    }

    /// <summary>Everything into the data file and the log cut to nothing; only when nobody writes.</summary>
    public static void Finish(StoreContext store)
    {
        using var session = SqliteSession.OpenCheckpointer(store.Folder.DataFile);
        session.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }

    /// <summary>
    /// Everything into the data file and the log cut to nothing while others read and write. False: a reader holds the log.
    /// </summary>
    public static bool TryTruncate(StoreContext store)
    {
        using var session = SqliteSession.OpenCheckpointer(store.Folder.DataFile);
        session.Checkpoint();
        session.Execute("PRAGMA busy_timeout=50");
        lock (store.CommitGate) return session.TryTruncate();
    }

    private void Run()
    {
        SqliteSession? session = null;
        while (true)
        {
            _wake.WaitOne();
            if (_stopping) break;
            try
            {
                Checkpoint(session ??= SqliteSession.OpenCheckpointer(_store.Folder.DataFile));
            }
            catch (Exception error)
            {
                LogCheckpointFailed(error);
                session?.Dispose();
                session = null;
            }
        }
        session?.Dispose();
    }

    private void Checkpoint(SqliteSession session)
    {
        var started = _store.Time.GetTimestamp();
        var (pages, copied) = session.Checkpoint();
        if (pages >= LongLog)
        {
            for (var round = 0; round < Rounds && pages - copied > FewPages; round++) (pages, copied) = session.Checkpoint();
            lock (_store.CommitGate) session.Checkpoint();
        }
        Done++;
        _store.Instruments.OnCheckpoint(_store.Time.GetElapsedTime(started));
    }
}
