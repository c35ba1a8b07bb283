using Microsoft.Extensions.Logging;

namespace Reception.Storage.Sqlite;

/// <summary>Saves the table of last events, in the background, whenever enough rows have been added since the last time.</summary>
internal sealed partial class SnapshotWriter(StoreContext store, ILogger logger)
{
    private readonly Lock _lock = new();
    private long _saved;
    private Task _running = Task.CompletedTask;

    /// <summary>What the file covers when the store opens.</summary>
    public void Start(long covered) => _saved = covered;

    /// <summary>Called by the writer after a commit.</summary>
    public void OnCommitted(long position)
    {
        if (position - Interlocked.Read(ref _saved) < store.Options.SnapshotRows) return;
        if (position - Interlocked.Read(ref _saved) < store.Tails.Count / 4) return;
        lock (_lock)
        {
            if (_running.IsCompleted) _running = Task.Run(Save);
        }
    }

    /// <summary>A last time, when something has changed.</summary>
    public async Task StopAsync()
    {
        await IdleAsync().ConfigureAwait(false);
        if (store.Last.Position != Interlocked.Read(ref _saved)) Save();
    }

    /// <summary>Ends when no save is under way.</summary>
    public Task IdleAsync()
    {
        lock (_lock) return _running;
    }

    private void Save()
    {
        var covered = store.Last.Position;
        try
        {
            TailSnapshot.Write(store);
            LogSaved(store.Tails.Count, covered);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            LogSaveFailed(error); // the next start reads more rows, nothing else
        }
        Interlocked.Exchange(ref _saved, covered);
    }
}
