using System.Numerics;
using System.Runtime.InteropServices;

namespace Reception.Domain.Triage.Model;

/// <summary>
/// Multinomial logistic regression over tf-idf features. A row of <see cref="Stride"/> weights per feature, one per class,
/// so that scoring adds a row per feature of the message.
/// </summary>
internal sealed class SoftmaxModel(int features, int classes)
{
    public int Classes { get; } = classes;

    /// <summary>Classes rounded up to whole vectors.</summary>
    public int Stride { get; } = (classes + Vector<float>.Count - 1) / Vector<float>.Count * Vector<float>.Count;

    private readonly float[] _weights = new float[(long)features * ((classes + Vector<float>.Count - 1) / Vector<float>.Count * Vector<float>.Count)];

    public Span<float> Row(int feature) => _weights.AsSpan(feature * Stride, Stride);

    /// <summary>logits += weight × row.</summary>
    public void Accumulate(int feature, float weight, Span<float> logits) => AddScaled(Row(feature), weight, logits);

    /// <summary>target += scale × source; both of whole vectors.</summary>
    public static void AddScaled(ReadOnlySpan<float> source, float scale, Span<float> target)
    {
        var from = MemoryMarshal.Cast<float, Vector<float>>(source);
        var to = MemoryMarshal.Cast<float, Vector<float>>(target);
        var factor = new Vector<float>(scale);
        for (var i = 0; i < from.Length && i < to.Length; i++)
            to[i] += from[i] * factor;
    }

    /// <summary>Replaces logits by probabilities; what lies beyond the classes becomes 0.</summary>
    public void ToProbabilities(Span<float> logits)
    {
        var max = float.NegativeInfinity;
        foreach (var logit in logits[..Classes])
            max = MathF.Max(max, logit);
        var sum = 0f;
        for (var c = 0; c < Classes; c++)
        {
            var shifted = logits[c] - max;
            sum += logits[c] = shifted < -30f ? 0f : MathF.Exp(shifted);
        }

        var scale = 1f / sum;
        for (var c = 0; c < Classes; c++)
            logits[c] *= scale;
        logits[Classes..].Clear();
    }
}
