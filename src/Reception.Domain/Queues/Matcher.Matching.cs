using Reception.Contracts.Queues;
using Reception.Contracts.Shops;

namespace Reception.Domain.Queues;

/// <summary>
/// The rule itself. What an event touched (works, agents, signatures) stands in a heap by the key of the first work that might be offered
/// because of it; that key only grows while offers are made, so the first that still holds when it is taken out is the first of all.
/// </summary>
public sealed partial class Matcher
{
    private readonly List<object> _touched = [];
    private readonly PriorityQueue<object, OpenKey> _candidates = new();

    private bool IsPaused => _listens || IsDrained;

    private void Match(DateTimeOffset now)
    {
        if (IsPaused) Untouch();
        else
        {
            UpdateEarmarks(now);
            Look(now);
            while (_candidates.TryDequeue(out var of, out var key))
            {
                if (CandidateOf(of, now) is not { } entry) continue;
                if (entry.OpenKey.CompareTo(key) <= 0 && PickAgent(entry, now) is { } agent) Ask(entry, agent, now);
                Consider(of, now);
                Look(now);
            }
        }
        Lend();
    }

    private void Touch(WaitingEntry entry)
    {
        if (entry.IsTouched) return;
        entry.IsTouched = true;
        _touched.Add(entry);
    }

    private void Touch(PooledAgent agent)
    {
        if (agent.IsTouched) return;
        agent.IsTouched = true;
        _touched.Add(agent);
    }

    private void Touch(WorkSignature signature)
    {
        if (signature.IsTouched) return;
        signature.IsTouched = true;
        _touched.Add(signature);
    }

    private void TouchAll()
    {
        foreach (var signature in _index.Signatures) Touch(signature);
        foreach (var agent in Waiting.Holders.Select(Pool.Find).OfType<PooledAgent>().ToArray()) Touch(agent);
        foreach (var agent in _earmarked) Touch(agent);
    }

    private void Untouch()
    {
        foreach (var of in _touched) Unmark(of);
        _touched.Clear();
        Pool.Lonely.Clear();
    }

    private static void Unmark(object of)
    {
        if (of is WaitingEntry entry) entry.IsTouched = false;
        else if (of is PooledAgent agent) agent.IsTouched = false;
        else ((WorkSignature)of).IsTouched = false;
    }

    /// <summary>Puts what was touched among the candidates.</summary>
    private void Look(DateTimeOffset now)
    {
        foreach (var signature in Pool.Lonely)
        {
            foreach (var agents in signature.Classes)
            {
                if (agents.IsOpen && agents.Listed.First(AgentClass.Kept) is { } only) Touch(only);
            }
        }
        Pool.Lonely.Clear();
        foreach (var of in _touched)
        {
            Unmark(of);
            Consider(of, now);
        }
        _touched.Clear();
    }

    private void Consider(object of, DateTimeOffset now)
    {
        if (CandidateOf(of, now) is { } entry) _candidates.Enqueue(of, entry.OpenKey);
    }

    private WaitingEntry? CandidateOf(object of, DateTimeOffset now) => of switch
    {
        WaitingEntry entry => !entry.IsGone && entry.LinkedAs is WaitingState.Open or WaitingState.Held && PickAgent(entry, now) is not null ? entry : null,
        PooledAgent agent => PickWork(agent, now),
        _ => PickWork((WorkSignature)of, now),
    };

    /// <summary>The first work that this agent may be offered.</summary>
    private WaitingEntry? PickWork(PooledAgent agent, DateTimeOffset now)
    {
        var free = agent.Free;
        if (!agent.IsListed || free == 0) return null;
        if (agent.Earmark is { } kept) return kept.State == WaitingState.Open && kept.Work.Weight <= free && MayAsk(kept, agent, now) && Fits(kept, agent) ? kept : null;
        var first = Waiting.FirstHeld(agent.Id, free);
        while (first is not null && !MayAsk(first, agent, now)) first = Waiting.NextHeld(agent.Id, first, free);
        if (!agent.Class.IsOpen) return first;
        foreach (var signature in agent.Class.Fits)
        {
            if (signature.Weight > free || signature.Head is not { } entry) continue;
            if (first is not null && first.OpenKey.CompareTo(entry.OpenKey) <= 0) continue;
            while (entry is not null && !MayAsk(entry, agent, now)) entry = signature.Next(entry);
            if (entry is not null && (first is null || entry.OpenKey.CompareTo(first.OpenKey) < 0)) first = entry;
        }
        return first;
    }

