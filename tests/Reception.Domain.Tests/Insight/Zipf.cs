namespace Reception.Domain.Tests.Insight;

/// <summary>Ranks 0, 1, 2 … with probability proportional to 1 / (rank + 1)^exponent.</summary>
internal sealed class Zipf
{
    private readonly double[] _cumulated;

    public Zipf(int items, double exponent)
    {
        _cumulated = new double[items];
        var sum = 0.0;
        for (var i = 0; i < items; i++) _cumulated[i] = sum += Math.Pow(i + 1, -exponent);
        for (var i = 0; i < items; i++) _cumulated[i] /= sum;
    }

    public int Draw(Random random) => Math.Min(~Math.Min(Array.BinarySearch(_cumulated, random.NextDouble()), -1), _cumulated.Length - 1);
}
