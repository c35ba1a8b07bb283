using System.Globalization;
using Reception.Contracts.Ids;
using Reception.Contracts.Insight;
using Reception.Domain.Training;
using Reception.Domain.Triage.Rules;
using Reception.Domain.Triage.Text;

namespace Reception.Domain.Insight;

/// <summary>
/// Counts of one or many shops on their way into a delta: texts masked, what is no question left out, entries named. Over all shops an
/// entry's topic is its question, so that shops that answer the same question count together, whatever their ids. Bounded as
/// <see cref="AskedCounts"/>, with <see cref="MaxConversations"/> conversations each.
/// </summary>
public sealed class TopicTally(bool isOfAllShops)
{
    public const int MaxConversations = AskedCounts.MaxConversations;

    /// <summary>Characters of a label.</summary>
    public const int MaxLabel = MaskedText.MaxQuestion;

    /// <summary>The topic of wishes for a person.</summary>
    public const string HumanTopic = "~human";

    private const string EntryPrefix = "~e";

    private readonly FrequentItems _items = new(FrequentItems.WindowCapacity);
    private readonly Dictionary<string, (TopicKind Kind, string Label, List<string> Conversations)> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (long Count, List<string> Conversations)> _texts = new(StringComparer.Ordinal);
    private long _asked;
    private long _unsorted;

    public bool IsEmpty => _asked == 0;

    public void Add(AskedCounts counts)
    {
        var named = counts.Known.Select(e => (Topic: TopicOf(e.Key, e.Value.Text), Count: counts.Entries.AtLeast(e.Key), Asked: e.Value)).ToList();
        var renamed = named.GroupBy(e => e.Topic, StringComparer.Ordinal).Select(g => KeyValuePair.Create(g.Key, g.Sum(e => e.Count)));
        _items.Merge(FrequentItems.Of(FrequentItems.WindowCapacity, counts.Entries.Total, counts.Entries.Error, 0, renamed));
        _asked += (long)counts.Entries.Total;
        foreach (var (topic, _, asked) in named) Remember(topic, TopicKind.Entry, asked.Text, asked.Conversations);
        if (counts.Human is { } human) AddHuman(human);
        foreach (var text in counts.Texts.Values) AddText(text);
        _asked += counts.Unread;
        _unsorted += counts.Unread;
        if (_known.Count <= 2 * FrequentItems.WindowCapacity) return;
        foreach (var gone in _known.Keys.Where(k => !_items.Contains(k)).ToList()) _known.Remove(gone);
    }

    public TopicsDelta ToDelta() => new(
        _asked,
        (long)_items.Error,
        _unsorted,
        [.. _items.Counts.Select(c => Of(c.Key, (long)c.Value))],
        [.. _texts.Select(t => new UnansweredCount(t.Key, t.Value.Count, [.. t.Value.Conversations]))]);

    private TopicCount Of(string topic, long count) => _known.TryGetValue(topic, out var known)
        ? new(topic, known.Kind, known.Label, count, [.. known.Conversations])
        : new(topic, TopicKind.Entry, topic, count, []);

    private string TopicOf(string id, string question) => !isOfAllShops && KeyPart.IsValid(id) && id[0] != '~'
        ? id
        : EntryPrefix + (TextSample.Hash(isOfAllShops ? TextNormalizer.Normalize(question) : id) >> 16).ToString("x12", CultureInfo.InvariantCulture);

    private void AddText(AskedCounts.Asked asked)
    {
        var text = MaskedText.Of(asked.Text, MaskedText.MaxQuestion);
        if (!TrainingQuestion.IsQuestion(text))
        {
            if (HumanRequest.Find(TextNormalizer.Normalize(text)) != HumanRequestStrength.None) AddHuman(asked);
            return;
        }
        _asked += asked.Times;
        if (!_texts.TryGetValue(text, out var known))
        {
            if (_texts.Count >= AskedCounts.MaxTexts)
            {
                _unsorted += asked.Times;
                return;
            }
            known = (0, []);
        }
        Remember(known.Conversations, asked.Conversations);
        _texts[text] = known with { Count = known.Count + asked.Times };
    }

    private void AddHuman(AskedCounts.Asked human)
    {
        _items.Add(HumanTopic, human.Times);
        Remember(HumanTopic, TopicKind.Human, "", human.Conversations);
        _asked += human.Times;
    }

    private void Remember(string topic, TopicKind kind, string label, IEnumerable<ConversationId> conversations)
    {
        if (!_items.Contains(topic)) return;
        if (!_known.TryGetValue(topic, out var known)) _known[topic] = known = (kind, label.Length <= MaxLabel ? label : label[..MaxLabel], []);
        Remember(known.Conversations, conversations);
    }

    private static void Remember(List<string> known, IEnumerable<ConversationId> conversations)
    {
        known.AddRange(conversations.Select(c => c.ToString()));
        if (known.Count > MaxConversations) known.RemoveRange(0, known.Count - MaxConversations);
    }
}
