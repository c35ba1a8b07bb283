using System.Globalization;
using Reception.Domain.Training;
using Reception.Domain.Triage.Text;

namespace Reception.Domain.Insight;

/// <summary>
/// Names questions that are near to no entry: each joins the nearest of the topics known (leader clustering with centres, Hartigan 1975,
/// ch. 3, as <see cref="ClusterBook"/>), or begins one, named after its own words. At most <see cref="Capacity"/>; a new one in a full book
/// takes the place of the one that was asked longest ago, whose name is then forgotten. How well it groups is not bounded, how it counts is.
/// </summary>
public sealed class TopicTexts
{
    public const int Capacity = 64;

    /// <summary>How the name of such a topic begins.</summary>
    public const string Prefix = "~q";

    private const int MaxExamples = 5;

    private readonly Dictionary<string, Topic> _topics = new(StringComparer.Ordinal);
    private long _clock;

    public int Count => _topics.Count;

    /// <summary>A topic that was known before, by its first question.</summary>
    public void Restore(string id, string first)
    {
        if (_topics.Count < Capacity) _topics[id] = new(QuestionVector.Of(first), ++_clock);
    }

    /// <summary>The topic of a masked question; null: there are no words in it.</summary>
    public string? TopicOf(string text)
    {
        var vector = QuestionVector.Of(text);
        if (vector.IsEmpty) return null;
        var (best, similarity) = ((string?)null, ClusterBook.Near);
        foreach (var (id, topic) in _topics)
        {
            var found = topic.Centre.Similarity(vector);
            if (found < similarity || (found == similarity && best is not null && string.CompareOrdinal(id, best) > 0)) continue;
            (best, similarity) = (id, found);
        }
        if (best is null) return Begin(text, vector);
        _topics[best].Join(vector, similarity, ++_clock);
        return best;
    }

    private string Begin(string text, QuestionVector vector)
    {
        if (_topics.Count >= Capacity) _topics.Remove(_topics.MinBy(t => t.Value.LastUse).Key);
        var id = Prefix + (TextSample.Hash(TextNormalizer.Normalize(text)) >> 16).ToString("x12", CultureInfo.InvariantCulture);
        _topics[id] = new(vector, ++_clock);
        return id;
    }

    private sealed class Topic(QuestionVector first, long use)
    {
        private readonly List<QuestionVector> _examples = [first];

        public QuestionVector Centre { get; private set; } = first;

        public long LastUse { get; private set; } = use;

        // What says the same in the same words teaches nothing new.
        public void Join(QuestionVector vector, double similarity, long use)
        {
            LastUse = use;
            if (_examples.Count >= MaxExamples || similarity >= ClusterBook.Same) return;
            _examples.Add(vector);
            Centre = QuestionVector.Sum(_examples);
        }
    }
}
