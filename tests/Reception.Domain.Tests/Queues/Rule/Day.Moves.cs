using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.Queues;
using Reception.Domain.Queues;

namespace Reception.Domain.Tests.Queues.Rule;

/// <summary>What may happen on a day.</summary>
internal sealed partial class Day
{
    /// <summary>Targets of priorities are between 0 and this.</summary>
    private static readonly TimeSpan MostTarget = TimeSpan.FromSeconds(90);

    private int _arrived;
    private int _lendings;

    private void Play(Move move)
    {
        var agent = _agents[move.A % _agents.Count];
        switch (move.Kind)
        {
            case < 5: Arrive(move); break;
            case < 8: Change(agent, move); break;
            case < 14: Answer(move); break;
            case 14: Silent(move); break;
            case < 18: Accept(move); break;
            case 18: Decline(move); break;
            case 19: GiveBack(agent, move); break;
            case 20: Leave(move); break;
            case 21: Requeue(move); break;
            case 22: Stale(move); break;
            case < 27: Pass(move); break;
            case 27: Lend(move); break;
            case 28: Learn(agent, move); break;
            case 29: Hurry(move); break;
            case 30: LateWord(agent); break;
            default: ChangePolicy(move); break;
        }
    }

    private void Arrive(Move move)
    {
        var preferred = move.C % 5 == 0 ? _agents[move.C / 5 % _agents.Count].Id : (AgentId?)null;
        var arrival = move.A % 6 == 0 ? _now.AddSeconds(-(move.A % 40)) : _now;
        var work = new DayWork(Desk.Work("w" + _arrived++), arrival)
        {
            Due = arrival.AddSeconds(move.B % 4 * 30),
            Request = move.C % 3 == 0 ? null : new DayPlanner(move.A + (1_000 * move.B)).Request(move.C),
            Weight = 1 + (move.B % _plan.MostWeight),
            Topic = move.B % 3 == 0 ? "returns" : null,
            Preferred = preferred,
            PreferredUntil = preferred is null ? null : _now.AddSeconds(move.B % 30),
        };
        _works.Add(work);
        work.Waits = true;
        Enqueue(work);
    }

    private void Enqueue(DayWork work) => Enqueue(Waiting(work));

    private void Enqueue(WaitingWork waiting)
    {
        var (right, real) = (EnqueueOutcome.Known, EnqueueOutcome.Known);
        var words = waiting.Request is null ? "" : " " + RuleWords.Of(waiting.Request);
        Tell(
            $"{waiting.Work.Customer}#{waiting.Epoch} enters, weight {waiting.Weight}, arrived {(waiting.Arrival - Desk.Start).TotalSeconds}, due {(waiting.DueTime - Desk.Start).TotalSeconds}{(waiting.Preferred is { } p ? $" prefers {p} until {(waiting.PreferredUntil!.Value - Desk.Start).TotalSeconds}" : "")}{(waiting.Topic is { } t ? " " + t : "")}{words}",
            () => real = _router.Enqueue(waiting, _now),
            () => right = _rule.Enqueue(waiting, _now));
        if (right != real) throw Broken($"{waiting.Work.Customer} is {real}, the rule says {right}");
        if (right == EnqueueOutcome.Full) _works.Remove(_works.Find(w => w.Id == waiting.Work)!);
    }

    private static WaitingWork Waiting(DayWork work) =>
        new(work.Id, work.Epoch, work.Arrival, work.Due, work.Weight, work.Preferred, work.PreferredUntil, work.Topic, HandOverReason.Asked, null, work.Request);

    /// <summary>Comes, goes, or is more or less busy with other queues.</summary>
    private void Change(DayAgent agent, Move move)
    {
        var before = agent.Online;
        agent.Online = move.B % 4 != 0;
        agent.Elsewhere = Math.Min(move.C % 3, Math.Max(0, agent.Capacity - agent.Load + agent.Elsewhere));
        if (!before && agent.Online) agent.IdleSince = _now.AddSeconds(-(move.C % 5));
        if (!agent.Online) agent.Reserved.Clear();
        if (move.B % 16 == 1)
        {
            agent.Life++;
            agent.Reserved.Clear();
        }
        Speak(agent);
    }

