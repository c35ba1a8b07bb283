using Reception.Contracts.Conversations;

namespace Reception.Contracts.Training;

/// <summary>
/// Counts of one entry or one knowledge version; each is a fold of journal events. <see cref="Episodes"/>: with an answer of it;
/// <see cref="HandedOver"/>: of these, handed over later; <see cref="Repeated"/>: the customer asked the same again.
/// <see cref="Misses"/> and <see cref="HandOvers"/> stand in versions only: questions not understood, and all hand-overs.
/// </summary>
[GenerateSerializer, Immutable]
public sealed record TrainingCounts(
    long Answers = 0,
    long MachineAnswers = 0,
    long Helpful = 0,
    long Unhelpful = 0,
    long Repeated = 0,
    long Episodes = 0,
    long HandedOver = 0,
    long Misses = 0,
    long HandOvers = 0,
    long Proposed = 0,
    long Sent = 0,
    long Edited = 0,
    double EditSimilarity = 0,
    long Ignored = 0,
    long Orders = 0,
    long Assisted = 0);

/// <summary>Revenue in a currency's minor unit.</summary>
[GenerateSerializer, Immutable]
public sealed record Revenue(string Currency, long AmountMinor);

/// <summary>Counts to add for an entry in a version; no entry: for the version as a whole.</summary>
[GenerateSerializer, Immutable]
public sealed record CountDelta(string? EntryId, long Knowledge, TrainingCounts Counts, Revenue[] Revenue);

/// <summary>Orders (placed minus cancelled) and revenue (minus what went back) of those who talked with the customer before.</summary>
[GenerateSerializer, Immutable]
public sealed record SaleDelta(SaleBy By, string Currency, long Orders, long AmountMinor);

/// <summary>What one silo has to tell of a shop since its last delta. Bounded; what did not fit is counted in <see cref="Dropped"/>.</summary>
[GenerateSerializer, Immutable]
public sealed record TrainingDelta(AskedQuestion[] Questions, AgentAnswer[] Answers, CountDelta[] Counts, SaleDelta[] Sales, long Dropped);

/// <summary>An entry's figures in one version (0: of older versions together).</summary>
[GenerateSerializer, Immutable]
public sealed record EntryFigures(string EntryId, long Knowledge, TrainingCounts Counts, Revenue[] Revenue);

/// <summary>A share of <see cref="Of"/> with its 95 % interval (Wilson).</summary>
[GenerateSerializer, Immutable]
public sealed record Share(long Count, long Of, double Value, double Low, double High);

/// <summary>
/// A difference of two shares, second minus first, with its 95 % interval (Newcombe 1998, method 10). <see cref="IsClear"/>: the interval
/// leaves 0 out.
/// </summary>
[GenerateSerializer, Immutable]
public sealed record ShareChange(string Name, Share Before, Share After, double Difference, double Low, double High, bool IsClear);

/// <summary>A version's figures over days, as shares.</summary>
[GenerateSerializer, Immutable]
public sealed record VersionFigures(long Knowledge, string? FirstDay, string? LastDay, TrainingCounts Counts, Revenue[] Revenue);

/// <summary>A version beside another (before and after a publication, or canary and control over the same days).</summary>
[GenerateSerializer, Immutable]
public sealed record VersionEffect(VersionFigures Before, VersionFigures After, ShareChange[] Changes);

/// <summary>Sales of some days by who talked with the customer, in one currency.</summary>
[GenerateSerializer, Immutable]
public sealed record SalesRow(SaleBy By, string Currency, long Orders, long AmountMinor);

/// <summary>
/// What was sold after a talk. <see cref="BotShares"/>, by currency: what the bot alone sold divided by what humans sold (alone or with
/// the bot); null where humans sold nothing.
/// </summary>
[GenerateSerializer, Immutable]
public sealed record SalesFigures(SalesRow[] Rows, BotShare[] BotShares);

[GenerateSerializer, Immutable]
public sealed record BotShare(string Currency, double? OfHumanSales);
