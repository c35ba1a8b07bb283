using Reception.Contracts.Agents;
using Reception.Contracts.Gateways;
using Reception.Contracts.Ids;

namespace Reception.Domain.Agents;

/// <summary>Profile, leases, intent, and what time does.</summary>
public sealed partial class AgentLedger
{
    /// <summary>When <see cref="OnTime"/> has something to do; null: not before another command.</summary>
    public DateTimeOffset? NextWake
    {
        get
        {
            DateTimeOffset? next = null;
            foreach (var lease in _leases.Values) Sooner(lease.Until);
            foreach (var offer in _reservations.Values) Sooner(offer.Until);
            foreach (var hold in _holds.Values)
            {
                if (hold.MustAsk) Sooner(hold.AskAt);
                if (_alone is { } since && !hold.Lost) Sooner(since + _policy(hold.Queue.Shop).DisconnectGrace);
            }
            return next;

            void Sooner(DateTimeOffset at) => next = next is null || at < next ? at : next;
        }
    }

    /// <summary>Creates or changes who he is. Invalid: id, name (1 to 100 characters), capacity (1 to 100) or queues (up to 64) out of bounds.</summary>
    public ProfileOutcome PutProfile(AgentProfile profile, DateTimeOffset now)
    {
        OnTime(now);
        if (profile.Id != _id || profile.Name is not { Length: > 0 and <= 100 } || profile.Capacity is < 1 or > AgentPolicy.MostCapacity
            || profile.Queues is not { Length: <= AgentPolicy.MostQueues } || profile.Queues.Any(q => q.Name is null)) return ProfileOutcome.Invalid;
        foreach (var queue in Queues.Except(profile.Queues)) _formerQueues.Add(queue);
        State.Profile = new StoredProfile { Id = _id.Value, Name = profile.Name, Capacity = profile.Capacity, Queues = [.. profile.Queues.Distinct().Select(q => q.ToString())] };
        ReadQueues();
        foreach (var offer in _reservations.Values.Where(o => !Serves(o.Queue)).ToArray()) Leave(offer);
        Changed();
        Store();
        return ProfileOutcome.Stored;
    }

    /// <summary>A connection lives until its lease ends; connecting again renews it. False: no such agent.</summary>
    public bool Connect(SessionAddress session, TimeSpan lease, DateTimeOffset now)
    {
        OnTime(now);
        if (State.Profile is null) return false;
        var routable = IsRoutable;
        var known = _leases.GetValueOrDefault(session.SessionId);
        _leases[session.SessionId] = new Lease(session, now + Bounded(lease), Bounded(lease));
        _alone = null;
        if (known?.Session != session || known.Length != Bounded(lease)) StoreSessions();
        if (_leases.Count > AgentPolicy.MostSessions) _leases.Remove(_leases.Values.Where(l => l.Session.SessionId != session.SessionId).MinBy(l => l.Until)!.Session.SessionId);
        if (!routable && IsRoutable) _idleSince = now;
        Changed();
        return true;
    }

    /// <summary>False: no such lease (any more).</summary>
    public bool Renew(string sessionId, TimeSpan lease, DateTimeOffset now)
    {
        OnTime(now);
        if (!_leases.TryGetValue(sessionId, out var known)) return false;
        _leases[sessionId] = known with { Until = now + Bounded(lease), IsRestored = false };
        return true;
    }

    /// <summary>A push to this gateway failed: connections that were only read from the store and never renewed end now.</summary>
    public void OnUnreachable(string gateway, DateTimeOffset now)
    {
        OnTime(now);
        var gone = _leases.Values.Where(l => l.IsRestored && l.Session.Gateway == gateway).ToArray();
        foreach (var lease in gone) _leases.Remove(lease.Session.SessionId);
        if (gone.Length > 0) OnLeaseEnded(now);
    }

    public void Disconnect(string sessionId, DateTimeOffset now)
    {
        OnTime(now);
        if (_leases.Remove(sessionId)) OnLeaseEnded(now);
    }

    /// <summary>False: no such agent.</summary>
    public bool SetIntent(PresenceIntent intent, DateTimeOffset now)
    {
        OnTime(now);
        if (State.Profile is null || !Enum.IsDefined(intent)) return false;
        if (State.Intent == intent) return true;
        State.Intent = intent;
        if (IsRoutable) _idleSince = now;
        else LeaveOffers();
        Changed();
        Store();
        return true;
    }

    /// <summary>What time has done: leases, offers and the grace that ended, holds to ask about.</summary>
    public void OnTime(DateTimeOffset now)
    {
        foreach (var lease in _leases.Values.Where(l => l.Until <= now).OrderBy(l => l.Until).ToArray())
        {
            _leases.Remove(lease.Session.SessionId);
            OnLeaseEnded(lease.Until);
        }
        foreach (var offer in _reservations.Values.Where(o => o.Until <= now).ToArray()) Vanish(offer);
        foreach (var hold in _holds.Values)
        {
            if (_alone is { } since && !hold.Lost && since + _policy(hold.Queue.Shop).DisconnectGrace <= now) Lose(hold, now);
            else if (hold.MustAsk && hold.AskAt <= now) Ask(hold, now);
        }
    }

    private void Restore(StoredSession stored, DateTimeOffset now)
    {
        var length = Bounded(TimeSpan.FromSeconds(stored.Lease));
        var until = now + (length / 2 < AgentPolicy.RestoredLease ? length / 2 : AgentPolicy.RestoredLease);
        _leases[stored.Id] = new Lease(new SessionAddress(stored.Id, stored.Gateway), until, length, IsRestored: true);
        _alone = null;
    }

    private void StoreSessions()
    {
        State.Sessions = _leases.Count == 0 ? null : [.. _leases.Values.Select(l => new StoredSession { Id = l.Session.SessionId, Gateway = l.Session.Gateway, Lease = l.Length.TotalSeconds })];
        ShouldStore = true;
    }

    private void OnLeaseEnded(DateTimeOffset at)
    {
        StoreSessions();
        if (_leases.Count == 0)
        {
            _alone = at;
            LeaveOffers();
        }
        Changed();
    }

    private void LeaveOffers()
    {
        foreach (var offer in _reservations.Values.ToArray()) Leave(offer);
    }

    private void Leave(OfferView offer)
    {
        Vanish(offer);
        _notices.Add(new OfferEnded(offer.Queue, offer.Offer, OfferEnd.AgentLeft));
    }

    private void Lose(Hold hold, DateTimeOffset now)
    {
        hold.Lost = true;
        Ask(hold, now);
        Changed();
    }

    private void Ask(Hold hold, DateTimeOffset now)
    {
        hold.AskAt = now + AgentPolicy.SettleTime;
        hold.WasAsked = true;
        _notices.Add(hold.Lost ? new HoldLost(hold.Work, hold.Stored.Epoch) : new HoldUnsettled(hold.Work, hold.Stored.Offer));
    }

    private static TimeSpan Bounded(TimeSpan lease) =>
        lease < AgentPolicy.ShortestLease ? AgentPolicy.ShortestLease : lease > AgentPolicy.LongestLease ? AgentPolicy.LongestLease : lease;
}
