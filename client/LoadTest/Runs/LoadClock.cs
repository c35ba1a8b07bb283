namespace Reception.LoadTest.Runs;

/// <summary>
/// Wakes people at their time. The framework's timers are counted in ticks of several milliseconds, which would stand in every
/// latency; here one thread looks every millisecond, and a wake-up is at most about one late.
/// </summary>
internal sealed class LoadClock : IDisposable
{
    private readonly PriorityQueue<TaskCompletionSource, long> _waiting = new();
    private readonly List<TaskCompletionSource> _due = [];
    private readonly Lock _gate = new();
    private readonly ManualResetEventSlim _ended = new();
    private readonly Thread _thread;

    public LoadClock(TimeProvider time)
    {
        Time = time;
        _thread = new Thread(Run) { IsBackground = true, Name = "load clock" };
        _thread.Start();
    }

    public TimeProvider Time { get; }

    public long Now => Time.GetTimestamp();

    public long After(long from, TimeSpan span) => from + (long)(span.TotalSeconds * Time.TimestampFrequency);

    /// <summary>At once for a time that has passed.</summary>
    public Task UntilAsync(long timestamp)
    {
        if (timestamp <= Now) return Task.CompletedTask;
        var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate) _waiting.Enqueue(source, timestamp);
        return source.Task;
    }

    public Task PauseAsync(TimeSpan span) => UntilAsync(After(Now, span));

    public void Dispose()
    {
        _ended.Set();
        _thread.Join();
        _ended.Dispose();
    }

    private void Run()
    {
        while (!_ended.Wait(1))
        {
            var now = Now;
            lock (_gate)
            {
                while (_waiting.TryPeek(out _, out var at) && at <= now) _due.Add(_waiting.Dequeue());
            }
            foreach (var source in _due) source.SetResult();
            _due.Clear();
        }
    }
}
