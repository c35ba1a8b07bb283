using System.Collections.Immutable;

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
public sealed record KnowledgeEntry(string Id, string Question, string? Answer, ImmutableArray<string> Similar, string? Topic = null)
{
    /// <summary>The standard question and then the similar ones.</summary>
    public IEnumerable<string> Questions => Similar.IsDefault ? [Question] : Similar.Prepend(Question);
}
