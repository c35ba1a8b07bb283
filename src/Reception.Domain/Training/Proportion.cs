using Reception.Contracts.Training;

namespace Reception.Domain.Training;

/// <summary>
/// Shares with their 95 % intervals: of one share Wilson's (1927), of a difference Newcombe's hybrid of two Wilson intervals
/// (Newcombe 1998, Statistics in Medicine 17, method 10). Both hold for small counts; of nothing the interval is all there is.
/// The observations are taken as independent: questions of one customer are not quite, so that intervals are a little too narrow.
/// </summary>
public static class Proportion
{
    /// <summary>The 97.5 % point of the normal distribution.</summary>
    private const double Z = 1.959963984540054;

    /// <summary>A count may exceed its base by late events (an answer disliked the day after); it is cut.</summary>
    public static Share Of(long count, long of)
    {
        (count, of) = (Math.Clamp(count, 0, Math.Max(0, of)), Math.Max(0, of));
        if (of == 0) return new(0, 0, 0, 0, 1);
        double p = (double)count / of, n = of;
        var centre = (p + (Z * Z / (2 * n))) / (1 + (Z * Z / n));
        var half = Z / (1 + (Z * Z / n)) * Math.Sqrt((p * (1 - p) / n) + (Z * Z / (4 * n * n)));
        return new(count, of, p, Math.Clamp(centre - half, 0, p), Math.Clamp(centre + half, p, 1));
    }

    public static ShareChange Change(string name, Share before, Share after)
    {
        if (before.Of == 0 || after.Of == 0) return new(name, before, after, 0, -1, 1, false);
        var difference = after.Value - before.Value;
        var low = difference - Length(after.Value - after.Low, before.High - before.Value);
        var high = difference + Length(after.High - after.Value, before.Value - before.Low);
        return new(name, before, after, difference, low, high, low > 0 || high < 0);
    }

    private static double Length(double a, double b) => Math.Sqrt((a * a) + (b * b));
}
