using System.Collections.Immutable;
using Reception.Contracts.Conversations;
using Reception.Contracts.Knowledge;

namespace Reception.Domain.Knowledge;

/// <summary>
/// One thing a shop's customers ask, in the shop's words. This folder holds what a shop knows: the entries, the format
/// they are imported from, and the immutable published version that triage is compiled from.
/// </summary>
/// <param name="Id">Unique within the knowledge base, 1 to <see cref="KnowledgeLimits.IdLength"/> characters.</param>
/// <param name="Question">The standard question.</param>
/// <param name="Answer">What the bot says; null means that the bot recognises the question and hands over with its topic.</param>
/// <param name="Similar">Other ways customers put the question.</param>
/// <param name="Topic">What the entry is about; routing may use it. Null when the shop gave none.</param>
/// <param name="Parts">Rich blocks below the answer; default is none.</param>
/// <param name="From">In force from this instant on; null: from the beginning.</param>
/// <param name="Until">In force before this instant; null: for good.</param>
/// <param name="Variants">What is said instead on some channels; default is none.</param>
/// <param name="Next">Entries offered after the answer; default is none.</param>
/// <param name="WithoutOrder">Said when a slot of the answer cannot be filled; null: a human takes over.</param>
public sealed record KnowledgeEntry(
    string Id,
    string Question,
    string? Answer,
    ImmutableArray<string> Similar,
    string? Topic = null,
    ImmutableArray<MessagePart> Parts = default,
    DateTimeOffset? From = null,
    DateTimeOffset? Until = null,
    ImmutableArray<AnswerVariant> Variants = default,
    ImmutableArray<string> Next = default,
    string? WithoutOrder = null)
{
    /// <summary>The standard question and then the similar ones.</summary>
    public IEnumerable<string> Questions => Similar.IsDefault ? [Question] : Similar.Prepend(Question);

    /// <summary>Whether the entry may be used at this instant: validity is half-open.</summary>
    public bool IsInForce(DateTimeOffset now) => (From is not { } from || from <= now) && (Until is not { } until || now < until);
}
