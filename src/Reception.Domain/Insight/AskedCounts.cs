using Reception.Contracts.Ids;
using Reception.Contracts.Insight;
using Reception.Domain.Triage.Text;

namespace Reception.Domain.Insight;

/// <summary>
/// What one silo hears of one shop until the next delta. Counting a question is one or two look-ups; nothing is made but what is new in this
/// second. At most 2k entries, <see cref="MaxTexts"/> wordings near to no entry (others are counted unsorted), and
/// <see cref="MaxConversations"/> conversations each.
/// </summary>
public sealed class AskedCounts
{
    public const int MaxTexts = 256;
    public const int MaxConversations = 16;

    private readonly Dictionary<string, Asked> _entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Asked> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Asked>.AlternateLookup<ReadOnlySpan<char>> _byText;

    public AskedCounts() => _byText = _texts.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Entries, by id.</summary>
    public FrequentItems Entries { get; } = new(FrequentItems.WindowCapacity);

    /// <summary>What is known of the entries that have a counter.</summary>
    public IReadOnlyDictionary<string, Asked> Known => _entries;

    /// <summary>Wordings near to no entry, by their normal form.</summary>
    public IReadOnlyDictionary<string, Asked> Texts => _texts;

    /// <summary>Wishes for a person.</summary>
    public Asked? Human { get; private set; }

    /// <summary>Questions in more wordings than are kept.</summary>
    public long Unread { get; private set; }

    public void Count(in HeardQuestion heard, in ConversationId conversation)
    {
        switch (heard.Kind)
        {
            case TopicKind.Human: (Human ??= new("")).Count(conversation); break;
            case TopicKind.Entry: CountEntry(heard.EntryId!, heard.Text, conversation); break;
            default: CountText(heard.Text, conversation); break;
        }
    }

    private void CountEntry(string id, string question, in ConversationId conversation)
    {
        if (!_entries.TryGetValue(id, out var asked)) _entries[id] = asked = new(question);
        asked.Count(conversation);
        if (!Entries.Add(id)) return;
        foreach (var gone in _entries.Keys)
            if (!Entries.Contains(gone)) _entries.Remove(gone);
    }

    private void CountText(string text, in ConversationId conversation)
    {
        Span<char> buffer = stackalloc char[TextNormalizer.MaxLength];
        var normal = buffer[..TextNormalizer.Normalize(text, buffer)];
        if (!_byText.TryGetValue(normal, out var asked))
        {
            if (_texts.Count >= MaxTexts)
            {
                Unread++;
                return;
            }
            _byText[normal] = asked = new(text);
        }
        asked.Count(conversation);
    }

    /// <summary>A question: its words, how often, and where lately.</summary>
    public sealed class Asked(string text)
    {
        private readonly Queue<ConversationId> _conversations = [];

        public string Text { get; } = text;

        public long Times { get; private set; }

        /// <summary>Of the newest times, newest last; who asked twice stands twice.</summary>
        public IReadOnlyCollection<ConversationId> Conversations => _conversations;

        internal void Count(in ConversationId conversation)
        {
            Times++;
            if (_conversations.Count >= MaxConversations) _conversations.Dequeue();
            _conversations.Enqueue(conversation);
        }
    }
}
