using Reception.Contracts.Agents;
using Reception.Contracts.Ids;
using Reception.Contracts.Routing;
using Reception.Contracts.Shops;

namespace Reception.Domain.Queues;

/// <summary>The queue's agents by class, each class in the order of the queue's mode. Updates and look-ups are O(log n).</summary>
public sealed class AgentPool
{
    private readonly Dictionary<AgentId, PooledAgent> _agents = [];
    private readonly Dictionary<QueueId, Lender> _lenders = [];
    private QueueRulebook _rules = QueueRulebook.Default;
    private FitIndex _index = null!;
    private long _askings;
    private long _turns;

    /// <summary>All known agents, routable or not.</summary>
    public IReadOnlyCollection<PooledAgent> Agents => _agents.Values;

    /// <summary>How many could be given work now if they were free.</summary>
    public int RoutableCount { get; private set; }

    /// <summary>Free weight of all routable agents.</summary>
    public int FreeWeight => _index.Classes.Sum(c => c.FreeWeight);

    /// <summary>Free weight of the routable agents whose own queue this is: what can be lent is part of it.</summary>
    public int MemberFreeWeight { get; private set; }

    public PooledAgent? Find(AgentId agent) => _agents.GetValueOrDefault(agent);

    /// <summary>Signatures whose routable agents became one: he may be asked again sooner.</summary>
    internal List<WorkSignature> Lonely { get; } = [];

    internal Lender LenderOf(QueueId home)
    {
        if (!_lenders.TryGetValue(home, out var lender)) _lenders.Add(home, lender = new Lender(home));
        return lender;
    }

    internal IEnumerable<Lender> Lenders => _lenders.Values;

    /// <summary>Sorts everybody anew under other rules.</summary>
    internal void Use(QueueRulebook rules, FitIndex index, DateTimeOffset now)
    {
        foreach (var agent in _agents.Values) Unlist(agent);
        if (rules.Mode != _rules.Mode)
        {
            foreach (var agent in _agents.Values) (agent.ShareStart, agent.Assigned) = (0, 0);
        }
        foreach (var lender in _lenders.Values) lender.Classes.Clear();
        (_rules, _index) = (rules, index);
        foreach (var agent in _agents.Values)
        {
            Enclass(agent);
            Refresh(agent, now);
        }
    }

    /// <summary>Takes the agent's word; false when a newer one is known already.</summary>
    internal bool Learn(AgentAvailability availability, DateTimeOffset now)
    {
        if (_agents.TryGetValue(availability.Agent, out var agent))
        {
            if (availability.Version <= agent.Availability.Version) return false;
            var same = agent.Class.Capacity == availability.Capacity && ClassComparer.Same(agent.Class.Traits, availability.Traits ?? AgentTraits.None);
            if (!same) Unlist(agent);
            if (availability.Routable && !agent.Availability.Routable) CatchUp(agent);
            agent.Availability = availability;
            if (!same)
            {
                agent.Class.Known--;
                Enclass(agent);
            }
        }
        else
        {
            agent = new PooledAgent(availability) { Turn = _turns, ShareStart = SmallestShare() };
            _agents.Add(availability.Agent, agent);
            Enclass(agent);
        }
        Place(agent, new AgentKey(Rank(agent), availability.IdleSince.UtcTicks, 0, availability.Agent.Value), now);
        return true;
    }

    /// <summary>The agent is being asked for this weight: he goes to the end of the order.</summary>
    internal void Ask(PooledAgent agent, int weight, DateTimeOffset now)
    {
        agent.InFlight += weight;
        Place(agent, new AgentKey(Rank(agent), now.UtcTicks, ++_askings, agent.Id.Value), now);
    }

    /// <summary>It is his turn now, and the weight counts as his.</summary>
    internal void Assign(PooledAgent agent, int weight, DateTimeOffset now)
    {
        agent.Turn = ++_turns;
        agent.Assigned += weight;
        Refresh(agent, now);
    }

    /// <summary>The offer came to nothing: the weight is not his.</summary>
    internal void GiveBack(PooledAgent agent, int weight, DateTimeOffset now)
    {
        agent.Assigned -= weight;
        Refresh(agent, now);
    }

    /// <summary>He answered, or will not.</summary>
    internal void Answered(PooledAgent agent, int weight, DateTimeOffset now)
    {
        agent.InFlight -= weight;
        Refresh(agent, now);
    }

    internal void Silence(PooledAgent agent, DateTimeOffset until, DateTimeOffset now)
    {
        agent.SilentUntil = until;
        Refresh(agent, now);
    }

