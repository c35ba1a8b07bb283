namespace Reception.Domain.Triage.Model;

/// <summary>Question after question: good where classes have few.</summary>
internal sealed class QuestionRows : QuestionTable
{
    /// <summary>By question, and one more: where its features start.</summary>
    private readonly int[] _starts;

    private readonly int[] _ids;
    private readonly byte[] _weights;

    private QuestionRows(int[] firsts, float[] scales, int[] starts, int[] ids, byte[] weights)
        : base(firsts, scales) => (_starts, _ids, _weights) = (starts, ids, weights);

    public override long Bytes => base.Bytes + ((long)(_starts.Length + _ids.Length) * sizeof(int)) + _weights.Length;

    public static QuestionRows Of(int[] firsts, float[] scales, SparseVector[] questions)
    {
        var starts = new int[questions.Length + 1];
        for (var q = 0; q < questions.Length; q++)
            starts[q + 1] = starts[q] + questions[q].Ids.Length;
        var (ids, weights) = (new int[starts[^1]], new byte[starts[^1]]);
        for (var q = 0; q < questions.Length; q++)
        {
            questions[q].Ids.CopyTo(ids, starts[q]);
            for (var i = 0; i < questions[q].Weights.Length; i++)
                weights[starts[q] + i] = ToByte(questions[q].Weights[i], scales[q]);
        }

        return new(firsts, scales, starts, ids, weights);
    }

    protected override bool Has(int firstQuestion, int end, int feature) => _ids.AsSpan(_starts[firstQuestion].._starts[end]).Contains(feature);

    protected override void Begin(ReadOnlySpan<int> known, Scratch scratch)
    {
    }

    /// <summary>Four sums at a time: one would wait for itself.</summary>
    protected override float Dot(int question, Scratch scratch)
    {
        ReadOnlySpan<float> message = scratch.Weights;
        var (start, length) = (_starts[question], _starts[question + 1] - _starts[question]);
        ReadOnlySpan<int> ids = _ids.AsSpan(start, length);
        ReadOnlySpan<byte> weights = _weights.AsSpan(start, length);
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
