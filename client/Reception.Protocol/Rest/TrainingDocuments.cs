namespace Reception.Protocol.Rest;

/// <summary>Whether an answer of the bot, a line of the thread, helped.</summary>
public sealed record FeedbackRequest(long? Sequence, bool? Helpful);

/// <summary>
/// An order of a customer: <see cref="Conversation"/> (<c>shop/channel/customer</c>), or <see cref="Channel"/> with <see cref="Customer"/> (his id in
/// the shop) or <see cref="Visitor"/>. The amount in minor units or as a decimal. <see cref="Kind"/> is <c>placed</c>, <c>cancelled</c> or <c>refunded</c>.
/// </summary>
public sealed record OrderRequest(
    string? OrderId, string? Kind, long? AmountMinor, decimal? Amount, string? Currency, DateTimeOffset? At, string? RefundId, string? Conversation, string? Channel, string? Customer, string? Visitor);

/// <summary>What the order is attributed to; <see cref="By"/> is <c>nobody</c>, <c>bot</c>, <c>both</c> or <c>human</c>.</summary>
public sealed record OrderDocument(string OrderId, bool Repeated, string By, string? EntryId, string[] Assisted);

public sealed record DayCountDocument(string Day, int Unanswered, int HandedOver, int Disliked);

public sealed record NearestDocument(string EntryId, string Question, double Confidence);

/// <summary>Questions that ask the same; the counts are of the wanted day or of all days kept.</summary>
public sealed record ClusterDocument(
    string Id, string Question, int Count, int Unanswered, int HandedOver, int Disliked, DayCountDocument[] Days, string[] Examples, int AgentAnswers, string[] Entries, NearestDocument? Nearest,
    DateTimeOffset LastAt);

public sealed record ClustersDocument(ClusterDocument[] Clusters, long Uncounted);

/// <summary>An entry proposed from what agents answered.</summary>
public sealed record ProposedEntryDocument(
    string Id, string Question, string[] Similar, string Answer, int AnswerCount, int AgentAnswers, int Asked, bool HasSlots, NearestDocument? Nearest, string[] Conversations);

/// <summary>Takes a proposal into the draft; what is set replaces what was proposed.</summary>
public sealed record AcceptProposalRequest(string? Id, string? EntryId, string? Question, string? Answer, string?[]? Similar, string? Topic);

/// <summary>A proposal, and the entry it is merged into.</summary>
public sealed record ProposalRequest(string? Id, string? EntryId = null);

public sealed record ProposalDecidedDocument(string Id, string? EntryId);

public sealed record RevenueDocument(string Currency, long AmountMinor);

/// <summary>Counts, as docs/training.md explains them.</summary>
public sealed record TrainingCountsDocument(
    long Answers,
    long MachineAnswers,
    long Helpful,
    long Unhelpful,
    long Repeated,
    long Episodes,
    long HandedOver,
    long Misses,
    long HandOvers,
    long Proposed,
    long Sent,
    long Edited,
    double AverageEditSimilarity,
    long Ignored,
    long Orders,
    long Assisted);

public sealed record EntryFiguresDocument(string EntryId, long Knowledge, TrainingCountsDocument Counts, RevenueDocument[] Revenue);

public sealed record VersionFiguresDocument(long Knowledge, string? FirstDay, string? LastDay, TrainingCountsDocument Counts, RevenueDocument[] Revenue);

/// <summary>A share with its 95 % interval.</summary>
public sealed record ShareDocument(long Count, long Of, double Value, double Low, double High);

public sealed record ShareChangeDocument(string Name, ShareDocument Before, ShareDocument After, double Difference, double Low, double High, bool IsClear);

public sealed record EffectDocument(VersionFiguresDocument Before, VersionFiguresDocument After, ShareChangeDocument[] Changes);

public sealed record SalesRowDocument(string By, string Currency, long Orders, long AmountMinor);

public sealed record BotShareDocument(string Currency, double? OfHumanSales);

public sealed record SalesDocument(SalesRowDocument[] Rows, BotShareDocument[] BotShares);