    private void Answer(Move move)
    {
        if (_unanswered.Count == 0) return;
        var (offer, agent) = Draw(move.A);
        var outcome = agent.Reserve(offer, _now);
        if (move.B % 40 == 0 && outcome == ReserveOutcome.Reserved) outcome = Refuse(agent, offer);
        var result = new ReserveResult(outcome, agent.Say());
        Tell($"{agent.Id} answers for {offer.Work.Customer}: {outcome}, free {result.Availability.FreeWeight}", () => _router.OnAnswered(offer.Offer, result, _now), () => _rule.Answer(offer.Offer, result, _now));
    }

    private static ReserveOutcome Refuse(DayAgent agent, OfferView offer)
    {
        agent.Reserved.Remove(offer.Offer);
        return ReserveOutcome.NotServing;
    }

    private void Silent(Move move)
    {
        if (_unanswered.Count == 0) return;
        var (offer, agent) = Draw(move.A);
        if (move.B % 2 == 0) agent.Reserve(offer, _now);
        else agent.Refused.Add(offer.Offer);
        Tell($"{agent.Id} is silent about {offer.Work.Customer}", () => _router.OnSilent(offer.Offer, _now), () => _rule.Silent(offer.Offer, _now));
    }

    /// <summary>One who has the offer takes it: the conversation looks at the epoch, and the first wins.</summary>
    private void Accept(Move move)
    {
        var open = _agents.SelectMany(a => a.Reserved.Values.Select(o => (Agent: a, Offer: o))).ToArray();
        if (open.Length == 0) return;
        var (agent, offer) = open[move.A % open.Length];
        var work = _works.Find(w => w.Id == offer.Work)!;
        agent.Reserved.Remove(offer.Offer);
        if (!work.Waits || work.Epoch != offer.Epoch || offer.Until <= _now)
        {
            Speak(agent);
            return;
        }
        if (_agents.Exists(a => a.Holds.ContainsKey(work.Id))) throw Broken($"{work.Id.Customer} would have two owners");
        agent.Holds.Add(work.Id, offer.Weight);
        if (agent.Load > agent.Capacity) throw Broken($"{agent.Id} holds {agent.Load} of {agent.Capacity}");
        (work.Waits, work.Owner, work.EndedAt, agent.IdleSince) = (false, agent.Id, _now, _now);
        var epoch = work.Epoch++;
        if (move.B % 2 == 0) Speak(agent);
        Remove(work.Id, epoch, agent.Id, $"{agent.Id} takes {work.Id.Customer}");
        if (move.B % 2 == 1) Speak(agent);
    }

    private void Decline(Move move)
    {
        var open = _agents.SelectMany(a => a.Reserved.Values.Select(o => (Agent: a, Offer: o))).ToArray();
        if (open.Length == 0) return;
        var (agent, offer) = open[move.A % open.Length];
        agent.Reserved.Remove(offer.Offer);
        if (move.B % 2 == 0) Speak(agent);
        Tell($"{agent.Id} declines {offer.Work.Customer}", () => _router.OnOfferEnded(agent.Id, offer.Offer, OfferEnd.Declined, _now), () => _rule.Ended(agent.Id, offer.Offer, OfferEnd.Declined, _now));
        if (move.B % 2 == 1) Speak(agent);
    }

    private void GiveBack(DayAgent agent, Move move)
    {
        if (agent.Holds.Count == 0) return;
        agent.Holds.Remove(agent.Holds.Keys.ElementAt(move.B % agent.Holds.Count));
        agent.IdleSince = _now;
        Speak(agent);
    }

    private void Leave(Move move)
    {
        if (Waiting(move.A) is not { } work) return;
        (work.Waits, work.EndedAt) = (false, _now);
        Remove(work.Id, work.Epoch++, null, $"{work.Id.Customer} leaves");
    }

