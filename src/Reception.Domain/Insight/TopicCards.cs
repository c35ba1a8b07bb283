using Reception.Contracts.Insight;

namespace Reception.Domain.Insight;

/// <summary>
/// What is known of topics besides their counts: kind, label and the conversations that asked last. At most <see cref="Capacity"/> topics;
/// when there are more, those asked longest ago go. A window has at most 400 counters, so what is hot keeps its card.
/// </summary>
public sealed class TopicCards
{
    public const int Capacity = 800;

    /// <summary>Conversations of a topic.</summary>
    public const int MaxConversations = 20;

    private readonly Dictionary<string, TopicCard> _cards = new(StringComparer.Ordinal);

    public int Count => _cards.Count;

    public TopicCard? Find(string topic) => _cards.GetValueOrDefault(topic);

    public void Restore(string topic, TopicKind kind, string label) => _cards[topic] = new(kind, label);

    /// <summary>A label that changes (an entry was reworded) counts from now on.</summary>
    public void Note(string topic, TopicKind kind, string label, IEnumerable<string> conversations, DateTimeOffset now)
    {
        if (!_cards.TryGetValue(topic, out var card))
        {
            if (_cards.Count >= Capacity)
                foreach (var gone in _cards.OrderBy(c => c.Value.LastAt).Take(Capacity / 4).Select(c => c.Key).ToList()) _cards.Remove(gone);
            _cards[topic] = card = new(kind, label);
        }
        else if (kind == TopicKind.Entry) card.Label = label;
        card.Note(conversations, now);
    }
}

/// <summary>One topic; see <see cref="TopicCards"/>.</summary>
public sealed class TopicCard(TopicKind kind, string label)
{
    private readonly List<TopicConversation> _conversations = [];
    private readonly Queue<string> _newest = [];

    public TopicKind Kind => kind;

    public string Label { get; internal set; } = label;

    public DateTimeOffset? LastAt { get; private set; }

    /// <summary>Newest last, each once.</summary>
    public IReadOnlyList<TopicConversation> Conversations => _conversations;

    /// <summary>Conversations among its newest 20 times: few, where a few customers ask it again and again.</summary>
    public int Askers => _newest.Distinct(StringComparer.Ordinal).Count();

    internal void Note(IEnumerable<string> conversations, DateTimeOffset now)
    {
        LastAt = now;
        foreach (var conversation in conversations)
        {
            var known = _conversations.FindIndex(c => c.Conversation == conversation);
            if (known >= 0) _conversations.RemoveAt(known);
            else if (_conversations.Count >= TopicCards.MaxConversations) _conversations.RemoveAt(0);
            _conversations.Add(new(conversation, now));
            if (_newest.Count >= TopicCards.MaxConversations) _newest.Dequeue();
            _newest.Enqueue(conversation);
        }
    }
}
