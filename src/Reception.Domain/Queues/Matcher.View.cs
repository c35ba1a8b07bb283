using Reception.Contracts.Ids;
using Reception.Contracts.Queues;
using Reception.Contracts.Routing;
using Reception.Contracts.Shops;

namespace Reception.Domain.Queues;

/// <summary>The queue as operators see it: why each work waits, and why an agent is asked.</summary>
public sealed partial class Matcher
{
    /// <summary>The first lines, each with the reason why it waits. What concerns all works of one signature is worked out once.</summary>
    public QueueView View(int first, DateTimeOffset now)
    {
        var standings = new Dictionary<WorkSignature, Standing>();
        var lines = Waiting.InOrder().Take(Math.Max(0, first)).Select((entry, index) => Line(entry, index + 1, standings, now)).ToArray();
        return new QueueView(_queue, Waiting.Count, Offered, Waiting.OldestArrival, Pool.RoutableCount, Pool.FreeWeight, lines, IsDrained);
    }

    /// <summary>What waits, and what those who could be given work have taken of their capacity. O(agents).</summary>
    public DeskLoad Load(DateTimeOffset now)
    {
        var (taken, capacity) = (0, 0);
        foreach (var agent in Pool.Agents)
        {
            if (!agent.IsRoutable(now)) continue;
            taken += Math.Max(0, agent.Availability.Capacity - agent.Free);
            capacity += agent.Availability.Capacity;
        }
        return new DeskLoad(Waiting.Count, taken, capacity);
    }

    /// <summary>The line of one work, wherever it stands: why it waits and what would serve it; null when it does not wait here.</summary>
    public WaitingView? Line(ConversationId work, DateTimeOffset now) => Waiting.Find(work) is { } entry ? Line(entry, Waiting.PlaceOf(entry), [], now) : null;

    private WaitingView Line(WaitingEntry entry, int place, Dictionary<WorkSignature, Standing> standings, DateTimeOffset now)
    {
        var explanation = Explain(entry, standings, now);
        return new WaitingView(entry.Work.Work, place, entry.Work.Arrival, entry.Offer?.Agent, entry.Offer?.Until, entry.Offers, explanation.Text, explanation);
    }

    private WaitExplanation Explain(WaitingEntry entry, Dictionary<WorkSignature, Standing> standings, DateTimeOffset now)
    {
        if (!standings.TryGetValue(entry.Signature, out var standing)) standings.Add(entry.Signature, standing = Standing.Of(entry.Signature, _index.Classes, _queue.Shop));
        var reason = ReasonOf(entry, standing);
        var next = entry.Shape.Phases[entry.Phase].Next;
        var text = Words(entry, reason, standing, now);
        if (next is not null && reason is not (WaitingReason.Offered or WaitingReason.Held)) text += $"; next: {next.Name}, in {Short(entry.Work.Arrival + next.At - now)}";
        return new WaitExplanation(reason, text, entry.Step, standing.Fit, standing.Free, standing.Missing, entry.Work.Arrival + next?.At, next?.Name, entry.Signature.Words);
    }

    private WaitingReason ReasonOf(WaitingEntry entry, Standing standing)
    {
        if (entry.Live.Count > 0) return WaitingReason.Offered;
        if (entry.State == WaitingState.Held) return WaitingReason.Held;
        if (Pool.RoutableCount == 0) return WaitingReason.NobodyOnline;
        if (entry.KeptBy is not null) return WaitingReason.Earmarked;
        if (standing.Fit == 0) return standing.NotLent > 0 ? WaitingReason.KeptBack : WaitingReason.NobodyFits;
        if (IsDrained) return WaitingReason.KeptBack;
        if (standing.Free > standing.Kept) return WaitingReason.AllDeclined;
        return standing.Kept > 0 ? WaitingReason.KeptBack : WaitingReason.AllBusy;
    }

    private string Words(WaitingEntry entry, WaitingReason reason, Standing standing, DateTimeOffset now) => reason switch
    {
        WaitingReason.Offered => $"{(entry.Live.Exists(o => o.Reserved) ? "offered to" : "asking")} {string.Join(", ", entry.Live.Select(o => o.Agent))}",
        WaitingReason.Held => $"kept for {entry.Work.Preferred} for another {Short((entry.Work.PreferredUntil ?? now) - now)}",
        WaitingReason.NobodyOnline => "no agent is online",
        WaitingReason.Earmarked => $"{entry.KeptBy!.Id} is kept for it until {entry.Work.Weight} is free",
        WaitingReason.NobodyFits => $"no agent online fits: {(standing.Missing.Length == 0 ? "nobody serves it" : standing.Nearest)}",
        WaitingReason.AllDeclined => "declined by all who are free",
        WaitingReason.KeptBack when IsDrained => "the queue is drained",
        WaitingReason.KeptBack when standing.Fit == 0 => "the queues that may lend agents lend nobody now",
        WaitingReason.KeptBack => "those who are free are kept for heavier work",
        _ when standing.MostCapacity < entry.Work.Weight => $"no agent online can carry weight {entry.Work.Weight}",
        _ => entry.Work.Weight > 1 ? $"no agent has {entry.Work.Weight} free" : "all agents are busy",
    };

    private AssignmentExplanation Explain(WaitingEntry entry, PooledAgent agent, DateTimeOffset now)
    {
        var signature = entry.Signature;
        var others = signature.FitCount - 1;
        var waited = now - entry.Work.Arrival;
        var isPreferred = entry.Work.Preferred == agent.Id;
        var why = entry.State == WaitingState.Held || (isPreferred && InWindow(entry, now)) ? "he is asked first for this work" : Criterion(_rules.Mode);
        var score = _rules.Mode == DistributionMode.BestScore ? ScoreOf(entry, agent) : (double?)null;
        var role = agent.Class.Traits.Role;
        var prefix = role == QueueRole.Member ? "" : role == QueueRole.Lent ? "lent, as nobody of the queue could be asked: " : "all hands, as nobody else could be asked: ";
        var text = others == 0 ? "he alone fits" : $"{prefix}{why}; {others + 1} fit";
        return new AssignmentExplanation(text, ModeName(_rules.Mode), entry.Step, others, waited, signature.Words, score, role);
    }

    private static string Criterion(DistributionMode mode) => mode switch
    {
        DistributionMode.LoadRatio => "the smallest load of those who could be asked",
        DistributionMode.RoundRobin => "the longest without a turn of those who could be asked",
        DistributionMode.WeightedShare => "the furthest behind his share of those who could be asked",
        DistributionMode.BestScore => "the best score of those who could be asked",
        _ => "the longest idle of those who could be asked",
    };

    /// <summary>A time to come, as people say it: seconds below two minutes, minutes below two hours, hours.</summary>
    private static string Short(TimeSpan time) => Math.Max(0, Math.Ceiling(time.TotalSeconds)) switch
    {
        < 120 and var seconds => FormattableString.Invariant($"{seconds} s"),
        < 7_200 and var seconds => FormattableString.Invariant($"{Math.Round(seconds / 60)} min"),
        var seconds => FormattableString.Invariant($"{Math.Round(seconds / 3_600)} h"),
    };

    private static string ModeName(DistributionMode mode) => mode switch
    {
        DistributionMode.LoadRatio => nameof(DistributionMode.LoadRatio),
        DistributionMode.RoundRobin => nameof(DistributionMode.RoundRobin),
        DistributionMode.WeightedShare => nameof(DistributionMode.WeightedShare),
        DistributionMode.BestScore => nameof(DistributionMode.BestScore),
        _ => nameof(DistributionMode.LongestIdle),
    };
}
