namespace Reception.Domain.Conversations.Events;

/// <summary>The message was acknowledged, its answer needs something slower than the journal. Due times are stored in the index in the same commit.</summary>
public sealed record ReplyAwaited(DateTimeOffset At, int Episode, AwaitedReply Reply) : ConversationEvent(At, Episode);

/// <summary>Why a wait ended without a word to the customer.</summary>
public enum ReplyEnd
{
    /// <summary>Nothing that could be used came; a person serves or is on the way.</summary>
    Nothing = 0,
    /// <summary>Nothing came in time; a person serves or is on the way.</summary>
    Due = 1,
}

/// <summary>The reply is awaited no more, and nobody was told.</summary>
public sealed record ReplyEnded(DateTimeOffset At, int Episode, long ForSequence, string? EntryId, ReplyEnd End) : ConversationEvent(At, Episode);
