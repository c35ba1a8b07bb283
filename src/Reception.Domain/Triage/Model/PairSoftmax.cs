namespace Reception.Domain.Triage.Model;

/// <summary>A weight for every feature and class that occur together in a question; training touches, and memory holds, only those.</summary>
internal sealed class PairSoftmax : SoftmaxModel
{
    private readonly int[] _starts;
    private readonly ushort[] _classes;
    private readonly float[] _weights;

    public PairSoftmax(int features, int classes, IReadOnlyList<(int Class, SparseVector Vector)> samples)
        : base(features, classes)
    {
        var pairs = new long[samples.Sum(s => s.Vector.Ids.Length)];
        var count = 0;
        foreach (var (@class, vector) in samples)
            foreach (var id in vector.Ids)
                pairs[count++] = ((long)id << 16) | (uint)@class;
        Array.Sort(pairs);
        count = 0;
        foreach (var pair in pairs)
            if (count == 0 || pairs[count - 1] != pair)
                pairs[count++] = pair;
        _starts = new int[features + 1];
        for (var i = 0; i < count; i++)
            _starts[(pairs[i] >> 16) + 1]++;
        for (var f = 0; f < features; f++)
            _starts[f + 1] += _starts[f];
        _classes = Array.ConvertAll(pairs[..count], p => (ushort)p);
        _weights = new float[count];
    }

    public override void Accumulate(int feature, float weight, Span<float> logits)
    {
        var row = Row(feature);
        var classes = row.Classes;
        var weights = row.Weights;
        for (var i = 0; i < classes.Length && i < weights.Length; i++)
            logits[classes[i]] += weights[i] * weight;
    }

    public override void Add(int feature, float scale, ReadOnlySpan<float> gradient)
    {
        var row = Row(feature);
        var classes = row.Classes;
        var weights = row.Weights;
        for (var i = 0; i < classes.Length && i < weights.Length; i++)
            weights[i] += scale * gradient[classes[i]];
    }

    public override int List(int feature, Span<ushort> classes, Span<float> weights)
    {
        var row = Row(feature);
        row.Classes.CopyTo(classes);
        row.Weights.CopyTo(weights);
        return row.Classes.Length;
    }

    private PairRow Row(int feature)
    {
        var (start, length) = (_starts[feature], _starts[feature + 1] - _starts[feature]);
        return new(_classes.AsSpan(start, length), _weights.AsSpan(start, length));
    }

    private readonly ref struct PairRow(ReadOnlySpan<ushort> classes, Span<float> weights)
    {
        public ReadOnlySpan<ushort> Classes { get; } = classes;

        public Span<float> Weights { get; } = weights;
    }
}
