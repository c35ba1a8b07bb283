namespace Reception.Domain.Triage.Model;

/// <summary>For every feature the questions that have it: good where classes have many questions, of which few share much with a message.</summary>
internal sealed class QuestionPostings : QuestionTable
{
    /// <summary>By feature, and one more: where its questions start.</summary>
    private readonly int[] _starts;

    private readonly int[] _questions;
    private readonly byte[] _weights;

    private QuestionPostings(int[] firsts, float[] scales, int[] starts, int[] questions, byte[] weights)
        : base(firsts, scales) => (_starts, _questions, _weights) = (starts, questions, weights);

    public override long Bytes => base.Bytes + ((long)(_starts.Length + _questions.Length) * sizeof(int)) + _weights.Length;

    public static QuestionPostings Of(int[] firsts, float[] scales, SparseVector[] questions, long[] frequency)
    {
        var starts = new int[frequency.Length + 1];
        for (var f = 0; f < frequency.Length; f++)
            starts[f + 1] = starts[f] + (int)frequency[f];
        var next = starts.ToArray();
        var (postings, weights) = (new int[starts[^1]], new byte[starts[^1]]);
        for (var q = 0; q < questions.Length; q++)
            for (var i = 0; i < questions[q].Ids.Length; i++)
            {
                var at = next[questions[q].Ids[i]]++;
                (postings[at], weights[at]) = (q, ToByte(questions[q].Weights[i], scales[q]));
            }

        return new(firsts, scales, starts, postings, weights);
    }

    protected override bool Has(int firstQuestion, int end, int feature) =>
        _questions.AsSpan(_starts[feature].._starts[feature + 1]).IndexOfAnyInRange(firstQuestion, end - 1) >= 0;

    /// <summary>Sums every question's product with the message.</summary>
    protected override void Begin(ReadOnlySpan<int> known, Scratch scratch)
    {
        var sums = scratch.ReserveSums(Questions);
        sums.Clear();
        foreach (var feature in known)
        {
            var (start, length) = (_starts[feature], _starts[feature + 1] - _starts[feature]);
            var questions = _questions.AsSpan(start, length);
            var weights = _weights.AsSpan(start, length);
            var weight = scratch.Weights[feature];
            for (var i = 0; i < questions.Length && i < weights.Length; i++)
                sums[questions[i]] += weights[i] * weight;
        }
    }

    protected override float Dot(int question, Scratch scratch) => scratch.Sums[question];
}
