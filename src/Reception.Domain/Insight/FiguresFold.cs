using Reception.Contracts.Insight;
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
        Requeued or Transferred => figures with { Requeues = figures.Requeues + 1 },
        AgentMessaged e => figures with { AgentMessages = figures.AgentMessages + 1, ProposalsUsed = figures.ProposalsUsed + (e.ProposalEntryId is null ? 0 : 1) },
        ReplyProposed => figures with { Proposals = figures.Proposals + 1 },
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
        a.WaitSecondsSum + b.WaitSecondsSum);
}
