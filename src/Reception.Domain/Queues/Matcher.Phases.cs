using Reception.Contracts.Agents;
using Reception.Contracts.Queues;

namespace Reception.Domain.Queues;

/// <summary>What a work asks for, and how that changes with its age and with the rules.</summary>
public sealed partial class Matcher
{
    /// <summary>Other rules: everything is compiled and looked at again. O(n log n), once for each version of the policy.</summary>
    private void ReadRules(DateTimeOffset now)
    {
        var rules = _source();
        if (ReferenceEquals(rules, _rules)) return;
        var entries = Waiting.InOrder().ToArray();
        foreach (var entry in entries) Waiting.Unlink(entry);
        (_rules, _index) = (rules, new FitIndex(rules, _queue.Shop));
        Pool.Use(rules, _index, now);
        Pool.Lonely.Clear();
        foreach (var entry in entries)
        {
            entry.Phase = -1;
            Shape(entry);
            if (entry.HasRefusals)
            {
                entry.Signature.Refused++;
                foreach (var at in entry.RefusedAt) Cool(entry, at);
            }
            Advance(entry, now);
            if (IsDrained) SendAway(entry);
        }
        foreach (var agent in _earmarked.ToArray()) CheckEarmark(agent, now);
        TouchAll();
    }

    private void Shape(WaitingEntry entry)
    {
        entry.Shape = _index.ShapeOf(entry.Work.Request, entry.Work.Topic, entry.Work.Weight);
        entry.Shape.Works++;
        entry.Signature = entry.Shape.Phases[0].Signature;
    }

    /// <summary>Goes on to the phase that the work's age has reached, and does what begins on the way.</summary>
    private void Advance(WaitingEntry entry, DateTimeOffset now)
    {
        var phases = entry.Shape.Phases;
        var age = now - entry.Work.Arrival;
        var before = entry.Phase;
        while (entry.Phase + 1 < phases.Length && phases[entry.Phase + 1].From <= age) Begin(entry, phases[++entry.Phase], age);
        if (entry.Phase == before) return;
        if (before >= 0 && entry.Step > phases[before].Step) Counts = Counts with { Widened = Counts.Widened + 1 };
        if (entry.Phase + 1 < phases.Length) _deadlines.Add(entry.Work.Arrival + phases[entry.Phase + 1].From, Due.Phase, entry);
        MoveTo(entry, phases[entry.Phase].Signature);
        Hasten(entry);
        Reopen(entry, now);
        if (entry.KeptBy is { } agent) CheckEarmark(agent, now);
    }

    private void Begin(WaitingEntry entry, WorkPhase phase, TimeSpan age)
    {
        foreach (var step in phase.Begins)
        {
            if (QueueRulebook.IsInForce(step, age) && entry.TellsStep(QueueRulebook.NameOf(step))) _decisions.Add(new StepDecision(entry.Work.Work, entry.Work.Epoch, step));
        }
        if (!phase.IsLimit || entry.LimitTold) return;
        entry.LimitTold = true;
        _decisions.Add(new LimitDecision(entry.Work.Work, entry.Work.Epoch));
    }

    private void MoveTo(WaitingEntry entry, WorkSignature signature)
    {
        if (entry.Signature == signature) return;
        Waiting.Unlink(entry);
        if (entry.HasRefusals)
        {
            entry.Signature.Refused--;
            signature.Refused++;
        }
        entry.Signature = signature;
    }

    /// <summary>Takes the due time that it was told, less what its steps have moved it.</summary>
    private void Hasten(WaitingEntry entry) => Waiting.MoveEarlier(entry, entry.Work.DueTime - entry.Shape.Phases[entry.Phase].Earlier);

    /// <summary>Decides anew who may be offered the work.</summary>
    private void Reopen(WaitingEntry entry, DateTimeOffset now)
    {
        if (entry.IsGone) return;
        if (entry.Work.Preferred is not null && !InWindow(entry, now)) Waiting.ForgetPreferred(entry);
        var state = StateOf(entry, now);
        Waiting.Link(entry, state);
        if (state != WaitingState.Open && entry.KeptBy is not null) DropEarmark(entry, now);
        if (state != WaitingState.Offered) Touch(entry);
    }

    private WaitingState StateOf(WaitingEntry entry, DateTimeOffset now)
    {
        if (entry.Live.Count >= _rules.Concurrent) return WaitingState.Offered;
        if (!InWindow(entry, now) || Pool.Find(entry.Work.Preferred!.Value) is not { IsListed: true } preferred || !Fits(entry, preferred)) return WaitingState.Open;
        return entry.HasOfferOf(preferred.Id) ? WaitingState.Offered : WaitingState.Held;
    }

    private static bool InWindow(WaitingEntry entry, DateTimeOffset now) =>
        entry.Work.Preferred is not null && !entry.PreferredRefused && now < entry.Work.PreferredUntil;

    private static bool Fits(WaitingEntry entry, PooledAgent agent) => agent.Class.IsOpen && entry.Signature.Fits(agent.Class);

    /// <summary>Whatever the agent is asked first for: that he can be, or cannot, may have changed.</summary>
    private void ReopenHeld(PooledAgent agent, DateTimeOffset now)
    {
        foreach (var entry in Waiting.PreferringTo(agent.Id)) Reopen(entry, now);
    }
}
