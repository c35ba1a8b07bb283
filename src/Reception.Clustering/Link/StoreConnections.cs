namespace Reception.Clustering.Link;

/// <summary>How many callers the store has at the moment; who ends the store may wait until they have gone.</summary>
public sealed class StoreConnections
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _none = Done();
    private int _count;

    /// <summary>Completes when nobody is connected (any more).</summary>
    public Task NoneAsync()
    {
        lock (_lock) return _none.Task;
    }

    internal void Came()
    {
        lock (_lock)
        {
            if (_count++ == 0) _none = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    internal void Went()
    {
        lock (_lock)
        {
            if (--_count == 0) _none.SetResult();
        }
    }

    private static TaskCompletionSource Done()
    {
        var done = new TaskCompletionSource();
        done.SetResult();
        return done;
    }
}
