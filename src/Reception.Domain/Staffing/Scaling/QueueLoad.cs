using Reception.Contracts.Scaling;
using Reception.Domain.Journal;

namespace Reception.Domain.Staffing.Scaling;

/// <summary>
/// What a queue's works are like, measured over its last four weeks: the mean time an agent had one (at as many at once as he had, so it is
/// stretched already), and customers' patience as the time all of them waited divided by how many gave up, the maximum likelihood of
/// exponential patience with the others censored (Mandelbaum and Zeltyn 2007, section 4). Agents by Erlang A.
/// </summary>
public sealed record QueueLoad(double HandlingSeconds, bool IsMeasured, double? PatienceSeconds, int Concurrency)
{
    public const long WindowHours = 28 * 24;
    private const int LeastHandled = 20;
    private const int LeastAbandoned = 10;

    /// <summary>Above this the exact chain is slow, and the square-root rule exact enough.</summary>
    private const double MostExact = 2_000;

    /// <summary>Nobody is known to have given up, though many waited: patience is unknown, customers stay.</summary>
    private const int EnoughAssigned = 100;

    public static QueueLoad Of(IEnumerable<ArrivalHour> hours, string queue, int concurrency, ScalingOptions options)
    {
        var sum = hours.Where(hour => hour.Queue == queue).Aggregate(new ArrivalHour(default, queue, 0), static (all, hour) => all.Plus(hour));
        var isMeasured = sum.Handled >= LeastHandled && sum.HandlingMs > 0;
        double? patience = sum.Abandoned >= LeastAbandoned ? Math.Max(1, sum.WaitMs / 1_000.0 / sum.Abandoned) : sum.Assigned >= EnoughAssigned ? null : options.PatienceSeconds;
        return new(isMeasured ? Math.Max(1, sum.HandlingMs / 1_000.0 / sum.Handled) : options.HandlingSeconds, isMeasured, patience, concurrency);
    }

    /// <summary>Agents for so many arrivals in an hour; <paramref name="wished"/> is what the calendar asks for.</summary>
    public StaffHour Staff(DateTimeOffset from, double? arrivals, int? wished, StaffTarget target)
    {
        if (arrivals is not { } count) return new(from, null, null, wished, null, null, null);
        var (rate, model) = (count / 3_600, new StaffModel(HandlingSeconds, PatienceSeconds, Concurrency));
        var load = rate * HandlingSeconds / Concurrency;
        if (load > MostExact) return new(from, count, (int)Math.Min(StaffPlan.MostAgents, Math.Ceiling(load + Math.Sqrt(load))), wished, null, null, null);
        var agents = StaffPlan.Agents(rate, model, target);
        var queue = model.Queue(rate, agents);
        return new(from, count, agents, wished, queue.AnsweredWithin(target.WithinSeconds), double.IsFinite(queue.MeanWait) ? queue.MeanWait : null, queue.Abandonment);
    }
}