    /// <summary>The first work of the signature that anybody may be offered. One that nobody refused lately or was offered speaks for all behind it.</summary>
    private WaitingEntry? PickWork(WorkSignature signature, DateTimeOffset now)
    {
        for (var entry = signature.Head; entry is not null; entry = signature.Next(entry))
        {
            if (PickAgent(entry, now) is not null) return entry;
            if (entry.Live.Count == 0 && !entry.IsCoolingForAny(now, LongestPause)) return null;
        }
        return null;
    }

    /// <summary>The agent who is asked first for the work, of those who may be asked at all.</summary>
    private PooledAgent? PickAgent(WaitingEntry entry, DateTimeOffset now)
    {
        if (entry.State == WaitingState.Held)
        {
            var held = Pool.Find(entry.Work.Preferred!.Value);
            return held is { IsListed: true, Earmark: null } && held.Free >= entry.Work.Weight && MayAsk(entry, held, now) ? held : null;
        }
        PooledAgent? best = null;
        AgentKey bestKey = default;
        var signature = entry.Signature;
        foreach (var agents in signature.Classes)
        {
            if (agents.Listed.BestMeasure < signature.Weight || !agents.IsOpen || (best is not null && agents.Traits.Role > best.Class.Traits.Role)) continue;
            var agent = agents.Listed.First(signature.Weight);
            while (agent is not null && !MayAsk(entry, agent, now)) agent = agents.Listed.Next(agent.Key, signature.Weight);
            if (agent is not null) Compare(agent);
        }
        if (entry.KeptBy is { } kept) TryCompare(kept);
        if (_rules.Mode == DistributionMode.BestScore && entry.Work.Preferred is { } familiar && Pool.Find(familiar) is { Earmark: null } known) TryCompare(known);
        return best;

        void TryCompare(PooledAgent agent)
        {
            if (agent.IsListed && agent.Free >= signature.Weight && Fits(entry, agent) && MayAsk(entry, agent, now)) Compare(agent);
        }

        void Compare(PooledAgent agent)
        {
            var key = _rules.Mode == DistributionMode.BestScore ? agent.Key with { Rank = -ScoreOf(entry, agent) } : agent.Key;
            if (best is not null && best.Class.Traits.Role is var role && (role < agent.Class.Traits.Role || (role == agent.Class.Traits.Role && bestKey.CompareTo(key) <= 0))) return;
            (best, bestKey) = (agent, key);
        }
    }

    private double ScoreOf(WaitingEntry entry, PooledAgent agent) =>
        entry.Signature.ScoreOf(agent.Class) + (entry.Work.Preferred == agent.Id ? _rules.Score.Familiarity : 0) - (_rules.Score.Load * agent.LoadRatio);

    private bool MayAsk(WaitingEntry entry, PooledAgent agent, DateTimeOffset now) =>
        !(entry.IsCoolingForAny(now, LongestPause) && IsCooling(entry, agent, now)) && !(entry.Live.Count > 0 && entry.HasOfferOf(agent.Id));

    private TimeSpan LongestPause => _rules.CoolDown > MatchPolicy.AlonePause ? _rules.CoolDown : MatchPolicy.AlonePause;

    private bool IsCooling(WaitingEntry entry, PooledAgent agent, DateTimeOffset now) =>
        entry.IsCooling(agent.Id, now, entry.Signature.FitCount <= 1 ? MatchPolicy.AlonePause : _rules.CoolDown);
}
