namespace Reception.Domain.Simulation;

/// <summary>
/// A mean of values that depend on their neighbours, with an honest interval: the values are cut into batches of equal length, whose means
/// are nearly independent (batch means: Law, Simulation Modeling and Analysis, 5th ed., section 9.5.3); Student's t over the batches.
/// </summary>
public readonly record struct BatchMeans(double Mean, double HalfWidth)
{
    public const int Batches = 25;

    /// <summary>Student's t with 24 degrees of freedom, two-sided 99 %.</summary>
    private const double T99 = 2.796939504772804;

    public bool Contains(double value) => Math.Abs(value - Mean) <= HalfWidth;

    /// <summary>The 99 % interval; what is left over at the end of the last whole batch is not used.</summary>
    public static BatchMeans Of(IReadOnlyList<double> values)
    {
        var length = values.Count / Batches;
        ArgumentOutOfRangeException.ThrowIfZero(length);
        var means = new double[Batches];
        for (var i = 0; i < length * Batches; i++) means[i / length] += values[i] / length;
        return Over(means, T99);
    }

    /// <summary>Independent values, for example of several runs: their mean and a 95 % interval (no width for a single one).</summary>
    public static BatchMeans OfRuns(IReadOnlyList<double> values) => values.Count < 2 ? new(values.DefaultIfEmpty().Average(), 0) : Over(values, T95[Math.Min(values.Count - 1, T95.Length) - 1]);

    private static readonly double[] T95 = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093];

    private static BatchMeans Over(IReadOnlyList<double> values, double t)
    {
        var mean = values.Average();
        var variance = values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1);
        return new(mean, t * Math.Sqrt(variance / values.Count));
    }
}
