using Reception.Contracts.Agents;
using Reception.Contracts.Ids;
using Reception.Contracts.Scaling;
using Reception.Contracts.Shops;
using Reception.Domain.Shops;
using Reception.Domain.Staffing.Forecasts;

namespace Reception.Domain.Staffing.Scaling;

/// <summary>Everything a shop has to expect, from its history, its policy and its agents.</summary>
public sealed class ShopOutlook
{
    /// <summary>Phases of the calendar that are told: what ended within a year, and what is to come within one.</summary>
    private static readonly TimeSpan Told = TimeSpan.FromDays(366);

    private const int MaxConcurrency = 100;
    private readonly VersionedPolicy _policy;
    private readonly ShopHistory _history;
    private readonly ArrivalOutlook _outlook;
    private readonly Dictionary<string, QueueLoad> _loads;
    private readonly ScalingOptions _options;

    public ShopOutlook(VersionedPolicy policy, ShopHistory history, IReadOnlyCollection<AgentProfile> agents, ScalingOptions options)
    {
        (_policy, _history, _options, _outlook) = (policy, history, options, new ArrivalOutlook(history));
        var recent = history.Hours.Where(hour => hour.Hour >= history.End - QueueLoad.WindowHours).ToArray();
        _loads = policy.Policy.Queues.ToDictionary(queue => queue.Name, queue => QueueLoad.Of(recent, queue.Name, Concurrency(policy.Shop, queue, agents), options), StringComparer.Ordinal);
        var (arrivals, messages) = (recent.Sum(hour => hour.Queue.Length == 0 ? hour.Arrivals : 0), recent.Sum(hour => (long)hour.Messages));
        MessagesPerConversation = arrivals >= 100 ? (double)messages / arrivals : null;
    }

    /// <summary>Null: fewer than 100 conversations in four weeks.</summary>
    public double? MessagesPerConversation { get; }

    /// <summary><paramref name="versions"/>: those of the knowledge that there are; null: not known.</summary>
    public ShopForecast Tell(int hours, DateTimeOffset now, IReadOnlyCollection<long>? versions)
    {
        var queues = _policy.Policy.Queues.Select(queue => _outlook.Queue(queue.Name, hours)).ToArray();
        return new(
            _policy.Shop, now, _outlook.Shop(hours), queues, [.. _policy.Policy.Queues.Zip(queues, Staff)],
            [.. _history.Calendar.Phases.Where(phase => phase.Until > now - Told && phase.From < now + Told).Select(phase => Tell(phase, now, versions))], MessagesPerConversation);
    }

    private QueueStaffing Staff(QueuePolicy queue, ArrivalForecast arrivals)
    {
        var load = _loads[queue.Name];
        var target = new StaffTarget(_options.ServiceLevel, queue.TargetSeconds);
        return new(
            queue.Name, queue.TargetSeconds, _options.ServiceLevel, load.HandlingSeconds, load.IsMeasured, load.PatienceSeconds, load.Concurrency,
            [.. arrivals.Hours.Select(hour => load.Staff(hour.From, hour.Expected, Wished(queue.Name, hour.From), target))]);
    }

    private int? Wished(string queue, DateTimeOffset from) => _history.Calendar.At(from.AddMinutes(59))?.Phase.Queues?.FirstOrDefault(q => q.Name == queue)?.Agents;

    private PhaseOutlook Tell(DatedPhase phase, DateTimeOffset now, IReadOnlyCollection<long>? versions) => new(
        phase.Phase.Name, phase.From, phase.Until, phase.WarmFrom, phase.Phase.WarmUp?.Scale ?? true, phase.From <= now ? _outlook.EffectOf(phase.Phase.Name)?.Ratio : null,
        phase.Phase.Knowledge, phase.Phase.Knowledge is { } version && versions is not null ? versions.Contains(version) : null);

    /// <summary>The mean capacity of the agents of the queue in chats of its weight; 1 where there is nobody.</summary>
    private static int Concurrency(ShopId shop, QueuePolicy queue, IReadOnlyCollection<AgentProfile> agents)
    {
        var members = agents.Where(agent => agent.Queues.Contains(new QueueId(shop, queue.Name))).Select(agent => agent.Capacity).ToArray();
        return members.Length == 0 ? 1 : (int)Math.Clamp(members.Average() / Math.Max(1, queue.ChatWeight), 1, MaxConcurrency);
    }
}