    private void Remove(ConversationId work, long epoch, AgentId? taker, string what) =>
        Tell(what, () => _router.Remove(work, epoch, taker, _now), () => _rule.Remove(work, epoch, taker));

    /// <summary>Its agent is lost: it waits again at its original arrival.</summary>
    private void Requeue(Move move)
    {
        var held = _works.FindAll(w => w.Owner is not null);
        if (held.Count == 0) return;
        var work = held[move.A % held.Count];
        _agents.Find(a => a.Id == work.Owner)!.Holds.Remove(work.Id);
        (work.Owner, work.Waits) = (null, true);
        work.Epoch++;
        Enqueue(Waiting(work) with { Exempt = move.B % 4 != 0 });
    }

    /// <summary>Commands of an earlier wait, late by no more than a call lives: they change nothing.</summary>
    private void Stale(Move move)
    {
        if (_works.FindAll(w => w.Epoch > 1 && w.EndedAt > _now.AddMinutes(-2)) is not { Count: > 0 } old) return;
        var work = old[move.A % old.Count];
        if (move.B % 2 == 0) Remove(work.Id, work.Epoch - 1, null, $"a late word on the wait {work.Id.Customer}#{work.Epoch - 1}");
        else Enqueue(Waiting(work) with { Epoch = work.Epoch - 1, DueTime = Desk.Start });
    }

    private void Hurry(Move move)
    {
        if (Waiting(move.A) is not { } work) return;
        work.Due = work.Due.AddSeconds((move.B % 90) - 60);
        Enqueue(work);
    }

    private void Lend(Move move)
    {
        var (home, grants, version) = (DayPlanner.Homes[move.A % 2], move.B % 4, move.C % 7 == 0 ? Math.Max(1, _lendings - 1) : ++_lendings);
        Tell($"{home.Name} lends {grants}, word {version}", () => _router.OnLending(home, version, grants, _now), () => _rule.Lend(home, version, grants));
    }

    /// <summary>He learns or forgets; whose he is stays.</summary>
    private void Learn(DayAgent agent, Move move)
    {
        agent.Traits = new DayPlanner(move.B + (1_000 * move.C)).Traits() with { Role = agent.Traits.Role, Home = agent.Traits.Home, Share = agent.Traits.Share };
        Speak(agent);
    }

    private void ChangePolicy(Move move)
    {
        if (move.B % 3 != 0 || _plan.Morning == _plan.Afternoon) return;
        _book = _book == _plan.Morning ? _plan.Afternoon : _plan.Morning;
        Tell("another policy", () => _router.OnPolicy(_now), () => _rule.Time(_now));
    }

    private void Pass(Move move) => Pass(TimeSpan.FromSeconds(move.A % 7 == 0 ? 25 : move.A % 9) + TimeSpan.FromMilliseconds(move.B % 3 == 0 ? move.C : 0));

    /// <summary>The clock stops wherever the router wants to be woken and wherever the rule may say something new; there both must agree.</summary>
    private void Pass(TimeSpan time)
    {
        var end = _now + time;
        while (true)
        {
            var (wake, instant) = (_router.NextWake, _rule.NextInstant(_now));
            if (wake < _now) wake = _now;
            var next = wake is null || instant < wake ? instant : wake;
            if (next is null || next > end) break;
            var again = next == _now;
            _now = next.Value;
            if (wake == _now) Tell("time", () => _router.OnTime(_now), () => _rule.Time(_now));
            else Tell("time (not woken)", () => { }, () => _rule.Time(_now));
            if (again && _router.NextWake <= _now) throw Broken("the queue wants to be woken for nothing");
        }
        _now = end;
    }

    private DayWork? Waiting(int pick) => _works.FindAll(w => w.Waits) is { Count: > 0 } waiting ? waiting[pick % waiting.Count] : null;

    private (OfferView Offer, DayAgent Agent) Draw(int pick)
    {
        var drawn = _unanswered[pick % _unanswered.Count];
        _unanswered.RemoveAt(pick % _unanswered.Count);
        return drawn;
    }
}
