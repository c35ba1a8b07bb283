using Reception.Contracts.Knowledge;
using Reception.Contracts.Training;
using Reception.Domain.Training;
using Reception.Domain.Triage;
using Reception.Grains.Knowledge;

namespace Reception.Grains.Training;

/// <summary>What trainers read.</summary>
internal sealed partial class TrainingGrain
{
    private const int MostClusters = 100;
    private const int MostRows = 1_000;

    public async Task<ClusterPage> GetClustersAsync(ClusterQuery query)
    {
        _clusters.Tidy();
        var judge = await NearestAsync();
        var ranked = _clusters.Groups.Select(g => (Group: g, Days: g.Days.Where(d => query.Day is null || d.Day == query.Day).ToList()))
            .Select(g => (g.Group, Count: DayCounts.Sum(query.Day ?? "", g.Days)))
            .Where(g => g.Count.Of(query.Kind) > 0)
            .OrderByDescending(g => g.Count.Of(query.Kind)).ThenByDescending(g => g.Group.LastAt).ThenBy(g => g.Group.Id, StringComparer.Ordinal)
            .Take(Math.Clamp(query.Max, 1, MostClusters));
        var uncounted = _clusters.Uncounted.Where(u => query.Day is null || u.Key == query.Day).Sum(u => u.Value);
        return new([.. ranked.Select(r => Show(r.Group, r.Count, judge))], uncounted);
    }

    public Task<UnansweredQuestion[]> GetUnansweredAsync(int max) => Task.FromResult<UnansweredQuestion[]>(
    [
        .. _clusters.Groups.Select(g => (Group: g, Count: g.Days.Sum(d => d.Unanswered + d.HandedOver))).Where(g => g.Count > 0)
            .OrderByDescending(g => g.Count).ThenByDescending(g => g.Group.LastAt).ThenBy(g => g.Group.Id, StringComparer.Ordinal).Take(Math.Clamp(max, 1, ClusterBook.Capacity))
            .Select(g => new UnansweredQuestion(TextSample.Medoid(g.Group.Examples), g.Count, g.Group.LastAt, g.Group.Reason)),
    ]);

    public Task<EntryFigures[]> GetEntriesAsync(string? entry, long? version, int max) => Task.FromResult<EntryFigures[]>(
    [
        .. _figures.Entries.Where(r => (entry is null || r.Entry == entry) && (version is null || r.Knowledge == version))
            .OrderByDescending(r => r.Counts.Answers + r.Counts.MachineAnswers).ThenBy(r => r.Entry, StringComparer.Ordinal).ThenByDescending(r => r.Knowledge)
            .Take(Math.Clamp(max, 1, MostRows)).Select(r => new EntryFigures(r.Entry, r.Knowledge, r.Counts, r.Revenue)),
    ]);

    public Task<VersionEffect> GetEffectAsync(long? version, long? before, string? from, string? to)
    {
        var (earlier, later) = Effects.Latest(_figures, version);
        return Task.FromResult(Effects.Compare(Effects.Of(_figures, before ?? earlier, from, to), Effects.Of(_figures, later, from, to)));
    }

    public Task<SalesFigures> GetSalesAsync(string? from, string? to) => Task.FromResult(Effects.Sales(_figures, from, to));

    private static QuestionCluster Show(QuestionGroup group, DayCount count, Func<string, NearestEntry?> nearest)
    {
        var question = TextSample.Medoid(group.Examples);
        return new(
            group.Id, question, count, [.. group.Days], [.. group.Examples.OrderByDescending(e => e.Count).ThenBy(e => e.Text, StringComparer.Ordinal).Select(e => e.Text)],
            group.AnswerCount, [.. group.Entries.OrderByDescending(e => e.Count).Select(e => e.Text)], nearest(question), group.LastAt);
    }

    // Nothing published, or not loaded in time: no entry is near.
    private async Task<Func<string, NearestEntry?>> NearestAsync()
    {
        try
        {
            var index = (await knowledge.GetAsync(Shop).AsTask().WaitAsync(Patience, time))?.Index;
            return text => index is null ? null : Nearest(index, text);
        }
        catch (TimeoutException)
        {
            return _ => null;
        }
    }

    private static NearestEntry? Nearest(TriageIndex index, string text)
    {
        var decision = index.Judge(text, new TriageContext(), new TriageThresholds(0.5, 0.25, 0.85, 2));
        return decision.Candidates.IsEmpty ? null : new(decision.Candidates[0].Entry.Id, decision.Candidates[0].Matched, decision.Candidates[0].Confidence);
    }
}
