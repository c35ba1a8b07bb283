using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.Operations;
using Reception.Domain.Conversations.Events;

namespace Reception.Domain.Conversations;

/// <summary>The read side's row of an episode as a fold of its events; the same events give the same row, however often it is rebuilt.</summary>
public static class EpisodeFold
{
    /// <summary>The row after the event; null while no episode is open (sessions before the first message).</summary>
    public static EpisodeRow? Apply(EpisodeRow? row, ConversationId id, ConversationEvent happened)
    {
        if (happened is EpisodeOpened opened) return Open(id, opened);
        if (row is null || happened is CheckpointTaken or SessionOpened or SessionClosed or InternalSaid) return row;
        return Change(row, happened) with { UpdatedAt = happened.At };
    }

    private static EpisodeRow Open(ConversationId id, EpisodeOpened e) => new(
        id, e.Episode, ConversationPhase.Bot, null, null, null, HandOverReason.None, e.At, null, null, null, null, null, 0, 0, 0, 0, e.At);

    private static EpisodeRow Change(EpisodeRow row, ConversationEvent happened) => happened switch
    {
        MessageAccepted => row with { CustomerMessages = row.CustomerMessages + 1 },
        BotAnswered { Machine: true } => row with { MachineAnswers = row.MachineAnswers + 1 },
        BotAnswered e => row with { BotMessages = row.BotMessages + 1, Topic = e.Topic ?? row.Topic },
        BotClarified or BotTalked or BotReferred => row with { BotMessages = row.BotMessages + 1 },
        AgentMessaged => row with { AgentMessages = row.AgentMessages + 1 },
        CustomerUpset => row with { Reason = HandOverReason.Upset },
        HandedOver e => Wait(row, e.Wait, e.Reason) with { Topic = e.Topic ?? row.Topic },
        Requeued e => Wait(row, e.Wait, e.Reason),
        Transferred e => Wait(row, e.Wait, HandOverReason.Transferred),
        OwnerChanged e => row with { Phase = ConversationPhase.Agent, Agent = new AgentId(e.Agent), AssignedAt = row.AssignedAt ?? e.At, Why = e.Why },
        DeadlineMissed => row with { Missed = row.Missed + 1 },
        Reassigned e => Wait(row, e.Wait, HandOverReason.Supervised),
        Taken e => Take(row, e),
        Overflowed e => Wait(row, e.Wait, row.Reason),
        Reclassified e => Wait(row, e.Wait, row.Reason),
        WaitEnded => row with { Phase = ConversationPhase.Bot, Queue = null },
        HandOverDeferred e => row with { Reason = e.Reason },
        WorkPromised e => row with { Reason = e.Reason },
        HandedBack => row with { Phase = ConversationPhase.Bot, Queue = null },
        Closed e => row with { Phase = ConversationPhase.Closed, ClosedAt = e.At },
        Rated e => row with { Rating = e.Stars, Comment = e.Comment },
        _ => row,
    };

    private static EpisodeRow Take(EpisodeRow row, Taken e) => row with
    {
        Phase = ConversationPhase.Agent,
        Agent = new AgentId(e.Agent),
        Queue = e.Wait.Queue,
        Reason = row.Phase == ConversationPhase.Bot ? HandOverReason.Supervised : row.Reason,
        WaitingSince = row.WaitingSince ?? e.Wait.Arrival,
        AssignedAt = row.AssignedAt ?? e.At,
        Why = null,
    };

    // The agent stays in the row as the last who served: lists by agent show what he has had.
    private static EpisodeRow Wait(EpisodeRow row, Wait wait, HandOverReason reason) =>
        row with { Phase = ConversationPhase.Waiting, Queue = wait.Queue, Reason = reason, WaitingSince = wait.Arrival };
}
