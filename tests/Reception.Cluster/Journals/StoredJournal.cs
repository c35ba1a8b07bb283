namespace Reception.Cluster.Journals;

/// <summary>Everything the store's file says at one instant; facts in the order of commits.</summary>
internal sealed record StoredJournal(IReadOnlyList<StoredRow> Rows, IReadOnlyList<Fact> Facts, IReadOnlyList<StoredWork> OpenWork, IReadOnlyList<StoredAgent> Agents)
{
    public ILookup<string, Fact> ByConversation { get; } = Facts.ToLookup(fact => fact.Conversation, StringComparer.Ordinal);
}
