using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Reception.Domain.Triage.Model;

/// <summary>
/// Arithmetic over one number per class, in vectors of eight on every machine (so the order of a sum, and with it the last bit
/// of a probability, does not depend on the machine). Spans are whole vectors; the numbers beyond the classes are padding.
/// </summary>
internal static class LogitVectors
{
    private const int Width = 32;

    /// <summary>Classes rounded up to whole vectors of bytes.</summary>
    public static int StrideOf(int classes) => (classes + Width - 1) / Width * Width;

    /// <summary>Replaces logits by probabilities; the padding becomes 0.</summary>
    public static void ToProbabilities(Span<float> logits, int classes)
    {
        var scale = Vector256.Create(1f / Exponentiate(logits, classes, Max(logits[..StrideOf(classes)], classes)));
        foreach (ref var vector in MemoryMarshal.Cast<float, Vector256<float>>(logits))
            vector *= scale;
    }

    /// <summary>The sum over the classes; overwrites the padding.</summary>
    public static float Sum(Span<float> logits, int classes)
    {
        logits[classes..].Clear();
        var sum = Vector256<float>.Zero;
        foreach (var vector in MemoryMarshal.Cast<float, Vector256<float>>(logits))
            sum += vector;
        return Vector256.Sum(sum);
    }

    /// <summary>Replaces each x by e^(x - shift), the padding by 0, and returns the sum.</summary>
    public static float Exponentiate(Span<float> logits, int classes, float shift)
    {
        logits[classes..].Fill(float.NegativeInfinity);
        var by = Vector256.Create(shift);
        var sum = Vector256<float>.Zero;
        foreach (ref var vector in MemoryMarshal.Cast<float, Vector256<float>>(logits))
            sum += vector = Vector256.Exp(vector - by);
        return Vector256.Sum(sum);
    }

    /// <summary>The positions of the largest numbers, largest first, ties to the lower; returns how many were found.</summary>
    /// <param name="logits">One per class, and padding, which is overwritten.</param>
    /// <param name="classes">How many classes.</param>
    /// <param name="isEmpty">Classes that do not count.</param>
    /// <param name="top">Where to write.</param>
    public static int Top(Span<float> logits, int classes, ReadOnlySpan<bool> isEmpty, Span<int> top)
    {
        logits[classes..].Fill(float.NegativeInfinity);
        var found = 0;
        var least = Vector256.Create(float.NegativeInfinity);
        var vectors = MemoryMarshal.Cast<float, Vector256<float>>(logits);
        for (var v = 0; v < vectors.Length; v++)
        {
            if (!Vector256.GreaterThanAny(vectors[v], least))
                continue;
            for (var c = v * Vector256<float>.Count; c < Math.Min(classes, (v + 1) * Vector256<float>.Count); c++)
            {
                if (isEmpty[c] || (found == top.Length && logits[c] <= logits[top[^1]]))
                    continue;
                var at = found < top.Length ? found++ : found - 1;
                for (; at > 0 && logits[c] > logits[top[at - 1]]; at--)
                    top[at] = top[at - 1];
                top[at] = c;
            }

            if (found == top.Length)
                least = Vector256.Create(logits[top[^1]]);
        }

        return found;
    }

    private static float Max(ReadOnlySpan<float> logits, int classes)
    {
        var max = float.NegativeInfinity;
        foreach (var logit in logits[..classes])
            max = MathF.Max(max, logit);
        return max;
    }
}
