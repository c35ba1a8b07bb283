namespace Reception.Domain.Staffing;

/// <summary>What waiting may be like; null: not asked for. Shares 0 to 1, times in seconds.</summary>
/// <param name="ServiceLevel">At least this share of all arrivals is answered within <paramref name="WithinSeconds"/>.</param>
/// <param name="MeanWaitSeconds">At most so long in line on average.</param>
/// <param name="Abandonment">At most this share gives up; says something only where a patience is known.</param>
/// <param name="Occupancy">At most this share of the places is busy: people cannot work at 100 %.</param>
public sealed record StaffTarget(double? ServiceLevel = 0.8, double WithinSeconds = 20, double? MeanWaitSeconds = null, double? Abandonment = null, double? Occupancy = null)
{
    public bool IsMet(SteadyQueue queue) =>
        (ServiceLevel is not { } level || queue.AnsweredWithin(WithinSeconds) >= level)
        && (MeanWaitSeconds is not { } wait || queue.MeanWait <= wait)
        && (Abandonment is not { } abandonment || queue.Abandonment <= abandonment)
        && (Occupancy is not { } occupancy || queue.Occupancy <= occupancy)
        && queue.IsStable;
}

/// <summary>
/// The work: mean handling time of a chat that is alone, mean patience (null: nobody gives up), chats at once per agent and what one more
/// costs (see <see cref="ServiceRates"/>), and the share of paid time not at the desk (breaks, training), 0 to 0.9.
/// </summary>
public sealed record StaffModel(double HandlingSeconds, double? PatienceSeconds = null, int Concurrency = 1, double Stretch = 0, double Shrinkage = 0)
{
    public SteadyQueue Queue(double arrivalsPerSecond, int agents) =>
        SteadyQueue.Of(arrivalsPerSecond, ServiceRates.Chats(agents, Concurrency, HandlingSeconds, Stretch), PatienceSeconds);
}

/// <summary>So many arrivals within <see cref="Seconds"/> from <see cref="Label"/> on.</summary>
public sealed record ArrivalSpan(string Label, double Arrivals, double Seconds = 3_600);

/// <summary>What a span needs: agents at their desks, agents to be paid for that, and what customers then meet.</summary>
public sealed record StaffedSpan(ArrivalSpan Span, int Agents, int Scheduled, SteadyQueue Queue, double ServiceLevel);

/// <summary>
/// The fewest agents that meet a target, span by span, each taken as stationary and by itself (SIPP: Green, Kolesar and Soares,
/// Operations Research 49(4), 2001). Sound while handling times are short against the spans and load moves slowly; after a steep rise or an
/// overloaded span the line of the one before is missing here: then simulate.
/// </summary>
public static class StaffPlan
{
    /// <summary>No more agents are tried.</summary>
    public const int MostAgents = 100_000;

    public static IReadOnlyList<StaffedSpan> For(IEnumerable<ArrivalSpan> spans, StaffModel model, StaffTarget target) => [.. spans.Select(span => For(span, model, target))];

    public static StaffedSpan For(ArrivalSpan span, StaffModel model, StaffTarget target)
    {
        var rate = span.Arrivals / span.Seconds;
        var agents = Agents(rate, model, target);
        var queue = model.Queue(rate, agents);
        return new StaffedSpan(span, agents, (int)Math.Ceiling(agents / (1 - model.Shrinkage)), queue, queue.AnsweredWithin(target.WithinSeconds));
    }

    /// <summary>The fewest agents that meet the target; all parts of it only get better with more. Throws when not even <see cref="MostAgents"/> do.</summary>
    public static int Agents(double arrivalsPerSecond, StaffModel model, StaffTarget target)
    {
        if (arrivalsPerSecond == 0) return 0;
        int tooFew = 0, enough = 1;
        while (!target.IsMet(model.Queue(arrivalsPerSecond, enough)))
        {
            if (enough == MostAgents) throw new ArgumentException($"Not even {MostAgents} agents meet the target.", nameof(target));
            (tooFew, enough) = (enough, Math.Min(MostAgents, enough * 2));
        }
        while (enough - tooFew > 1)
        {
            var middle = (tooFew + enough) / 2;
            if (target.IsMet(model.Queue(arrivalsPerSecond, middle))) enough = middle;
            else tooFew = middle;
        }
        return enough;
    }
}