    internal void SetEarmark(PooledAgent agent, WaitingEntry? work, DateTimeOffset now)
    {
        agent.Earmark = work;
        Refresh(agent, now);
    }

    /// <summary>Time may have made him routable again, or his figures changed.</summary>
    internal void Refresh(PooledAgent agent, DateTimeOffset now) => Place(agent, agent.Key with { Rank = Rank(agent) }, now);

    /// <summary>What a lender lends began or ended: its agents count or do not. True when that changed.</summary>
    internal bool Recount(Lender lender)
    {
        if (lender.WasOpen == lender.Lends) return false;
        lender.WasOpen = lender.Lends;
        foreach (var agents in lender.Classes) CountFits(agents, lender.Lends ? agents.Listed.Count : -agents.Listed.Count);
        return true;
    }

    private void Enclass(PooledAgent agent)
    {
        agent.Class = _index.ClassOf(agent.Traits, agent.Availability.Capacity, LenderOf);
        agent.Class.Known++;
    }

    private double Rank(PooledAgent agent) => _rules.Mode switch
    {
        DistributionMode.LoadRatio => agent.LoadRatio,
        DistributionMode.RoundRobin => agent.Turn,
        DistributionMode.WeightedShare => agent.ShareFigure,
        DistributionMode.BestScore when _rules.Score.Load > 0 => agent.LoadRatio,
        _ => 0,
    };

    /// <summary>
    /// Who was away begins level with the one who is furthest behind: what was assigned meanwhile is not owed to him, or he would be asked
    /// for everything on his first day back (the start time rule of fair queueing: Goyal, Vin and Cheng 1997).
    /// </summary>
    private void CatchUp(PooledAgent agent)
    {
        if (_rules.Mode == DistributionMode.WeightedShare) agent.ShareStart += Math.Max(0, SmallestShare() - agent.ShareFigure);
    }

    private double SmallestShare() => _rules.Mode != DistributionMode.WeightedShare ? 0
        : _index.Classes.Select(c => c.Listed.First(AgentClass.Kept)).OfType<PooledAgent>().Select(a => a.ShareFigure).DefaultIfEmpty().Min();

    private void Place(PooledAgent agent, AgentKey key, DateTimeOffset now)
    {
        var isListed = agent.IsRoutable(now);
        if (agent.IsListed && isListed)
        {
            Move(agent, key);
            return;
        }
        Unlist(agent);
        agent.Key = key;
        if (!isListed) return;
        agent.IsListed = true;
        agent.Class.Listed.Add(key, agent, MeasureOf(agent));
        CountFree(agent, agent.Free);
        RoutableCount++;
        if (agent.Class.IsCounted) CountFits(agent.Class, 1);
    }

    private void Move(PooledAgent agent, AgentKey key)
    {
        var listed = agent.Class.Listed;
        if (key == agent.Key) listed.SetMeasure(key, MeasureOf(agent));
        else
        {
            listed.Remove(agent.Key);
            listed.Add(key, agent, MeasureOf(agent));
            agent.Key = key;
        }
        if (agent.CountedFree == agent.Free && agent.CountedKept == (agent.Earmark is not null)) return;
        UncountFree(agent);
        CountFree(agent, agent.Free);
    }

    private void Unlist(PooledAgent agent)
    {
        if (!agent.IsListed) return;
        agent.IsListed = false;
        agent.Class.Listed.Remove(agent.Key);
        UncountFree(agent);
        RoutableCount--;
        if (agent.Class.IsCounted) CountFits(agent.Class, -1);
    }

    private void CountFits(AgentClass agents, int change)
    {
        foreach (var signature in agents.Fits)
        {
            signature.FitCount += change;
            if (change < 0 && signature.FitCount == 1 && signature.Refused > 0) Lonely.Add(signature);
        }
    }

    private void CountFree(PooledAgent agent, int free)
    {
        (agent.CountedFree, agent.CountedKept) = (free, agent.Earmark is not null);
        agent.Class.CountFree(free, agent.CountedKept, 1);
        if (agent.Class.Traits.Role == QueueRole.Member) MemberFreeWeight += free;
    }

    private void UncountFree(PooledAgent agent)
    {
        agent.Class.CountFree(agent.CountedFree, agent.CountedKept, -1);
        if (agent.Class.Traits.Role == QueueRole.Member) MemberFreeWeight -= agent.CountedFree;
    }

    private static int MeasureOf(PooledAgent agent) => agent.Earmark is null ? agent.Free : AgentClass.Kept;
}
