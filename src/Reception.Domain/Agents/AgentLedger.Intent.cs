using Reception.Contracts.Agents;
using Reception.Contracts.Ids;

namespace Reception.Domain.Agents;

/// <summary>What the agent wants, what others want of him, and whether he responds. The intent is changed by nobody but him.</summary>
public sealed partial class AgentLedger
{
    public const int LongestReason = 64;

    /// <summary>Why somebody else set it.</summary>
    public const int LongestOrder = 200;

    /// <summary>The presence that counts.</summary>
    private PresenceIntent Intended => State.Force?.Intent ?? State.Intent;

    public PresenceState Presence => Intended switch
    {
        PresenceIntent.Offline => PresenceState.Offline,
        _ when _leases.Count == 0 => PresenceState.Disconnected,
        PresenceIntent.Away => PresenceState.Away,
        _ when State.Drain is not null => PresenceState.Draining,
        _ when State.NotRespondingSince is not null => PresenceState.NotResponding,
        _ when _holds.Count == 0 && _wrapUps.Count > 0 => PresenceState.WrapUp,
        _ => PresenceState.Online,
    };

    /// <summary>What his shops list as reasons for being away; null: none lists any, he may write what he likes.</summary>
    private string[]? Reasons
    {
        get
        {
            var lists = _seen.Values.Select(policy => policy.Reasons).OfType<string[]>().ToArray();
            return lists.Length == 0 ? null : [.. lists.SelectMany(list => list).Distinct(StringComparer.Ordinal)];
        }
    }

    private ForcedPresence? ForcedView => State.Force is { } f ? new(f.Intent, f.Reason, f.By, f.At, f.Until) : null;

    private AgentDrain? DrainView => State.Drain is { } d ? new(d.Then, d.Reason, d.By, d.At) : null;

    /// <summary>His own word: ends a forced presence, and a drain that he began himself.</summary>
    public PresenceResult SetIntent(PresenceIntent intent, string? reason, DateTimeOffset now)
    {
        OnTime(now);
        if (Profile is null) return new(PresenceOutcome.UnknownAgent, null);
        if (!Enum.IsDefined(intent)) return Invalid("intent: offline, away or online.");
        var kept = intent == PresenceIntent.Online ? null : reason?.Trim();
        if (kept is not null && WrongReason(kept) is { } wrong) return Invalid(wrong);
        var routable = IsRoutable;
        Forgive(now);
        var endsDrain = State.Drain?.By == _id.Value;
        if (State.Intent == intent && State.IntentReason == kept && State.Force is null && !endsDrain) return Done();
        (State.Intent, State.IntentReason, State.IntentSince, State.Force) = (intent, kept, now, null);
        if (endsDrain) State.Drain = null;
        return Turned(routable, now);
    }

    public PresenceResult Force(ForcePresence command, DateTimeOffset now)
    {
        OnTime(now);
        if (Profile is null) return new(PresenceOutcome.UnknownAgent, null);
        if (!Enum.IsDefined(command.Intent)) return Invalid("intent: offline, away or online.");
        if (WrongOrder(command.By, command.Reason) is { } wrong) return Invalid(wrong);
        if (command.Until <= now) return Invalid("until: in the future.");
        var routable = IsRoutable;
        State.Force = new StoredForce { Intent = command.Intent, Reason = command.Reason, By = command.By, At = now, Until = command.Until };
        return Turned(routable, now);
    }

    /// <summary>The intent counts again. Idempotent.</summary>
    public PresenceResult EndForce(DateTimeOffset now)
    {
        OnTime(now);
        return DropForce(now);
    }

    private PresenceResult DropForce(DateTimeOffset now)
    {
        if (Profile is null) return new(PresenceOutcome.UnknownAgent, null);
        if (State.Force is null) return Done();
        var routable = IsRoutable;
        State.Force = null;
        return Turned(routable, now);
    }

