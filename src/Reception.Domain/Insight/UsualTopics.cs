using Reception.Contracts.Insight;

namespace Reception.Domain.Insight;

/// <summary>The usual shares as they are stored: decayed counts as of <see cref="At"/>. Without the windows, which fill again in their own length.</summary>
public sealed record UsualTopics
{
    public DateTimeOffset At { get; init; }

    public double Total { get; init; }

    public double Error { get; init; }

    public double Unsorted { get; init; }

    public List<UsualTopic> Topics { get; init; } = [];

    public static UsualTopics Of(TopicBoard board) => new()
    {
        At = board.Usual.At,
        Total = board.Usual.Items.Total,
        Error = board.Usual.Items.Error,
        Unsorted = board.Usual.Items.Unsorted,
        Topics = [.. board.Usual.Items.Counts.OrderByDescending(c => c.Value).Select(c => Of(c, board.Cards.Find(c.Key)))],
    };

    /// <summary>Throws <see cref="ArgumentException"/> where the numbers do not come from counting.</summary>
    public FrequentItems ToItems() => FrequentItems.Of(UsualShares.Capacity, Total, Error, Unsorted, Topics.Select(t => KeyValuePair.Create(t.Topic, t.Count)));

    private static UsualTopic Of(KeyValuePair<string, double> count, TopicCard? card) => new(count.Key, card?.Kind ?? TopicKind.Entry, card?.Label ?? count.Key, count.Value);
}

/// <summary>One topic's usual count and what it says.</summary>
public sealed record UsualTopic(string Topic, TopicKind Kind, string Label, double Count);
