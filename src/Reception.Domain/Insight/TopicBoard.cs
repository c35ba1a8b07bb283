using Reception.Contracts.Insight;

namespace Reception.Domain.Insight;

/// <summary>
/// What is asked now, of one shop or of all: three sliding windows (<see cref="WindowRing"/>) over summaries of bounded memory and error
/// (<see cref="FrequentItems"/>), the usual shares (<see cref="UsualShares"/>), and what stands out (<see cref="Burst"/>). Times are passed in.
/// Memory: at most <see cref="MaxCounters"/> counters, <see cref="TopicCards.Capacity"/> cards, <see cref="TopicTexts.Capacity"/> centres.
/// </summary>
public sealed class TopicBoard
{
    /// <summary>12 steps of 5 s, 10 of 30 s, 12 of 5 min, each with the present one, and the usual: 38 summaries of at most 400.</summary>
    public const int MaxCounters = (13 + 11 + 13 + 1) * 2 * FrequentItems.WindowCapacity;

    private readonly WindowRing _minute = new(TimeSpan.FromSeconds(5), 12);
    private readonly WindowRing _five = new(TimeSpan.FromSeconds(30), 10);
    private readonly WindowRing _hour = new(TimeSpan.FromMinutes(5), 12);
    private readonly TopicTexts _texts = new();

    public TopicBoard(UsualTopics? stored = null)
    {
        Usual = stored is null ? new() : new(stored.ToItems(), stored.At);
        foreach (var topic in stored?.Topics ?? [])
        {
            Cards.Restore(topic.Topic, topic.Kind, topic.Label);
            if (topic.Kind == TopicKind.Unanswered) _texts.Restore(topic.Topic, topic.Label);
        }
    }

    public UsualShares Usual { get; }

    public TopicCards Cards { get; } = new();

    /// <summary>Counters held now.</summary>
    public int Counters => _minute.Counters + _five.Counters + _hour.Counters + Usual.Items.Counts.Count;

    /// <summary>Counts what a silo heard; throws <see cref="ArgumentException"/> for a delta that no questions lead to.</summary>
    public void Apply(TopicsDelta delta, DateTimeOffset now)
    {
        Advance(now);
        var counts = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var topic in delta.Topics)
        {
            counts[topic.Topic] = counts.GetValueOrDefault(topic.Topic) + topic.Count;
            Cards.Note(topic.Topic, topic.Kind, topic.Label, topic.Conversations, now);
        }
        var unsorted = delta.Unsorted;
        foreach (var text in delta.Unanswered)
        {
            if (_texts.TopicOf(text.Text) is { } topic)
            {
                counts[topic] = counts.GetValueOrDefault(topic) + text.Count;
                Cards.Note(topic, TopicKind.Unanswered, text.Text, text.Conversations, now);
            }
            else unsorted += text.Count;
        }
        var items = FrequentItems.Of(FrequentItems.WindowCapacity, delta.Asked, delta.Error, unsorted, counts);
        _minute.Add(items);
        _five.Add(items);
        _hour.Add(items);
    }

    /// <summary>Bursts first, then by count, then by name.</summary>
    public TopicsView Read(TopicWindow window, int max, DateTimeOffset now)
    {
        Advance(now);
        var ring = window switch { TopicWindow.Minute => _minute, TopicWindow.FiveMinutes => _five, _ => _hour };
        var items = ring.Read();
        var topics = items.Counts.Select(c => Of(c.Key, items)).OrderByDescending(t => t.IsBurst).ThenByDescending(t => t.AtLeast).ThenBy(t => t.Topic, StringComparer.Ordinal);
        return new(window, ring.From, now, (long)items.Total, (long)items.Error, (long)items.Unsorted, [.. topics.Take(Math.Clamp(max, 0, ITopicsGrain.MaxTopics))]);
    }

    /// <summary>Null: the topic has no card (any more).</summary>
    public TopicConversations? ReadConversations(string topic) =>
        Cards.Find(topic) is { } card ? new(topic, card.Kind, card.Label, [.. card.Conversations.Reverse()]) : null;

    /// <summary>Moves the windows on; what leaves the shortest becomes usual.</summary>
    public void Advance(DateTimeOffset now)
    {
        foreach (var (end, items) in _minute.Advance(now)) Usual.Take(items, end);
        _five.Advance(now);
        _hour.Advance(now);
    }

    private HotTopic Of(string topic, FrequentItems items)
    {
        var (card, least) = (Cards.Find(topic), items.AtLeast(topic));
        var isBurst = Usual.IsKnown && Burst.Is(least, items.Total, Usual.Items.AtMost(topic), Usual.Items.Total, card?.Askers ?? 0);
        return new(topic, card?.Kind ?? TopicKind.Entry, card?.Label ?? topic, (long)least, (long)items.AtMost(topic), least / items.Total, Usual.ShareOf(topic), isBurst, card?.LastAt);
    }
}
