namespace Reception.Cluster.Load;

/// <summary>Lets a script wait until something it watches is so; every change is told by <see cref="Beat"/>.</summary>
internal sealed class Pulse
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _next = New();

    public void Beat()
    {
        TaskCompletionSource beaten;
        lock (_gate) (beaten, _next) = (_next, New());
        beaten.TrySetResult();
    }

    /// <summary>False: it did not become so in time.</summary>
    public async Task<bool> UntilAsync(Func<bool> condition, TimeSpan patience)
    {
        var end = Task.Delay(patience, TimeProvider.System);
        while (true)
        {
            Task next;
            lock (_gate) next = _next.Task;
            if (condition()) return true;
            if (await Task.WhenAny(next, end) == end) return condition();
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
