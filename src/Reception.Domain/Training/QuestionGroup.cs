using Reception.Contracts.Training;

namespace Reception.Domain.Training;

/// <summary>
/// One cluster as it is stored: its id (of the question that began it), ids of clusters it took over, counts by day, samples of its
/// questions, of what agents answered and of where that was, the entries disliked questions had been answered with. All bounded.
/// </summary>
public sealed record QuestionGroup
{
    public const int MaxExamples = 5;
    public const int MaxAnswers = 6;
    public const int MaxConversations = 5;
    public const int MaxEntries = 3;
    public const int MaxAliases = 8;

    public required string Id { get; init; }

    /// <summary>The question that began it: it stays in the centre whatever the sample becomes.</summary>
    public required string First { get; init; }

    public List<string> Aliases { get; init; } = [];
    public List<DayCount> Days { get; set; } = [];
    public List<CountedText> Examples { get; init; } = [];
    public List<CountedText> Answers { get; init; } = [];

    /// <summary>Agents' answers that came, whether or not they stand in the sample.</summary>
    public int AnswerCount { get; set; }

    public List<string> Conversations { get; init; } = [];
    public List<CountedText> Entries { get; init; } = [];
    public DateTimeOffset LastAt { get; set; }

    /// <summary>The newest reason, as a word.</summary>
    public string Reason { get; set; } = "";

    public int Total => Days.Sum(d => d.Total);

    /// <summary>Another cluster turns out to ask the same.</summary>
    public void Take(QuestionGroup other)
    {
        Days = DayCounts.Add(Days, other.Days);
        foreach (var example in other.Examples) TextSample.Add(Examples, example, MaxExamples);
        foreach (var answer in other.Answers) AnswerSample.Add(Answers, answer);
        foreach (var entry in other.Entries) TextSample.Add(Entries, entry, MaxEntries);
        foreach (var conversation in other.Conversations) AddConversation(conversation);
        AnswerCount += other.AnswerCount;
        Aliases.AddRange(other.Aliases.Prepend(other.Id));
        if (Aliases.Count > MaxAliases) Aliases.RemoveRange(0, Aliases.Count - MaxAliases);
        if (other.LastAt > LastAt) (LastAt, Reason) = (other.LastAt, other.Reason);
    }

    public void AddConversation(string conversation)
    {
        if (Conversations.Contains(conversation, StringComparer.Ordinal)) return;
        Conversations.Add(conversation);
        if (Conversations.Count > MaxConversations) Conversations.RemoveAt(0);
    }
}
