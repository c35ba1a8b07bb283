namespace Reception.Domain.Staffing.Scaling;

/// <summary>
/// Processor seconds of a message, and cores in use without any, measured from what processes report: a straight line through (messages a
/// second, cores in use) by least squares, each report weighted by its length and by its age (half as much after <see cref="HalfLife"/>). Where
/// the load hardly moved a line says nothing: then everything is counted as cost of messages, which errs on the side of more processes.
/// The slope is held between a fifth of that ratio and the ratio itself, so that nothing below zero is believed.
/// </summary>
public sealed class MessageCost
{
    /// <summary>Messages, by weight, from which on a cost counts as measured.</summary>
    public const double LeastMessages = 1_000;

    public static readonly TimeSpan HalfLife = TimeSpan.FromMinutes(15);

    private const double LeastSpread = 0.1;
    private const double LeastSlope = 0.2;
    private double _seconds, _messages, _cpu, _squares, _products;
    private DateTimeOffset? _at;

    public bool IsMeasured => _messages >= LeastMessages;

    /// <summary>One process over some time.</summary>
    public void Add(DateTimeOffset now, double seconds, double messages, double cpuSeconds)
    {
        if (seconds <= 0 || messages < 0 || cpuSeconds < 0) return;
        var kept = _at is { } at && now > at ? Math.Pow(0.5, (now - at) / HalfLife) : 1;
        _at = now;
        _seconds = (_seconds * kept) + seconds;
        _messages = (_messages * kept) + messages;
        _cpu = (_cpu * kept) + cpuSeconds;
        _squares = (_squares * kept) + (messages * messages / seconds);
        _products = (_products * kept) + (messages * cpuSeconds / seconds);
    }

    /// <summary>Seconds per message, and cores of one process that has nothing to do.</summary>
    public (double PerMessage, double Idle) Of(double otherwise)
    {
        if (!IsMeasured) return (otherwise, 0);
        var (rate, cores) = (_messages / _seconds, _cpu / _seconds);
        var (ratio, variance) = (cores / rate, (_squares / _seconds) - (rate * rate));
        if (variance < LeastSpread * LeastSpread * rate * rate) return (ratio, 0);
        var slope = Math.Clamp(((_products / _seconds) - (rate * cores)) / variance, LeastSlope * ratio, ratio);
        return (slope, cores - (slope * rate));
    }
}
