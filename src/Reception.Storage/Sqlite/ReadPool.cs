using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Reception.Domain.Journal;

namespace Reception.Storage.Sqlite;

/// <summary>Reading connections, a bounded number, each used by one read at a time on the thread pool: never on a grain's turn.</summary>
internal sealed class ReadPool(string file, int size) : IDisposable
{
    private readonly SemaphoreSlim _free = new(size);
    private readonly ConcurrentBag<SqliteSession> _sessions = [];
    private volatile bool _closed;

    /// <summary>Errors of the store are <see cref="JournalUnavailableException"/>.</summary>
    public async ValueTask<T> ReadAsync<T>(Func<SqliteSession, T> read, CancellationToken cancellation)
    {
        await _free.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await Task.Run(() => Read(read), cancellation).ConfigureAwait(false);
        }
        finally
        {
            _free.Release();
        }
    }

    public void Dispose()
    {
        _closed = true;
        while (_sessions.TryTake(out var session)) session.Dispose();
    }

    private T Read<T>(Func<SqliteSession, T> read)
    {
        if (_closed) throw new JournalUnavailableException("The store has been stopped.");
        SqliteSession? session = null;
        try
        {
            if (!_sessions.TryTake(out session)) session = SqliteSession.OpenReader(file);
            var result = read(session);
            _sessions.Add(session);
            if (_closed) Dispose();
            return result;
        }
        catch (Exception error)
        {
            session?.Dispose();
            if (error is SqliteException or InvalidDataException) throw SqliteFailure.Unavailable(error);
            throw;
        }
    }
}
