namespace Reception.Domain.Queues;

/// <summary>
/// The 10 % and 90 % points of a gamma distribution given by mean and variance, by the cube-root normal approximation
/// (Wilson and Hilferty, PNAS 17, 1931): within 7 % of the true points from shape 1 (exponential) on.
/// </summary>
internal static class GammaRange
{
    private const double Z90 = 1.2815515655446004;

    public static (double P10, double P90) Of(double mean, double variance)
    {
        if (variance <= 0) return (mean, mean);
        var shape = mean * mean / variance;
        return (Point(-Z90), Point(Z90));

        double Point(double z) => mean * Math.Pow(Math.Max(0, 1 - (1 / (9 * shape)) + (z / (3 * Math.Sqrt(shape)))), 3);
    }
}
