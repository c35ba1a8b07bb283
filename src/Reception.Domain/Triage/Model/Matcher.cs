using Reception.Domain.Triage.Text;

namespace Reception.Domain.Triage.Model;

/// <summary>
/// Finds the entries that a message may mean. The softmax over all entries proposes <see cref="Depth"/> of them; each is
/// then compared with the message question by question (cosine of tf-idf), and both are added as log-linear evidence. The
/// message's vector is the shorter the less of it is known, so unknown words take from both. Immutable and thread-safe.
/// </summary>
internal sealed class Matcher
{
    /// <summary>Entries that are compared question by question.</summary>
    public const int Depth = 8;

    private readonly Vocabulary _vocabulary;
    private readonly ScoringTable _softmax;
    private readonly QuestionTable _questions;
    private readonly MatcherOptions _options;

    private Matcher(Vocabulary vocabulary, ScoringTable softmax, QuestionTable questions, MatcherOptions options)
    {
        _vocabulary = vocabulary;
        _softmax = softmax;
        _questions = questions;
        _options = options;
    }

    /// <summary>Features of the vocabulary.</summary>
    public int Features => _vocabulary.Count;

    /// <summary>Memory it takes.</summary>
    public long Bytes => _vocabulary.Bytes + _softmax.Bytes + _questions.Bytes;

    /// <summary>Trains on the questions of each class; a class may have none (it is never found then).</summary>
    public static Matcher Train(IReadOnlyList<IReadOnlyList<ulong[]>> questionsByClass, MatcherOptions options)
    {
        var vocabulary = Vocabulary.Build([.. questionsByClass.SelectMany(q => q)]);
        var vectors = questionsByClass.Select(qs => qs.Select(q => SparseVector.Of(q, vocabulary, options.TogetherWeight)).ToArray()).ToArray();
        var samples = vectors.SelectMany((qs, c) => qs.Select(q => (c, q))).ToArray();
        var softmax = SoftmaxTrainer.Train(samples, vocabulary.Count, vectors.Length, options.Softmax);
        return new(vocabulary, ScoringTable.Of(softmax), QuestionTable.Of(vectors, vocabulary.Count), options);
    }

    /// <summary>Writes the best entries, best first, and returns their number.</summary>
    /// <param name="hashes">The message's features; repeated ones count once.</param>
    /// <param name="best">At most <see cref="Depth"/> are written.</param>
    /// <param name="summary">For the calibration.</param>
    public int Match(ReadOnlySpan<ulong> hashes, Span<Evidence> best, out MatchSummary summary)
    {
        summary = default;
        if (_softmax.Classes == 0)
            return 0;
        var scratch = Scratch.Mine();
        scratch.Reserve(_vocabulary.Count, _softmax.Stride);
        var known = Weigh(scratch.Distinct(hashes, _vocabulary), scratch, out var weight);
        if (weight.Known <= 0)
            return 0;
        var logits = scratch.Scores.AsSpan(0, _softmax.Stride);
        logits.Clear();
        foreach (var id in known)
            _softmax.Accumulate(id, scratch.Weights[id], logits);
        var found = Rank(logits, known, scratch, best, out var energy);
        foreach (var id in known)
            scratch.Weights[id] = 0;
        summary = new(best[0].Probability, Margin(best[..found]), best[0].Similarity, weight.Known / (weight.Known + weight.Unknown), known.Length, weight.KnownUnits, weight.UnknownUnits, energy);
        return found;
    }

    /// <summary>How much a feature speaks for a class: its idf times the classifier's weight; 0 if the class has no question with it.</summary>
    public float Contribution(int @class, ulong hash)
    {
        var id = _vocabulary.IdOf(hash);
        return id >= 0 && _questions.Has(@class, id) ? _vocabulary.Idf[id] * _softmax.Weight(id, @class) : 0;
    }

