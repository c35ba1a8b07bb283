using Reception.Contracts.Agents;
using Reception.Contracts.Ids;
using Reception.Contracts.Routing;

namespace Reception.Domain.Agents;

/// <summary>A stored hold with what is only known in memory.</summary>
internal sealed class Hold(StoredHold stored, DateTimeOffset now)
{
    public StoredHold Stored { get; } = stored;

    public ConversationId Work { get; } = ConversationId.Parse(stored.Work);

    public QueueId Queue { get; } = QueueId.Parse(stored.Queue);

    /// <summary>The conversation was told that its agent is lost; it is told again from time to time until it releases.</summary>
    public bool Lost { get; set; }

    /// <summary>
    /// The conversation was asked about it, or may have been before a crash: an answer "not yours" may be on its way, so the same
    /// offer cannot be confirmed once more.
    /// </summary>
    public bool WasAsked { get; set; }

    /// <summary>Read from the store: a notice that it is over may have died with the silo, so its conversation is asked once.</summary>
    public bool Doubted { get; set; }

    /// <summary>When the conversation is asked next, while unsettled, doubted or lost.</summary>
    public DateTimeOffset AskAt { get; set; } = now + AgentPolicy.SettleTime;

    /// <summary>Why it was offered to him; memory only.</summary>
    public AssignmentExplanation? Why { get; set; }

    /// <summary>The newest word in it that the ledger knows of; after a restart the restart.</summary>
    public DateTimeOffset SpokenAt { get; set; } = stored.IdleSince ?? now;

    /// <summary>When the conversation was last asked whether it is silent.</summary>
    public DateTimeOffset? QuietAskedAt { get; set; }

    /// <summary>It does not count but for what is kept for waking chats.</summary>
    public bool IsSilent => Stored.IdleSince is not null;

    public bool MustAsk => Lost || Doubted || !Stored.Settled;

    public HeldWork ToView() => new(Work, Queue, Stored.Weight, Stored.Epoch, Stored.Since, Stored.IdleSince);
}
