using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Reception.Domain.Triage.Model;

/// <summary>
/// A trained <see cref="SoftmaxModel"/> in the form that messages are judged by: weights in a byte with a scale per feature.
/// A row of which few weights differ from the rest is kept as those alone, since what a row has in common changes no
/// probability; the others are kept whole. Immutable.
/// </summary>
internal sealed class ScoringTable
{
    /// <summary>Weights nearer to the row's common value than this part of its largest are taken for it.</summary>
    private const float Negligible = 0.02f;

    /// <summary>A whole row costs as much as a pair for this many of its classes.</summary>
    private const int ClassesPerPair = 12;

    private const int Largest = sbyte.MaxValue;

    private readonly RowPlace[] _rows;
    private readonly ushort[] _pairClasses;
    private readonly sbyte[] _pairs;
    private readonly sbyte[] _whole;

    private ScoringTable(int classes, RowPlace[] rows, ushort[] pairClasses, sbyte[] pairs, sbyte[] whole)
    {
        Classes = classes;
        Stride = LogitVectors.StrideOf(classes);
        _rows = rows;
        _pairClasses = pairClasses;
        _pairs = pairs;
        _whole = whole;
    }

    public int Classes { get; }

    /// <summary>Classes rounded up to whole vectors; the length of logits.</summary>
    public int Stride { get; }

    /// <summary>Memory it takes.</summary>
    public long Bytes => (_rows.Length * 12L) + (_pairClasses.Length * sizeof(ushort)) + _pairs.Length + _whole.Length;

    public static ScoringTable Of(SoftmaxModel model)
    {
        var rows = new RowPlace[model.Features];
        var builder = new Builder(model.Stride);
        var (classes, weights) = (new ushort[model.Classes], new float[model.Classes]);
        for (var f = 0; f < rows.Length; f++)
        {
            var count = model.List(f, classes, weights);
            rows[f] = builder.Add(classes.AsSpan(0, count), weights.AsSpan(0, count));
        }

        return new(model.Classes, rows, builder.PairClasses, builder.Pairs, builder.Whole);
    }

    /// <summary>How much a feature speaks for a class, compared with most.</summary>
    public float Weight(int feature, int @class)
    {
        var row = _rows[feature];
        if (row.Pairs == RowPlace.IsWhole)
            return _whole[row.Start + @class] * row.Scale;
        var at = Array.BinarySearch(_pairClasses, row.Start, row.Pairs, (ushort)@class);
        return at < 0 ? 0 : _pairs[at] * row.Scale;
    }

    /// <summary>logits += weight × row.</summary>
    public void Accumulate(int feature, float weight, Span<float> logits)
    {
        var row = _rows[feature];
        if (row.Pairs == RowPlace.IsWhole)
        {
            AddWhole(_whole.AsSpan(row.Start, Stride), weight * row.Scale, logits);
            return;
        }

        var scale = weight * row.Scale;
        var classes = _pairClasses.AsSpan(row.Start, row.Pairs);
        var pairs = _pairs.AsSpan(row.Start, row.Pairs);
        for (var i = 0; i < classes.Length && i < pairs.Length; i++)
            logits[classes[i]] += pairs[i] * scale;
    }

    private static void AddWhole(ReadOnlySpan<sbyte> row, float scale, Span<float> logits)
    {
        var factor = Vector256.Create(scale);
        var from = MemoryMarshal.Cast<sbyte, Vector256<sbyte>>(row);
        var to = MemoryMarshal.Cast<float, Vector256<float>>(logits);
        for (int i = 0, at = 0; i < from.Length && at + 3 < to.Length; i++, at += 4)
        {
            var (low, high) = Vector256.Widen(from[i]);
            var (first, second) = Vector256.Widen(low);
            var (third, fourth) = Vector256.Widen(high);
            to[at] += Vector256.ConvertToSingle(first) * factor;
            to[at + 1] += Vector256.ConvertToSingle(second) * factor;
            to[at + 2] += Vector256.ConvertToSingle(third) * factor;
            to[at + 3] += Vector256.ConvertToSingle(fourth) * factor;
        }
    }

    /// <summary>Collects rows.</summary>
    private sealed class Builder(int stride)
    {
        private readonly List<ushort> _pairClasses = [];
        private readonly List<sbyte> _pairs = [];
        private readonly List<sbyte> _whole = [];

        public ushort[] PairClasses => [.. _pairClasses];

        public sbyte[] Pairs => [.. _pairs];

        public sbyte[] Whole => [.. _whole];

        public RowPlace Add(ReadOnlySpan<ushort> classes, ReadOnlySpan<float> row)
        {
            var (largest, kept) = (0f, 0);
            foreach (var weight in row)
                largest = MathF.Max(largest, MathF.Abs(weight));
            foreach (var weight in row)
                kept += MathF.Abs(weight) > largest * Negligible ? 1 : 0;
            return kept * ClassesPerPair > stride ? AddWhole(classes, row, largest) : AddPairs(classes, row, largest);
        }

        private RowPlace AddPairs(ReadOnlySpan<ushort> classes, ReadOnlySpan<float> row, float largest)
        {
            var start = _pairs.Count;
            for (var i = 0; i < row.Length; i++)
            {
                if (MathF.Abs(row[i]) <= largest * Negligible)
                    continue;
                _pairClasses.Add(classes[i]);
                _pairs.Add((sbyte)MathF.Round(row[i] / largest * Largest));
            }

            return new(start, _pairs.Count - start, largest / Largest);
        }

        private RowPlace AddWhole(ReadOnlySpan<ushort> classes, ReadOnlySpan<float> row, float largest)
        {
            var start = _whole.Count;
            CollectionsMarshal.SetCount(_whole, start + stride);
            var whole = CollectionsMarshal.AsSpan(_whole)[start..];
            whole.Clear();
            for (var i = 0; i < row.Length; i++)
                whole[classes[i]] = (sbyte)MathF.Round(row[i] / largest * Largest);
            return new(start, RowPlace.IsWhole, largest / Largest);
        }
    }

    /// <param name="Start">First pair, or first weight of a whole row.</param>
    /// <param name="Pairs">How many, or <see cref="IsWhole"/>.</param>
    /// <param name="Scale">What a byte of 1 is worth.</param>
    private readonly record struct RowPlace(int Start, int Pairs, float Scale)
    {
        public const int IsWhole = -1;
    }
}
