using Reception.Contracts.Training;
using Reception.Protocol.Rest;

namespace Reception.Gateway.Rest;

/// <summary>The trainers' contracts to REST documents.</summary>
internal static class TrainingDocuments
{
    public static ClustersDocument Of(ClusterPage page, QuestionKind? kind) => new([.. page.Clusters.Select(c => Of(c, kind))], page.Uncounted);

    public static ProposedEntryDocument Of(ProposedKnowledge p) => new(
        p.Id, p.Question, p.Similar, p.Answer, p.AnswerCount, p.AgentAnswers, p.Asked, p.HasSlots, Of(p.Nearest), p.Conversations);

    public static EntryFiguresDocument Of(EntryFigures figures) => new(figures.EntryId, figures.Knowledge, Of(figures.Counts), Of(figures.Revenue));

    public static EffectDocument Of(VersionEffect effect) => new(
        Of(effect.Before), Of(effect.After),
        [.. effect.Changes.Select(c => new ShareChangeDocument(c.Name, Of(c.Before), Of(c.After), c.Difference, c.Low, c.High, c.IsClear))]);

    public static SalesDocument Of(SalesFigures sales) => new(
        [.. sales.Rows.Select(r => new SalesRowDocument(Words.Of(r.By), r.Currency, r.Orders, r.AmountMinor))],
        [.. sales.BotShares.Select(s => new BotShareDocument(s.Currency, s.OfHumanSales))]);

    private static ClusterDocument Of(QuestionCluster c, QuestionKind? kind) => new(
        c.Id, c.Question, Count(c.Counts, kind), c.Counts.Unanswered, c.Counts.HandedOver, c.Counts.Disliked,
        [.. c.Days.Select(d => new DayCountDocument(d.Day, d.Unanswered, d.HandedOver, d.Disliked))], c.Examples, c.AgentAnswers, c.Entries, Of(c.Nearest), c.LastAt);

    private static int Count(DayCount count, QuestionKind? kind) => kind switch
    {
        QuestionKind.Unanswered => count.Unanswered,
        QuestionKind.HandedOver => count.HandedOver,
        QuestionKind.Disliked => count.Disliked,
        _ => count.Total,
    };

    private static NearestDocument? Of(NearestEntry? nearest) => nearest is null ? null : new(nearest.EntryId, nearest.Question, nearest.Confidence);

    private static VersionFiguresDocument Of(VersionFigures f) => new(f.Knowledge, f.FirstDay, f.LastDay, Of(f.Counts), Of(f.Revenue));

    private static ShareDocument Of(Share share) => new(share.Count, share.Of, share.Value, share.Low, share.High);

    private static RevenueDocument[] Of(Revenue[] revenue) => [.. revenue.Select(r => new RevenueDocument(r.Currency, r.AmountMinor))];

    private static TrainingCountsDocument Of(TrainingCounts c) => new(
        c.Answers, c.MachineAnswers, c.Helpful, c.Unhelpful, c.Repeated, c.Episodes, c.HandedOver, c.Misses, c.HandOvers, c.Proposed, c.Sent, c.Edited,
        c.Edited == 0 ? 0 : c.EditSimilarity / c.Edited, c.Ignored, c.Orders, c.Assisted);
}
