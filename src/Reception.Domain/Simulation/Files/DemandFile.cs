using Reception.Contracts.Ids;
using Reception.Contracts.Shops;
using Reception.Domain.Staffing;

namespace Reception.Domain.Simulation.Files;

/// <summary>What staffing is asked for: chats at once per agent and what one more costs, time not at the desk, and the target.</summary>
public sealed record StaffingWish(int Concurrency, double Stretch, double Shrinkage, StaffTarget Target);

/// <summary>
/// A day's customers and people, read from YAML (docs/simulation.md lists its parts). Times are times of day and count from
/// <see cref="From"/>; the day itself only gives the date on the clock of the simulation.
/// </summary>
public sealed record DemandFile(DateOnly Day, TimeSpan From, TimeSpan Until, int Seed, double? Within, IReadOnlyList<StaffMember> Staff, IReadOnlyList<DemandStream> Streams, RecordedDemand Recorded, StaffingWish Staffing)
{
    public const int MostAgents = 20_000;

    /// <summary>Null with every error of the file at once. Agents belong to queues of <paramref name="shop"/>.</summary>
    public static DemandFile? Parse(string yaml, ShopId shop, List<string> errors) =>
        YamlSection.Parse(yaml, errors) is { } root && new DemandReader(shop).Read(root) is var file && errors.Count == 0 ? file : null;

    /// <summary>With a policy; null with every name that the policy does not know. Recorded arrivals take the place of the file's own.</summary>
    public Scenario? Under(ShopPolicy policy, ShopId shop, List<string> errors, IReadOnlyList<DemandStream>? recorded = null, int? seed = null)
    {
        var streams = recorded ?? Streams;
        var queues = policy.Queues.Select(q => q.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var name in streams.Select(s => s.Queue).OfType<string>().Where(q => !queues.Contains(q)).Distinct()) errors.Add($"arrivals: the policy has no queue '{name}'.");
        foreach (var name in Staff.SelectMany(s => s.Profile.Queues.Concat((s.Profile.Qualifications ?? []).Select(q => q.Queue))).Select(q => q.Name).Where(q => !queues.Contains(q)).Distinct()) errors.Add($"agents: the policy has no queue '{name}'.");
        if (streams.Count == 0) errors.Add("arrivals: there are none.");
        if (Staff.Count == 0) errors.Add("agents: there are none.");
        if (errors.Count > 0) return null;
        return new Scenario(shop, policy, Staff, streams, new DateTimeOffset(Day, TimeOnly.MinValue, TimeSpan.Zero) + From, Until - From, seed ?? Seed);
    }
}

/// <summary>How those behave whose arrivals were recorded, which tell neither patience nor how long they would have taken.</summary>
public sealed record RecordedDemand(Duration Handling, Duration? Patience, double Stretch, double TakesOffer)
{
    /// <summary>One stream for each queue, topic and channel; times from <paramref name="start"/> on, in order.</summary>
    public IReadOnlyList<DemandStream> Streams(IEnumerable<RecordedArrival> arrivals, DateTimeOffset start) =>
    [
        .. arrivals.GroupBy(a => (a.Queue, a.Topic, a.Channel)).OrderBy(g => $"{g.Key}", StringComparer.Ordinal).Select(g => new DemandStream(
            g.Key.Topic ?? g.Key.Queue ?? "recorded", new RecordedArrivals([.. g.Select(a => a.At - start).Where(t => t >= TimeSpan.Zero).Order()]), Handling, Patience,
            g.Key.Topic is null ? g.Key.Queue : null, g.Key.Topic, new Contracts.Routing.WorkRequest(Channel: g.Key.Channel), Stretch, TakesOffer)),
    ];
}

/// <summary>One who asked for a person, and when. With a topic the policy under test routes him; without, he goes where he went.</summary>
public sealed record RecordedArrival(DateTimeOffset At, string? Queue, string? Topic, string? Channel);
