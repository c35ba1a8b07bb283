using Reception.Contracts.Scaling;

namespace Reception.Domain.Staffing.Scaling;

/// <summary>
/// How many silos and gateways are needed: now the most of what is in use, what the messages of now take, what the forecast says of
/// the hours until a new process would serve, and what a phase being prepared will bring; in later hours what the forecast says.
/// </summary>
public sealed class ScalingPlan(ScalingOptions options)
{
    private readonly Descent _silos = new(TimeSpan.FromMinutes(options.DescentMinutes));
    private readonly Descent _gateways = new(TimeSpan.FromMinutes(options.DescentMinutes));
    private DateTimeOffset? _began;

    /// <summary>Times do not go back.</summary>
    public (ScaledProcesses Silos, ScaledProcesses Gateways) Now(ClusterLoad cluster, MeasuredLoad load, IReadOnlyList<DemandHour> demand, DateTimeOffset now)
    {
        _began ??= now;
        var (siloCores, gatewayCores) = Cores(cluster);
        var until = now.AddMinutes(options.LeadMinutes);
        var soon = demand.Where(hour => hour.PerSecond is not null && hour.From <= until && hour.From > now.AddHours(-1)).MaxBy(hour => hour.PerSecondAt(until));
        var why = soon is null ? "" : soon.WarmUpAt(until) ?? $"forecast of {soon.From:yyyy-MM-dd HH:mm}Z";
        var rate = soon?.PerSecondAt(until) ?? 0;
        var silos = Most((Capacity.SilosInUse(load, siloCores, options), "in use now"), (Capacity.Silos(load.MessagesPerSecond, load, siloCores, options), "messages of now"), (Capacity.Silos(rate, load, siloCores, options), why));
        var gateways = Most((Capacity.GatewaysInUse(load, gatewayCores, options), "in use now"), (Capacity.Gateways(load.MessagesPerSecond, load, gatewayCores, options), "messages and connections of now"), (Capacity.Gateways(rate, load, gatewayCores, options), why));
        return (
            Want(silos, cluster.Count(ProcessKind.Silo, now), options.MinSilos, options.MaxSilos, _silos, now),
            Want(gateways, cluster.Count(ProcessKind.Gateway, now), options.MinGateways, options.MaxGateways, _gateways, now));
    }

    public ScalingHour Hour(ClusterLoad cluster, MeasuredLoad load, DemandHour demand, int agents)
    {
        var (siloCores, gatewayCores) = Cores(cluster);
        var rate = demand.PerSecond ?? load.MessagesPerSecond;
        return new(
            demand.From, demand.Arrivals, demand.High, demand.PerSecond, Math.Clamp(Capacity.Silos(rate, load, siloCores, options), options.MinSilos, options.MaxSilos),
            Math.Clamp(Capacity.Gateways(rate, load, gatewayCores, options), options.MinGateways, options.MaxGateways), agents, demand.Phases);
    }

    private ScaledProcesses Want((int Needed, string Why) most, int current, int min, int max, Descent descent, DateTimeOffset now)
    {
        var isNew = now - _began < TimeSpan.FromMinutes(options.DescentMinutes); // nothing is known of what was needed before
        var slow = descent.Want(isNew ? Math.Max(most.Needed, current) : most.Needed, now);
        var desired = Math.Clamp(slow, min, max);
        var why = most.Needed > max ? $"limit {max}; {most.Why} takes {most.Needed}" : slow > most.Needed && slow > min ? $"descent; {most.Why} takes {most.Needed}" : most.Needed < min ? "least" : most.Why;
        return new(current, desired, most.Needed, min, max, why);
    }

    private static (int Needed, string Why) Most(params (int Needed, string Why)[] reasons) => reasons.MaxBy(reason => reason.Needed);

    private static (int Silos, int Gateways) Cores(ClusterLoad cluster) => (cluster.Cores(ProcessKind.Silo) ?? 1, cluster.Cores(ProcessKind.Gateway) ?? 1);
}
