using Reception.Contracts.Conversations;
using Reception.Contracts.Training;

namespace Reception.Domain.Training;

/// <summary>Something the trainers are told of; several of them add up to a <see cref="TrainingDelta"/>.</summary>
public abstract record TrainingFact;

/// <summary>A question for the trainers.</summary>
public sealed record Asked(AskedQuestion Question) : TrainingFact;

/// <summary>An agent answered such a question.</summary>
public sealed record Answered(AgentAnswer Answer) : TrainingFact;

/// <summary>Counts of an entry (null: of the version as a whole).</summary>
public sealed record Counted(string? EntryId, long Knowledge, TrainingCounts Counts, Revenue? Revenue = null) : TrainingFact;

/// <summary>An order, or what went back of it.</summary>
public sealed record Sold(SaleBy By, string Currency, long Orders, long AmountMinor) : TrainingFact;
