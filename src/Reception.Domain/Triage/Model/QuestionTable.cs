namespace Reception.Domain.Triage.Model;

/// <summary>The tf-idf vectors of all questions, class after class in one block of memory, weights in a byte with a scale per question. Immutable.</summary>
internal sealed class QuestionTable
{
    /// <summary>By class, and one more: its first question.</summary>
    private readonly int[] _firsts;

    /// <summary>By question, and one more: where its features start.</summary>
    private readonly int[] _starts;

    private readonly float[] _scales;
    private readonly int[] _ids;
    private readonly byte[] _weights;

    private QuestionTable(int[] firsts, int[] starts, float[] scales, int[] ids, byte[] weights) =>
        (_firsts, _starts, _scales, _ids, _weights, IsEmpty) = (firsts, starts, scales, ids, weights, [.. firsts.Skip(1).Select((end, c) => end == firsts[c])]);

    public static QuestionTable Of(IReadOnlyList<SparseVector[]> questionsByClass)
    {
        var questions = questionsByClass.SelectMany(q => q).ToArray();
        var firsts = new int[questionsByClass.Count + 1];
        for (var c = 0; c < questionsByClass.Count; c++)
            firsts[c + 1] = firsts[c] + questionsByClass[c].Length;
        var (starts, scales) = (new int[questions.Length + 1], new float[questions.Length]);
        var (ids, weights) = (new int[questions.Sum(q => q.Ids.Length)], new byte[questions.Sum(q => q.Ids.Length)]);
        for (var q = 0; q < questions.Length; q++)
        {
            var vector = questions[q];
            starts[q + 1] = starts[q] + vector.Ids.Length;
            scales[q] = vector.Weights.DefaultIfEmpty(1).Max() / byte.MaxValue;
            vector.Ids.CopyTo(ids, starts[q]);
            for (var i = 0; i < vector.Weights.Length; i++)
                weights[starts[q] + i] = (byte)MathF.Round(vector.Weights[i] / scales[q]);
        }

        return new(firsts, starts, scales, ids, weights);
    }

    /// <summary>By class: whether it has no question.</summary>
    public bool[] IsEmpty { get; }

    /// <summary>Memory it takes.</summary>
    public long Bytes => ((long)(_firsts.Length + _starts.Length + _scales.Length + _ids.Length) * sizeof(int)) + _weights.Length + IsEmpty.Length;

    /// <summary>Whether a question of the class has the feature.</summary>
    public bool Has(int @class, int feature) => _ids.AsSpan(_starts[_firsts[@class]].._starts[_firsts[@class + 1]]).Contains(feature);

    /// <summary>The question of a class with the largest dot product with a message, and that product; ties to the first.</summary>
    /// <param name="class">A class.</param>
    /// <param name="message">Weights by feature id.</param>
    public (float Dot, int Question) Nearest(int @class, ReadOnlySpan<float> message)
    {
        var best = (Dot: 0f, Question: 0);
        var first = _firsts[@class];
        for (var q = first; q < _firsts[@class + 1]; q++)
        {
            var dot = Dot(_ids.AsSpan(_starts[q], _starts[q + 1] - _starts[q]), _weights.AsSpan(_starts[q], _starts[q + 1] - _starts[q]), message) * _scales[q];
            if (dot > best.Dot)
                best = (dot, q - first);
        }

        return best;
    }

    /// <summary>Four sums at a time: one would wait for itself.</summary>
    private static float Dot(ReadOnlySpan<int> ids, ReadOnlySpan<byte> weights, ReadOnlySpan<float> message)
    {
        float a = 0, b = 0, c = 0, d = 0;
        var i = 0;
        for (; i + 3 < ids.Length && i + 3 < weights.Length; i += 4)
        {
            a += message[ids[i]] * weights[i];
            b += message[ids[i + 1]] * weights[i + 1];
            c += message[ids[i + 2]] * weights[i + 2];
            d += message[ids[i + 3]] * weights[i + 3];
        }

        for (; i < ids.Length && i < weights.Length; i++)
            a += message[ids[i]] * weights[i];
        return a + b + (c + d);
    }
}
