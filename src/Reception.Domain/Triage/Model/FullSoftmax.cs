using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Reception.Domain.Triage.Model;

/// <summary>A weight for every feature and class.</summary>
internal sealed class FullSoftmax(int features, int classes) : SoftmaxModel(features, classes)
{
    private readonly float[] _weights = new float[features * LogitVectors.StrideOf(classes)];

    public override void Accumulate(int feature, float weight, Span<float> logits) => AddScaled(Row(feature), weight, logits);

    public override void Add(int feature, float scale, ReadOnlySpan<float> gradient) => AddScaled(gradient, scale, Row(feature));

    public override int List(int feature, Span<ushort> classes, Span<float> weights)
    {
        var row = Row(feature)[..Classes];
        var common = Common(row);
        for (var c = 0; c < row.Length; c++)
            (classes[c], weights[c]) = ((ushort)c, row[c] - common);
        return row.Length;
    }

    /// <summary>The mean of the weights within a standard deviation of the mean: what most classes, which lack the feature, have.</summary>
    private static float Common(ReadOnlySpan<float> row)
    {
        float sum = 0, squares = 0;
        foreach (var weight in row)
            (sum, squares) = (sum + weight, squares + (weight * weight));
        var mean = sum / row.Length;
        var deviation = MathF.Sqrt(MathF.Max(0, (squares / row.Length) - (mean * mean)));
        var (near, count) = (0f, 0);
        foreach (var weight in row)
            if (MathF.Abs(weight - mean) <= deviation)
                (near, count) = (near + weight, count + 1);
        return count == 0 ? mean : near / count;
    }

    private Span<float> Row(int feature) => _weights.AsSpan(feature * Stride, Stride);

    private static void AddScaled(ReadOnlySpan<float> source, float scale, Span<float> target)
    {
        var from = MemoryMarshal.Cast<float, Vector256<float>>(source);
        var to = MemoryMarshal.Cast<float, Vector256<float>>(target);
        var factor = Vector256.Create(scale);
        for (var i = 0; i < from.Length && i < to.Length; i++)
            to[i] += from[i] * factor;
    }
}
