using Reception.Domain.Staffing;

namespace Reception.Domain.Simulation.Files;

/// <summary>Agents by hour of each queue (or topic) of a demand file, from theory.</summary>
public static class DemandPlan
{
    /// <summary>One line of the plan belongs to a queue and an hour.</summary>
    public sealed record QueuePlan(string Queue, IReadOnlyList<StaffedSpan> Spans);

    public static IReadOnlyList<QueuePlan> Plan(DemandFile file) =>
        [.. file.Streams.GroupBy(s => s.Queue ?? s.Topic ?? "all").Select(g => new QueuePlan(g.Key, [.. Hours(file).Select(hour => Plan(file, [.. g], hour))]))];

    private static IEnumerable<(TimeSpan From, TimeSpan Until)> Hours(DemandFile file)
    {
        for (var at = file.From; at < file.Until; at += TimeSpan.FromHours(1)) yield return (at, at + TimeSpan.FromHours(1) < file.Until ? at + TimeSpan.FromHours(1) : file.Until);
    }

    private static StaffedSpan Plan(DemandFile file, DemandStream[] streams, (TimeSpan From, TimeSpan Until) hour)
    {
        var expected = streams.Select(s => Expected(s.Arrivals, hour.From - file.From, hour.Until - file.From)).ToArray();
        var all = expected.Sum();
        var span = new ArrivalSpan($@"{hour.From:hh\:mm}", all, (hour.Until - hour.From).TotalSeconds);
        var (wish, handling) = (file.Staffing, Mean(s => s.Handling.MeanSeconds));
        // Rates add up: the mean patience of a mixture is taken as its harmonic mean, weighted by arrivals.
        var gives = Mean(s => s.Patience is { MeanSeconds: > 0 } p ? 1 / p.MeanSeconds : 0);
        return StaffPlan.For(span, new StaffModel(handling, gives > 0 ? 1 / gives : null, wish.Concurrency, wish.Stretch, wish.Shrinkage), wish.Target);

        double Mean(Func<DemandStream, double> of) => all == 0 ? of(streams[0]) : streams.Zip(expected, (s, e) => of(s) * e).Sum() / all;
    }

    private static double Expected(Arrivals arrivals, TimeSpan from, TimeSpan until) => arrivals switch
    {
        PoissonArrivals poisson => poisson.Spans.Sum(s => s.Expected * (Overlap(s, from, until) / s.Length)),
        RecordedArrivals recorded => recorded.At.Count(t => t >= from && t < until),
        _ => throw new ArgumentOutOfRangeException(nameof(arrivals)),
    };

    private static TimeSpan Overlap(RateSpan span, TimeSpan from, TimeSpan until)
    {
        var (begins, ends) = (span.From > from ? span.From : from, span.From + span.Length < until ? span.From + span.Length : until);
        return ends > begins ? ends - begins : TimeSpan.Zero;
    }
}
