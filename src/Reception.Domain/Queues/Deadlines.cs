namespace Reception.Domain.Queues;

/// <summary>
/// What the queue has to look at again, and when. Nothing is taken out early: who is woken finds out that it no longer matters.
/// O(log n) to add; each deadline is looked at once.
/// </summary>
internal sealed class Deadlines
{
    private readonly PriorityQueue<Action<DateTimeOffset>, DateTimeOffset> _heap = new();

    /// <summary>The next time at which anything is due; null when nothing is.</summary>
    public DateTimeOffset? Next => _heap.TryPeek(out _, out var at) ? at : null;

    public void Add(DateTimeOffset at, Action<DateTimeOffset> step) => _heap.Enqueue(step, at);

    public void RunDue(DateTimeOffset now)
    {
        while (_heap.TryPeek(out var step, out var at) && at <= now)
        {
            _heap.Dequeue();
            step(now);
        }
    }
}
