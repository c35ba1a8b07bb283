using Reception.Contracts.Agents;
using Reception.Contracts.Insight;
using Reception.Contracts.Knowledge;
using Reception.Contracts.Operations;
using Reception.Contracts.Queues;
using Reception.Contracts.Routing;
using Reception.Contracts.Shops;
using Reception.Gateway.Wire;
using Reception.Protocol.Rest;

namespace Reception.Gateway.Rest;

/// <summary>Contracts to REST documents.</summary>
internal static class RestDocuments
{
    public static FiguresDocument Of(ShopFigures figures) => new(
        figures.Episodes,
        figures.CustomerMessages,
        figures.BotAnswers,
        figures.Clarifications,
        figures.HandOvers,
        figures.Assignments,
        figures.Requeues,
        figures.AgentMessages,
        figures.MachineAnswers,
        figures.Proposals,
        figures.ProposalsUsed,
        figures.Closed,
        figures.ClosedByBotAlone,
        figures.Ratings,
        figures.Ratings == 0 ? 0 : figures.RatingSum / (double)figures.Ratings,
        figures.Assignments == 0 ? 0 : figures.WaitSecondsSum / figures.Assignments)
    {
        Deferred = figures.Deferred,
        WorkOrders = figures.WorkOrders,
        CallBacks = figures.CallBacks,
        Overflows = figures.Overflows,
        Reclassified = figures.Reclassified,
        Referred = figures.Referred,
        FirstRepliesMissed = figures.FirstRepliesMissed,
        RepliesMissed = figures.RepliesMissed,
        ResolutionsMissed = figures.ResolutionsMissed,
        Offers = figures.Offers,
        OffersDeclined = figures.OffersDeclined,
        OffersTimedOut = figures.OffersTimedOut,
        Widened = figures.Widened,
        TurnedAway = figures.TurnedAway,
    };

    public static EpisodePageDocument Of(EpisodePage page) => new([.. page.Rows.Select(Of)], page.NextCursor);

    public static QueueDocument Of(QueueView queue) => new(
        queue.Id.ToString(), queue.Waiting, queue.Offered, queue.OldestArrival, queue.RoutableAgents, queue.FreeWeight, [.. queue.First.Select(Of)])
    { Drained = queue.Drained };

    public static AgentProfileDocument Of(AgentProfile profile, AgentView? state = null) => new(
        profile.Id.Value,
        profile.Name,
        [.. profile.Queues.Select(queue => queue.ToString())],
        profile.Capacity,
        state is null ? null : Documents.Of(state),
        profile.Skills?.Select(skill => new SkillDocument(skill.Skill, skill.Level)).ToArray(),
        profile.Languages,
        profile.Channels,
        profile.Labels?.Select(label => new LabelDocument(label.Key, label.Value)).ToArray(),
        profile.Qualifications?.Select(passed => new QualificationDocument(passed.Queue.ToString(), Words.Of(passed.Role), passed.From, passed.Until, passed.Topics)).ToArray(),
        profile.Share,
        profile.WakeReserve);

    public static TriageDocument Of(TriageReport report) => new(
        report.Decision,
        report.EntryId,
        report.Answer,
        report.Score,
        report.Reasons,
        [.. report.Candidates.Select(candidate => new CandidateDocument(candidate.EntryId, candidate.Question, candidate.Score, candidate.Matched, candidate.Fragments))],
        report.KnowledgeVersion)
    {
        Rule = report.Rule,
        Read = report.Read,
        Suggestions = report.Suggestions,
        More = [.. report.More.Select(Of)],
        Thresholds = new(report.AnswerThreshold, report.ClarifyThreshold, report.SimpleThreshold),
    };

    public static WaitingDocument Of(WaitingView waiting) => new(
        waiting.Work.ToString(), waiting.Place, waiting.Arrival, waiting.OfferedTo?.Value, waiting.OfferUntil, waiting.Offers, waiting.Why,
        waiting.Explanation is { } e ? new(Words.Of(e.Reason), e.Text, e.Step, e.Fit, e.Free, e.Missing, e.WidensAt, e.NextStep, e.Asked) : null);

    public static AssignmentDocument Of(AssignmentExplanation why) => new(
        why.Text, Enum.TryParse<DistributionMode>(why.Mode, out var mode) ? Words.Of(mode) : why.Mode, why.Step, why.Candidates, why.Waited.TotalSeconds, why.Asked, why.Score, Words.Of(why.Role));

    private static EpisodeDocument Of(EpisodeRow row) => new(
        row.Conversation.ToString(),
        row.Episode,
        Words.Of(row.Phase),
        row.Agent?.Value,
        row.Queue,
        row.Topic,
        Words.Of(row.Reason),
        row.OpenedAt,
        row.WaitingSince,
        row.AssignedAt,
        row.ClosedAt,
        row.Rating,
        row.Comment,
        row.CustomerMessages,
        row.BotMessages,
        row.AgentMessages,
        row.MachineAnswers,
        row.UpdatedAt)
    {
        Assignment = row.Why is { } why ? Of(why) : null,
        Missed = row.Missed,
    };
}
