namespace Reception.Domain.Insight;

/// <summary>
/// What is usually asked: counts that lose half their weight in <see cref="HalfLife"/>, so that the mix of the last day or two is usual.
/// Takes what has left the shortest window; so a burst of that window is never compared with itself. At most 2k counters.
/// </summary>
public sealed class UsualShares(FrequentItems? items = null, DateTimeOffset at = default)
{
    public const int Capacity = FrequentItems.WindowCapacity;

    /// <summary>Weight of questions (newest: 1 each) below which nothing is called usual.</summary>
    public const double Enough = 200;

    public static readonly TimeSpan HalfLife = TimeSpan.FromHours(24);

    /// <summary>The decayed counts, as of <see cref="At"/>.</summary>
    public FrequentItems Items { get; } = items ?? new(Capacity);

    public DateTimeOffset At { get; private set; } = at;

    public bool IsKnown => Items.Total >= Enough;

    public void Take(FrequentItems left, DateTimeOffset now)
    {
        if (now > At)
        {
            if (At != default) Items.Scale(Math.Pow(2, -((now - At) / HalfLife)));
            At = now;
        }
        Items.Merge(left);
    }

    /// <summary>The greatest share that what was counted allows, 0 to 1; null while not enough is known.</summary>
    public double? ShareOf(string topic) => IsKnown ? Items.AtMost(topic) / Items.Total : null;
}
