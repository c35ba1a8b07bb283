using Reception.Contracts.Conversations;
using Reception.Contracts.Insight;
using Reception.Contracts.Routing;
using Reception.Domain.Conversations.Events;

namespace Reception.Domain.Insight;

/// <summary>A shop's figures as a fold of journal events: rebuildable, and addable over silos. This folder holds what is counted.</summary>
public static class FiguresFold
{
    public static ShopFigures Zero { get; } = new(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    public static ShopFigures Apply(ShopFigures figures, ConversationEvent happened) => happened switch
    {
        EpisodeOpened => figures with { Episodes = figures.Episodes + 1 },
        MessageAccepted => figures with { CustomerMessages = figures.CustomerMessages + 1 },
        BotAnswered { Machine: true } => figures with { MachineAnswers = figures.MachineAnswers + 1 },
        BotAnswered => figures with { BotAnswers = figures.BotAnswers + 1 },
        BotClarified => figures with { Clarifications = figures.Clarifications + 1 },
        HandedOver => figures with { HandOvers = figures.HandOvers + 1 },
        OwnerChanged e => figures with { Assignments = figures.Assignments + 1, WaitSecondsSum = figures.WaitSecondsSum + (e.At - e.Arrival).TotalSeconds },
        Requeued or Transferred or Reassigned => figures with { Requeues = figures.Requeues + 1 },
        AgentMessaged e => figures with { AgentMessages = figures.AgentMessages + 1, ProposalsUsed = figures.ProposalsUsed + (e.ProposalEntryId is null ? 0 : 1) },
        ReplyProposed => figures with { Proposals = figures.Proposals + 1 },
        HandOverDeferred => figures with { Deferred = figures.Deferred + 1 },
        WorkPromised { Promise.Kind: WorkKind.CallBack } => figures with { CallBacks = figures.CallBacks + 1 },
        WorkPromised => figures with { WorkOrders = figures.WorkOrders + 1 },
        Overflowed => figures with { Overflows = figures.Overflows + 1 },
        Reclassified => figures with { Reclassified = figures.Reclassified + 1 },
        BotReferred => figures with { Referred = figures.Referred + 1 },
        DeadlineMissed { Kind: DeadlineKind.FirstReply } => figures with { FirstRepliesMissed = figures.FirstRepliesMissed + 1 },
        DeadlineMissed { Kind: DeadlineKind.EachReply } => figures with { RepliesMissed = figures.RepliesMissed + 1 },
        DeadlineMissed => figures with { ResolutionsMissed = figures.ResolutionsMissed + 1 },
        Closed e => figures with { Closed = figures.Closed + 1, ClosedByBotAlone = figures.ClosedByBotAlone + (e.BotAlone ? 1 : 0) },
        Rated e => figures with { Ratings = figures.Ratings + 1, RatingSum = figures.RatingSum + e.Stars },
        _ => figures,
    };

    public static ShopFigures Add(ShopFigures a, ShopFigures b) => new(
        a.Episodes + b.Episodes,
        a.CustomerMessages + b.CustomerMessages,
        a.BotAnswers + b.BotAnswers,
        a.Clarifications + b.Clarifications,
        a.HandOvers + b.HandOvers,
        a.Assignments + b.Assignments,
        a.Requeues + b.Requeues,
        a.AgentMessages + b.AgentMessages,
        a.MachineAnswers + b.MachineAnswers,
        a.Proposals + b.Proposals,
        a.ProposalsUsed + b.ProposalsUsed,
        a.Closed + b.Closed,
        a.ClosedByBotAlone + b.ClosedByBotAlone,
        a.Ratings + b.Ratings,
        a.RatingSum + b.RatingSum,
        a.WaitSecondsSum + b.WaitSecondsSum,
        a.Deferred + b.Deferred,
        a.WorkOrders + b.WorkOrders,
        a.CallBacks + b.CallBacks,
        a.Overflows + b.Overflows,
        a.Reclassified + b.Reclassified,
        a.Referred + b.Referred,
        a.FirstRepliesMissed + b.FirstRepliesMissed,
        a.RepliesMissed + b.RepliesMissed,
        a.ResolutionsMissed + b.ResolutionsMissed,
        a.Offers + b.Offers,
        a.OffersDeclined + b.OffersDeclined,
        a.OffersTimedOut + b.OffersTimedOut,
        a.Widened + b.Widened,
        a.TurnedAway + b.TurnedAway);
}