    /// <summary>No new work from now on; offers go back. An agent who holds nothing is empty at once.</summary>
    public PresenceResult Drain(DrainAgent command, DateTimeOffset now)
    {
        OnTime(now);
        if (Profile is null) return new(PresenceOutcome.UnknownAgent, null);
        if (command.Then is not (PresenceIntent.Away or PresenceIntent.Offline)) return Invalid("then: away or offline.");
        if (WrongOrder(command.By, command.Reason) is { } wrong) return Invalid(wrong);
        var routable = IsRoutable;
        State.Drain = new StoredDrain { Then = command.Then, Reason = command.Reason, By = command.By, At = now };
        Turned(routable, now);
        EndDrainWhenEmpty(now);
        return Done();
    }

    /// <summary>He gets work again. Idempotent.</summary>
    public PresenceResult EndDrain(DateTimeOffset now)
    {
        OnTime(now);
        if (Profile is null) return new(PresenceOutcome.UnknownAgent, null);
        if (State.Drain is null) return Done();
        var routable = IsRoutable;
        State.Drain = null;
        return Turned(routable, now);
    }

    /// <summary>He did something: offers missed are forgiven. His own word only, never a renewed lease.</summary>
    public PresenceResult Respond(DateTimeOffset now)
    {
        OnTime(now);
        return Forgive(now);
    }

    private PresenceResult Forgive(DateTimeOffset now)
    {
        if (Profile is null) return new(PresenceOutcome.UnknownAgent, null);
        if (State.Misses is not null) (State.Misses, MayStore) = (null, true);
        if (State.NotRespondingSince is null) return Done();
        State.NotRespondingSince = null;
        _idleSince = now;
        ShouldStore = true;
        Changed();
        return Done();
    }

    /// <summary>An offer ended unanswered. Enough of them in a row, and he is asked no more until he acts.</summary>
    private void Miss(OfferView offer, DateTimeOffset now)
    {
        if (offer.AutoAccept) return;
        State.Misses = (State.Misses ?? 0) + 1;
        MayStore = true;
        if (State.NotRespondingSince is not null || _policy(offer.Queue.Shop).MostMisses(offer.Queue.Name) is not (> 0 and var most) || State.Misses < most) return;
        State.NotRespondingSince = now;
        ShouldStore = true;
        LeaveOffers();
        Changed();
    }

    /// <summary>A drain ends when he is empty: then he is what it says, as his own word if it was his, else as a forced presence.</summary>
    private void EndDrainWhenEmpty(DateTimeOffset now)
    {
        if (State.Drain is not { } drain || _holds.Count > 0) return;
        State.Drain = null;
        if (drain.By == _id.Value) (State.Intent, State.IntentReason, State.IntentSince, State.Force) = (drain.Then, drain.Reason, now, null);
        else State.Force = new StoredForce { Intent = drain.Then, Reason = drain.Reason, By = drain.By, At = now };
        Changed();
        Store();
    }

    private PresenceResult Turned(bool wasRoutable, DateTimeOffset now)
    {
        if (!IsRoutable) LeaveOffers();
        else if (!wasRoutable) _idleSince = now;
        Changed();
        Store();
        return Done();
    }

    private string? WrongReason(string reason)
    {
        if (reason.Length is 0 or > LongestReason || reason.Any(char.IsControl)) return $"reason: 1 to {LongestReason} characters.";
        return Reasons is not { } listed || listed.Contains(reason, StringComparer.Ordinal) ? null : $"reason: one of {string.Join(", ", listed)}.";
    }

    private static string? WrongOrder(string? by, string? reason)
    {
        if (string.IsNullOrWhiteSpace(by) || by.Length > KeyPart.MaxLength) return $"by: 1 to {KeyPart.MaxLength} characters.";
        return reason is { } text && (string.IsNullOrWhiteSpace(text) || text.Length > LongestOrder) ? $"reason: 1 to {LongestOrder} characters." : null;
    }

    private PresenceResult Done() => new(PresenceOutcome.Done, View);

    private PresenceResult Invalid(string error) => new(PresenceOutcome.Invalid, View, error);
}
