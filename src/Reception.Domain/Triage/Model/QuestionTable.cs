namespace Reception.Domain.Triage.Model;

/// <summary>
/// The tf-idf vectors of all questions, weights in a byte with a scale per question, in one block of memory; finds which question
/// of a class is nearest to a message. Laid out by question (<see cref="QuestionRows"/>) or by feature (<see cref="QuestionPostings"/>),
/// whichever reads less for a question like those it holds. Immutable.
/// </summary>
internal abstract class QuestionTable
{
    /// <summary>By class, and one more: its first question.</summary>
    private readonly int[] _firsts;

    private readonly float[] _scales;

    protected QuestionTable(int[] firsts, float[] scales)
    {
        _firsts = firsts;
        _scales = scales;
        IsEmpty = [.. firsts.Skip(1).Select((end, c) => end == firsts[c])];
    }

    /// <summary>By class: whether it has no question.</summary>
    public bool[] IsEmpty { get; }

    /// <summary>Memory it takes.</summary>
    public virtual long Bytes => ((long)(_firsts.Length + _scales.Length) * sizeof(int)) + IsEmpty.Length;

    protected int Questions => _scales.Length;

    public static QuestionTable Of(IReadOnlyList<SparseVector[]> questionsByClass, int features)
    {
        var questions = questionsByClass.SelectMany(q => q).ToArray();
        var firsts = new int[questionsByClass.Count + 1];
        for (var c = 0; c < questionsByClass.Count; c++)
            firsts[c + 1] = firsts[c] + questionsByClass[c].Length;
        var scales = Array.ConvertAll(questions, q => q.Weights.DefaultIfEmpty(1).Max() / byte.MaxValue);
        var frequency = new long[features];
        foreach (var question in questions)
            foreach (var id in question.Ids)
                frequency[id]++;
        var rowsRead = (double)frequency.Sum() / Math.Max(1, questionsByClass.Count) * Matcher.Depth;
        var postingsRead = frequency.Sum(f => (double)f * f) / Math.Max(1, questions.Length);
        return postingsRead < rowsRead ? QuestionPostings.Of(firsts, scales, questions, frequency) : QuestionRows.Of(firsts, scales, questions);
    }

    /// <summary>The question of each class with the largest dot product with a message, and that product; ties to the first.</summary>
    /// <param name="classes">Some classes.</param>
    /// <param name="known">The features of the message.</param>
    /// <param name="scratch">Holds their weights by id.</param>
    /// <param name="nearest">Written, one for each of the classes.</param>
    public void Nearest(ReadOnlySpan<int> classes, ReadOnlySpan<int> known, Scratch scratch, Span<NearQuestion> nearest)
    {
        Begin(known, scratch);
        for (var i = 0; i < classes.Length; i++)
        {
            var best = default(NearQuestion);
            var first = _firsts[classes[i]];
            for (var q = first; q < _firsts[classes[i] + 1]; q++)
            {
                var dot = Dot(q, scratch) * _scales[q];
                if (dot > best.Dot)
                    best = new(dot, q - first);
            }

            nearest[i] = best;
        }
    }

    /// <summary>Whether a question of the class has the feature.</summary>
    public bool Has(int @class, int feature) => Has(_firsts[@class], _firsts[@class + 1], feature);

    /// <summary>A weight of a question's vector in a byte.</summary>
    protected static byte ToByte(float weight, float scale) => (byte)MathF.Round(weight / scale);

    protected abstract bool Has(int firstQuestion, int end, int feature);

    protected abstract void Begin(ReadOnlySpan<int> known, Scratch scratch);

    /// <summary>Before the question's scale.</summary>
    protected abstract float Dot(int question, Scratch scratch);
}

/// <param name="Dot">With the message.</param>
/// <param name="Question">Its number in its class.</param>
internal readonly record struct NearQuestion(float Dot, int Question);