    /// <summary>Lays the message's vector out by id and sums the squared idf of known and unknown features, those together apart.</summary>
    private ReadOnlySpan<int> Weigh(ReadOnlySpan<ulong> hashes, Scratch scratch, out (float Known, float Unknown, int KnownUnits, int UnknownUnits) weight)
    {
        weight = default;
        // Features that stand alone are gathered from the front, those together from the back.
        int count = 0, back = scratch.Ids.Length;
        float together = 0, synonyms = 0;
        foreach (var hash in hashes)
        {
            var id = _vocabulary.IdOf(hash);
            if (GramReader.IsTogether(hash))
            {
                if (id < 0) continue;
                scratch.Ids[--back] = id;
                together += _vocabulary.Idf[id] * _vocabulary.Idf[id];
                continue;
            }

            if (GramReader.IsSynonym(hash) || GramReader.IsName(hash))
            {
                // Stands for words that are counted themselves: it adds nothing to what is known, and to what is not only as a strange name.
                if (id < 0)
                {
                    weight.Unknown += GramReader.IsName(hash) ? _options.StrangeName * _vocabulary.UnknownIdf * _vocabulary.UnknownIdf : 0;
                    continue;
                }

                scratch.Ids[count++] = id;
                synonyms += _vocabulary.Idf[id] * _vocabulary.Idf[id];
                continue;
            }

            if (id < 0)
            {
                weight.Unknown += _vocabulary.UnknownIdf * _vocabulary.UnknownIdf;
                weight.UnknownUnits += GramReader.IsUnit(hash) ? 1 : 0;
                continue;
            }

            weight.KnownUnits += GramReader.IsUnit(hash) ? 1 : 0;
            scratch.Ids[count++] = id;
            weight.Known += _vocabulary.Idf[id] * _vocabulary.Idf[id];
        }

        var share = weight.Known <= 0 ? 0 : weight.Known / (weight.Known + weight.Unknown * _options.UnknownWeight);
        var scales = GroupScales.Of(weight.Known + synonyms, together, share, _options.TogetherWeight);
        foreach (var id in scratch.Ids.AsSpan(0, count))
            scratch.Weights[id] = _vocabulary.Idf[id] * scales.Alone;
        for (; back < scratch.Ids.Length; back++)
        {
            var id = scratch.Ids[count++] = scratch.Ids[back];
            scratch.Weights[id] = _vocabulary.Idf[id] * scales.Together;
        }

        return scratch.Ids.AsSpan(0, count);
    }

    /// <summary>The best classes with their probabilities, and <see cref="MatchSummary.Energy"/>.</summary>
    private int Rank(Span<float> logits, ReadOnlySpan<int> known, Scratch scratch, Span<Evidence> best, out float energy)
    {
        Span<int> top = stackalloc int[Depth];
        var found = LogitVectors.Top(logits, _softmax.Classes, _questions.IsEmpty, top[..Math.Min(Depth, best.Length)]);
        var mean = LogitVectors.Sum(logits, _softmax.Classes) / _softmax.Classes;
        var max = logits[top[0]] + _options.SimilarityWeight;
        Span<NearQuestion> nearest = stackalloc NearQuestion[Depth];
        _questions.Nearest(top[..found], known, scratch, nearest);
        for (var i = 0; i < found; i++)
        {
            var similarity = MathF.Min(nearest[i].Dot, 1f);
            logits[top[i]] += _options.SimilarityWeight * similarity;
            best[i] = new(top[i], logits[top[i]], similarity, nearest[i].Question);
        }

        var sum = LogitVectors.Exponentiate(logits, _softmax.Classes, max);
        energy = max - mean + MathF.Log(sum / _softmax.Classes);
        for (var i = 0; i < found; i++)
            best[i] = best[i] with { Probability = MathF.Exp(best[i].Probability - max) / sum };
        best[..found].Sort(static (a, b) => b.Probability.CompareTo(a.Probability) is not 0 and var by ? by : a.Class.CompareTo(b.Class));
        return found;
    }

    /// <summary>Log odds of the best against the second, at most 10.</summary>
    public static float Margin(ReadOnlySpan<Evidence> best) =>
        best.Length < 2 ? 10f : MathF.Min(10f, MathF.Log(MathF.Max(best[0].Probability, 1e-9f) / MathF.Max(best[1].Probability, 1e-9f)));
}

/// <summary>How a matcher is trained and how it weighs its evidence.</summary>
/// <param name="Softmax">The classifier.</param>
/// <param name="SimilarityWeight">Log odds that a cosine of 1 is worth.</param>
/// <param name="TogetherWeight">Length of the features together, in lengths of the others.</param>
/// <param name="UnknownWeight">How much longer a feature that no question has is than its idf says.</param>
/// <param name="StrangeName">Unknown features that a name the shop never mentions weighs as much as.</param>
internal sealed record MatcherOptions(SoftmaxOptions Softmax, float SimilarityWeight = 3f, float TogetherWeight = 0.4f, float UnknownWeight = 1.5f, float StrangeName = 12f)
{
    public static MatcherOptions Default { get; } = new(new SoftmaxOptions());
}
