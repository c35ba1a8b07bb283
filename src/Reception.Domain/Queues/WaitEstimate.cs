using Reception.Contracts.Conversations;
using Reception.Contracts.Queues;

namespace Reception.Domain.Queues;

/// <summary>
/// How long the customer at place k will wait: an honest range, p10 to p90.
/// <para>
/// <b>Method.</b> Queue-length-based prediction with abandonment (Whitt 1999, "Predicting queueing delays", Management Science 45(6);
/// Ibrahim and Whitt 2009, M&amp;SOM 11(3), estimator QL with abandonment). While somebody waits, the times between two works being
/// taken have mean m and squared coefficient of variation c²; each waiting customer gives up at rate θ. Then place j moves up at
/// rate 1/m + (j − 1)θ, and the wait of place k has mean ∫ dx / (1/m + θx) = ln(1 + kθm)/θ and variance c² ∫ dx / (1/m + θx)²
/// = c² k m² / (1 + kθm), x from 0 to k. To the variance is added what is not known about m itself: after n intervals its own is m² c² / n, and the mean follows it by k / (1 + kθm).
/// The range is that of the gamma distribution with these moments (see <see cref="GammaRange"/>).
/// </para>
/// <para>
/// <b>Data.</b> The last 100 intervals, none older than 15 minutes; no range before ten. An interval counts only if somebody waited
/// all through it. Known limits: a step in staffing is known only after some intervals; takers of other queues are seen only by
/// their effect.
/// </para>
/// </summary>
public sealed class WaitEstimate
{
    public const int MostIntervals = 100;
    public const int FewestIntervals = 10;
    public static readonly TimeSpan OldestInterval = TimeSpan.FromMinutes(15);

    private readonly Queue<Interval> _intervals = new();
    private DateTimeOffset? _since;
    private DateTimeOffset _counted;
    private int _waiting;
    private int _givenUp;
    private double _exposure;
    private Figures? _figures;

    /// <summary>Work entered: so many wait now, so many of them without an offer.</summary>
    public void OnEntered(int waiting, int blocked, DateTimeOffset now)
    {
        Count(waiting, now);
        if (_since is null && blocked > 0) Begin(now);
    }

    /// <summary>Work left: <paramref name="taken"/> by an agent, or given up.</summary>
    public void OnLeft(bool taken, int waiting, int blocked, DateTimeOffset now)
    {
        Count(waiting, now);
        if (!taken) _givenUp++;
        if (taken && _since is { } since)
        {
            _intervals.Enqueue(new Interval(now, (now - since).TotalSeconds, _givenUp, _exposure));
            if (_intervals.Count > MostIntervals) _intervals.Dequeue();
            _figures = null;
        }
        if (blocked == 0) _since = null;
        else if (taken || _since is null) Begin(now);
    }

    /// <summary>The place with its range; the range is null while too little is known. O(1), and O(intervals) after one came or went.</summary>
    public PlaceInQueue At(int place, DateTimeOffset now)
    {
        while (_intervals.TryPeek(out var oldest) && now - oldest.End > OldestInterval)
        {
            _intervals.Dequeue();
            _figures = null;
        }
        var n = _intervals.Count;
        if (place < 1 || n < FewestIntervals) return new PlaceInQueue(place, null, null);
        var (m, c2, theta) = _figures ??= Measure();
        if (m <= 0) return new PlaceInQueue(place, 0, 0);
        var crowd = place * theta * m;
        var mean = crowd < 1e-6 ? place * m : Math.Log(1 + crowd) / theta;
        var slope = place * m / (1 + crowd); // the mean by the relative error of m
        var variance = (c2 * place * m * m / (1 + crowd)) + (slope * slope * c2 / n);
        var (p10, p90) = GammaRange.Of(mean, variance);
        return new PlaceInQueue(place, Shown(p10), Shown(p90));
    }

    /// <summary>Rounded as people read it: to 1 s below half a minute, then 5 s, 15 s, and minutes from ten minutes on.</summary>
    private static int Shown(double seconds)
    {
        var step = seconds switch { < 30 => 1, < 120 => 5, < 600 => 15, _ => 60 };
        return (int)Math.Min(int.MaxValue / 2, Math.Round(seconds / step) * step);
    }

    private Figures Measure()
    {
        var m = _intervals.Average(i => i.Seconds);
        if (m <= 0) return new Figures(0, 0, 0);
        var exposure = _intervals.Sum(i => i.Exposure);
        return new Figures(
            m, _intervals.Sum(i => (i.Seconds - m) * (i.Seconds - m)) / (_intervals.Count - 1) / (m * m),
            exposure > 0 ? _intervals.Sum(i => i.GivenUp) / exposure : 0);
    }

    private void Begin(DateTimeOffset now)
    {
        _since = now;
        _givenUp = 0;
        _exposure = 0;
    }

    private void Count(int waiting, DateTimeOffset now)
    {
        _exposure += _waiting * Math.Max(0, (now - _counted).TotalSeconds);
        (_waiting, _counted) = (waiting, now);
    }

    /// <summary>m, c² and θ of the intervals as they are.</summary>
    private sealed record Figures(double Mean, double Variation, double GivingUp);

    private readonly record struct Interval(DateTimeOffset End, double Seconds, int GivenUp, double Exposure);
}
