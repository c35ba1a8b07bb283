using Reception.Contracts.Conversations;

namespace Reception.Contracts.Training;

/// <summary>Why a question is one for the trainers.</summary>
public enum QuestionKind
{
    /// <summary>The bot did not understand it.</summary>
    Unanswered = 0,
    /// <summary>It was understood, or answered, and a human was wanted all the same.</summary>
    HandedOver = 1,
    /// <summary>The customer said that the answer did not help.</summary>
    Disliked = 2,
}

/// <summary>
/// One customer's question for the trainers; numbers and addresses in the text are masked. <see cref="Reason"/> is why it was handed
/// over, <see cref="EntryId"/> the entry it had been answered with.
/// </summary>
[GenerateSerializer, Immutable]
public sealed record AskedQuestion(QuestionKind Kind, string Text, DateTimeOffset At, string Conversation, HandOverReason Reason = HandOverReason.None, string? EntryId = null);

/// <summary>What an agent said to a question for the trainers, masked.</summary>
[GenerateSerializer, Immutable]
public sealed record AgentAnswer(string Question, string Text, DateTimeOffset At, string Conversation);

/// <summary>How often something was asked on a day (of the shop's time zone).</summary>
[GenerateSerializer, Immutable]
public sealed record DayCount(string Day, int Unanswered, int HandedOver, int Disliked)
{
    public int Total => Unanswered + HandedOver + Disliked;
}

/// <summary>The entry of the knowledge in force that is nearest to a question, with the probability that it is the right one.</summary>
[GenerateSerializer, Immutable]
public sealed record NearestEntry(string EntryId, string Question, double Confidence);

/// <summary>
/// Questions that ask the same, with counts over the wanted days (never too high; see <see cref="ClusterPage.Uncounted"/>), the days
/// they come from, up to five examples, how often an agent answered one of them, and the entries the disliked ones had been answered with.
/// </summary>
[GenerateSerializer, Immutable]
public sealed record QuestionCluster(
    string Id, string Question, DayCount Counts, DayCount[] Days, string[] Examples, int AgentAnswers, string[] Entries, NearestEntry? Nearest, DateTimeOffset LastAt);

/// <summary>The greatest clusters first. <see cref="Uncounted"/>: questions of these days that no longer stand in any, the most by which a count can be too low.</summary>
[GenerateSerializer, Immutable]
public sealed record ClusterPage(QuestionCluster[] Clusters, long Uncounted);

/// <summary>Which clusters: of one day (<c>2026-11-11</c>) or all kept, of one kind or all, at most 1 to 100.</summary>
[GenerateSerializer, Immutable]
public sealed record ClusterQuery(string? Day = null, QuestionKind? Kind = null, int Max = 20);
