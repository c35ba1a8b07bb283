using System.Collections.Immutable;
using Reception.Contracts.Conversations;
using Reception.Domain.Conversations.Events;

namespace Reception.Domain.Conversations;

/// <summary>What an agent is shown of a proposal's event, best first.</summary>
public static class ProposedReplies
{
    /// <summary>Empty for an event of a time when texts were not stored.</summary>
    public static ImmutableArray<ProposedReply> Of(ReplyProposed e)
    {
        if (e.Text is null) return [];
        var first = new ProposedReply(e.ForSequence, e.EntryId, e.Question ?? "", e.Text, e.Confidence, e.Late, e.Matched);
        return [first, .. (e.Others ?? []).Select((o, i) => new ProposedReply(e.ForSequence, o.EntryId, o.Question, o.Text, o.Confidence, e.Late, o.Matched, i + 2))];
    }
}
