namespace Reception.Domain.Staffing.Scaling;

/// <summary>
/// Hysteresis: up at once, down slowly. What is wanted is the most that was needed within the window, so that a lull in a sale takes no
/// process away which the next minute needs again. It knows nothing of the time before it began; until a window has passed what
/// runs is taken to have been needed.
/// </summary>
public sealed class Descent(TimeSpan window)
{
    private readonly LinkedList<(DateTimeOffset At, int Needed)> _falling = new();

    /// <summary>What is wanted from what is needed; times do not go back.</summary>
    public int Want(int needed, DateTimeOffset now)
    {
        while (_falling.First is { } first && now - first.Value.At > window) _falling.RemoveFirst();
        while (_falling.Last is { } last && last.Value.Needed <= needed) _falling.RemoveLast();
        _falling.AddLast((now, needed));
        return _falling.First!.Value.Needed;
    }
}
