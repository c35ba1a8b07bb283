using System.Diagnostics;

namespace Reception.Client.Calls;

/// <summary>One step of a lane. <see cref="TryMerge"/> takes over a step that was given later, so that both are one call.</summary>
internal abstract class LaneStep
{
    private readonly Activity? _asked = ClientSpans.Current;
    private List<Activity>? _merged;

    public abstract Task RunAsync();

    public virtual bool TryMerge(LaneStep next) => false;

    public Activity? StartSpan() => ClientSpans.StartStep(_asked, _merged);

    /// <summary>This step carries the other one's work.</summary>
    public void Link(LaneStep other)
    {
        if (other._asked is { } asked) (_merged ??= []).Add(asked);
    }
}

/// <summary>A call with nothing to merge. It reports its own errors.</summary>
internal sealed class CallStep(Func<Task> call) : LaneStep
{
    public override Task RunAsync() => call();
}

/// <summary>
/// At most one call in flight, in the order given: the runtime promises no order between two calls in flight, so there never
/// are two. What arrives meanwhile waits, bounded, and neighbours that can be merged go as one.
/// </summary>
internal sealed class Lane(int maxWaiting)
{
    private readonly Queue<LaneStep> _waiting = new();
    private readonly Lock _gate = new();
    private bool _running;

    /// <summary>True while a call is in flight or waits.</summary>
    public bool IsBusy
    {
        get
        {
            lock (_gate) return _running;
        }
    }

    /// <summary>False: too many wait, nothing was taken. <paramref name="always"/> is for our own few calls.</summary>
    public bool TryAdd(LaneStep step, bool always = false)
    {
        lock (_gate)
        {
            if (_waiting.Count >= maxWaiting && !always) return false;
            _waiting.Enqueue(step);
            if (_running) return true;
            _running = true;
        }
        _ = Task.Run(PumpAsync);
        return true;
    }

    public bool TryAdd(Func<Task> call, bool always = false) => TryAdd(new CallStep(call), always);

    private async Task PumpAsync()
    {
        while (Next() is { } step)
        {
            using var span = step.StartSpan();
            try
            {
                await step.RunAsync();
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                // A step reports its errors to its caller; what is left here concerns nobody any more.
            }
        }
    }

    private LaneStep? Next()
    {
        lock (_gate)
        {
            if (!_waiting.TryDequeue(out var step))
            {
                _running = false;
                return null;
            }
            while (_waiting.TryPeek(out var next) && step.TryMerge(next)) step.Link(_waiting.Dequeue());
            return step;
        }
    }
}
