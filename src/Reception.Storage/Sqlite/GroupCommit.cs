using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Reception.Domain.Journal;
using Reception.Domain.Time;
using Reception.Storage.Journal;

namespace Reception.Storage.Sqlite;

/// <summary>
/// Group commit. One thread takes every write that is queued, up to a bound, writes them in one transaction, commits, and only then
/// completes their callers; what arrives meanwhile is the next batch. So a commit alone costs one fdatasync and a thousand at
/// once cost one as well.
/// <list type="bullet">
/// <item>A refusal (a sequence, an ETag) is an answer to its caller and leaves no trace in the batch.</item>
/// <item>A statement that fails for its own reasons fails its caller; the batch is rolled back and written again without it.</item>
/// <item>A failure of the store (disk full, I/O) fails every caller of the batch. Whether the commit happened is then unknown, so
/// the connection is opened anew and the rows after the last known one are read before anybody is answered or reads a tail.</item>
/// </list>
/// </summary>
internal sealed partial class GroupCommit
{
    private const int MaxWrites = 4096;
    private const long MaxBytes = 8 << 20;

    private readonly StoreContext _store;
    private readonly Action<long> _onCommitted;
    private readonly ILogger _logger;
    private readonly Channel<StoreWrite> _queue;
    private readonly List<StoreWrite> _batch = new(MaxWrites);
    private readonly Thread _thread;
    private WriteSession? _session;
    private volatile bool _settled;

    /// <summary>Opens the connection and reads the rows after <see cref="StoreContext.Last"/>; <paramref name="onCommitted"/> hears the bytes of each batch.</summary>
    public GroupCommit(StoreContext store, Action<long> onCommitted, ILogger logger)
    {
        _store = store;
        _onCommitted = onCommitted;
        _logger = logger;
        _queue = Channel.CreateBounded<StoreWrite>(new BoundedChannelOptions(store.Options.QueueCapacity) { SingleReader = true });
        Reopen();
        _thread = new Thread(Run) { IsBackground = true, Name = "reception-store-writer" };
    }

    /// <summary>Writes that wait.</summary>
    public int Waiting => _queue.Reader.Count;

    /// <summary>False after a failure until the rows of the last batch have been read again.</summary>
    public bool IsSettled => _settled;

    public void Start() => _thread.Start();

    /// <summary>Waits for a place in the queue and for the commit. Cancelled = nothing was or will be written.</summary>
    public ValueTask<TResult> WriteAsync<TResult>(StoreWrite<TResult> write, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        write.Watch(cancellation);
        return _queue.Writer.TryWrite(write) ? write.Task : WaitAndWriteAsync(write, cancellation);
    }

    /// <summary>Nothing can be queued any more; what is queued is written; then the thread ends.</summary>
    public async Task StopAsync()
    {
        _queue.Writer.TryComplete();
        if (_thread.IsAlive) await Task.Factory.StartNew(_thread.Join, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).ConfigureAwait(false);
        _session?.Dispose();
        _session = null;
    }

    private async ValueTask<TResult> WaitAndWriteAsync<TResult>(StoreWrite<TResult> write, CancellationToken cancellation)
    {
        try
        {
            await _queue.Writer.WriteAsync(write, cancellation).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            throw new JournalUnavailableException("The store has been stopped.");
        }
        return await write.Task.ConfigureAwait(false);
    }

    private void Run()
    {
        var used = ThreadCpu.Now;
        while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            _batch.Clear();
            for (var bytes = 0L; _batch.Count < MaxWrites && bytes < MaxBytes && _queue.Reader.TryRead(out var write);)
            {
                if (!write.TryTake()) continue;
                _batch.Add(write);
                bytes += write.Size;
            }
            if (_batch.Count > 0) Commit();
            var now = ThreadCpu.Now;
            _store.Instruments.OnWriterUsed(now - used);
            used = now;
        }
    }

    private void Commit()
    {
        var started = _store.Time.GetTimestamp();
        using var span = JournalSpans.StartCommit(_batch);
        try
        {
            _store.Options.OnStep?.Invoke(CommitStep.Begin);
            lock (_store.CommitGate) Write(_session ?? Reopen());
        }
        catch (Exception error)
        {
            OnFailed(error);
            return;
        }
        foreach (var write in _batch) write.Complete();
        _store.Instruments.OnCommitted(_batch.Count, _store.Time.GetElapsedTime(started));
        _onCommitted(_batch.Sum(write => (long)write.Size));
    }

    private void Write(WriteSession session)
    {
        session.Begin(_store.Last.Position);
        while (FindBroken(session) is { } broken)
        {
            session.Rollback();
            _batch.Remove(broken.Write);
            broken.Write.Fail(broken.Error);
            LogWriteBroken(broken.Write.GetType().Name, broken.Error);
            session.Begin(_store.Last.Position);
        }
        _store.Options.OnStep?.Invoke(CommitStep.BeforeCommit);
        session.Commit();
        _store.Options.OnStep?.Invoke(CommitStep.AfterCommit);
        session.Publish();
        if (session.Last is { } last) _store.Last = last;
    }

    private (StoreWrite Write, Exception Error)? FindBroken(WriteSession session)
    {
        foreach (var write in _batch)
        {
            try
            {
                write.Apply(session);
            }
            catch (Exception error) when (!SqliteFailure.IsOfStore(error))
            {
                return (write, error);
            }
        }
        return null;
    }

    private void OnFailed(Exception error)
    {
        LogBatchFailed(_batch.Count, error);
        _store.Instruments.OnBatchFailed();
        _settled = false;
        try
        {
            Reopen();
        }
        catch (Exception again)
        {
            LogReopenFailed(again);
        }
        foreach (var write in _batch) write.Fail(SqliteFailure.Unavailable(error));
    }

    private WriteSession Reopen()
    {
        _session?.Dispose();
        _session = null;
        var session = new WriteSession(_store.Folder.DataFile, _store.Tails, _store.Options.MaxFileBytes);
        try
        {
            foreach (var row in JournalSql.ReadTails(session, _store.Last.Position + 1, _store.Hasher))
            {
                _store.Tails.Set(new ConversationHash(row.High, row.Low), new ConversationTail(row.Position, row.Sequence));
                _store.Last = row;
            }
        }
        catch
        {
            session.Dispose();
            throw;
        }
        _settled = true;
        return _session = session;
    }
}
