using Reception.LoadTest.Checking.Stored;

namespace Reception.LoadTest.Checking.Rules;

/// <summary>
/// Within a queue the smallest due time is offered first. W is offered to agent A at time t; broken is the promise if some V
/// waited in the same queue, due before W, and nobody was being asked about it from t − s to t + s (s: the slack for an offer's way to its
/// agent's client). Not compared, because policy says otherwise: V waits for the agent it had before, or W got him; V weighs more than
/// W (the agent may not have room) or asks for other skills; A refused V; A serves the queue only as lent.
/// <para>
/// <b>What clients cannot see.</b> An offer to an agent whose connection was just lost, or made by a silo that died, runs out unseen. So
/// nothing is compared within one offer's time after an agent's connection was lost or a silo changed.
/// </para>
/// <para>
/// <b>How.</b> Each stay in a queue minus its offers is a set of free intervals; one sweep over their ends and the offers, with the free
/// works of each queue in a tree by due time: O(n log n).
/// </para>
/// </summary>
internal sealed class OrderRule
{
    public const string Name = "order";

    /// <summary>Works looked at behind one offer before it counts as in order.</summary>
    private const int Deepest = 200;

    private readonly Findings _findings;
    private readonly OrderSlack _slack;

    public OrderRule(Findings findings, OrderSlack slack)
    {
        (_findings, _slack) = (findings, slack);
        findings.Open(Name, "within a queue the smallest due time is offered first");
    }

    public void Check(QueueStays queues, IReadOnlyList<StoredAgent> agents, IReadOnlyList<long> disturbances)
    {
        var members = agents.ToDictionary(agent => agent.Id, agent => agent.Queues, StringComparer.Ordinal);
        var stays = queues.All.ToLookup(stay => stay.Thread.Key, StringComparer.Ordinal);
        var blind = disturbances.Order().ToArray();
        var free = new Dictionary<string, SortedSet<QueueStay>>(StringComparer.Ordinal);
        foreach (var step in Steps(queues).OrderBy(step => step.At).ThenBy(step => step.Kind))
        {
            if (step.Stay is { } stay)
            {
                if (!free.TryGetValue(stay.Queue, out var set)) free[stay.Queue] = set = new(ByDue.Instance);
                if (step.Kind == StepKind.Freed) set.Add(stay);
                else set.Remove(stay);
            }
            else if (step.Offer is { } offer && !IsBlind(blind, offer.At) && StayOf(stays, offer) is { } offered && IsMember(members, offer.Agent, offered.Queue))
            {
                _findings.Look(Name);
                if (Overtaken(offered, offer, free.GetValueOrDefault(offered.Queue), queues) is { } other)
                    _findings.Add(Name, offered.Thread.Key, $"was offered to {offer.Agent} at {Time(offer.At)}, due {Time(offered.Wait.Due)}, while {other.Thread.Key} waited in {other.Queue} since {Time(other.Entered)}, due {Time(other.Wait.Due)}");
            }
        }
    }

    private static QueueStay? Overtaken(QueueStay offered, SeenOffer offer, SortedSet<QueueStay>? free, QueueStays queues)
    {
        if (free is null || offered.Wait.Preferred == offer.Agent) return null;
        foreach (var other in free.Take(Deepest))
        {
            if (other.Wait.Due >= offered.Wait.Due) return null;
            var waitsForHisOwn = other.Wait.Preferred is { } preferred && preferred != offer.Agent && other.Wait.PreferredUntil > offer.At;
            if (waitsForHisOwn || other.Weight > offered.Weight || other.Wait.Demands != offered.Wait.Demands || queues.Refused.Contains((offer.Agent, other.Thread.Key))) continue;
            return other;
        }
        return null;
    }

    /// <summary>The intervals in which nobody was asked about a work, narrowed by the slack at both ends; and the offers.</summary>
    private IEnumerable<Step> Steps(QueueStays queues)
    {
        var offers = queues.Offers.ToLookup(offer => offer.Work, StringComparer.Ordinal);
        var slack = _slack.Way.Ticks;
        foreach (var stay in queues.All)
        {
            var from = stay.Entered;
            foreach (var offer in offers[stay.Thread.Key].Where(offer => offer.Until >= stay.Entered && offer.At <= stay.Left).Append(null))
            {
                var until = offer?.At ?? stay.Left;
                if (until - from > 2 * slack)
                {
                    yield return new(from + slack, StepKind.Freed, stay, null);
                    if (until != long.MaxValue) yield return new(until - slack, StepKind.Taken, stay, null);
                }
                if (offer is null || offer.Until == long.MaxValue) break;
                from = Math.Max(from, offer.Until);
            }
        }
        foreach (var offer in queues.Offers) yield return new(offer.At, StepKind.Offered, null, offer);
    }

    private QueueStay? StayOf(ILookup<string, QueueStay> stays, SeenOffer offer) =>
        stays[offer.Work].LastOrDefault(stay => stay.Entered <= offer.At + _slack.Way.Ticks && (stay.Left == long.MaxValue || stay.Left + _slack.Way.Ticks >= offer.At));

    /// <summary>Something of which clients see nothing may be under way.</summary>
    private bool IsBlind(long[] disturbances, long at)
    {
        var next = Array.BinarySearch(disturbances, at + _slack.Way.Ticks);
        var last = next >= 0 ? next : ~next - 1;
        return last >= 0 && disturbances[last] >= at - _slack.Offer.Ticks - _slack.Way.Ticks;
    }

    private static bool IsMember(Dictionary<string, IReadOnlySet<string>> members, string agent, string queue) => members.TryGetValue(agent, out var queues) && queues.Contains(queue);

    private static string Time(long ticks) => new DateTimeOffset(ticks, TimeSpan.Zero).ToString("HH:mm:ss.fff", System.Globalization.CultureInfo.InvariantCulture);

    private enum StepKind { Taken = 0, Offered = 1, Freed = 2 }

    private readonly record struct Step(long At, StepKind Kind, QueueStay? Stay, SeenOffer? Offer);

    private sealed class ByDue : IComparer<QueueStay>
    {
        public static readonly ByDue Instance = new();

        public int Compare(QueueStay? x, QueueStay? y)
        {
            var due = x!.Wait.Due.CompareTo(y!.Wait.Due);
            return due != 0 ? due : x.Entered != y.Entered ? x.Entered.CompareTo(y.Entered) : string.CompareOrdinal(x.Thread.Key, y.Thread.Key);
        }
    }
}

/// <param name="Way">The longest way of an offer, or of its end, to the agent's client, and the difference of clocks.</param>
/// <param name="Offer">How long an offer stands at most (offerSeconds of the queue).</param>
internal sealed record OrderSlack(TimeSpan Way, TimeSpan Offer)
{
    public static readonly OrderSlack Default = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(20));
}
