using Reception.Contracts.Agents;
using Reception.Contracts.Gateways;
using Reception.Contracts.Ids;

namespace Reception.Domain.Agents;

/// <summary>Leases, and what time does.</summary>
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
                if (QuietAt(hold) is { } quiet) Sooner(quiet);
            }
            foreach (var wrapUp in _wrapUps) Sooner(wrapUp.Until);
            if (State.Force?.Until is { } until) Sooner(until);
            if (_shiftAt is { } shift) Sooner(shift);
            if (_leases.Count > 0) Sooner(_lookAt);
            return next;

            void Sooner(DateTimeOffset at) => next = next is null || at < next ? at : next;
        }
    }

    /// <summary>A connection lives until its lease ends; connecting again renews it. False: no such agent.</summary>
    public bool Connect(SessionAddress session, TimeSpan lease, DateTimeOffset now)
    {
        OnTime(now);
        if (Profile is null) return false;
        var routable = IsRoutable;
        if (_leases.Count == 0) Forgive(now);
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

    /// <summary>What time has done: leases, offers, wrap-ups, shifts and the grace that ended, holds to ask about.</summary>
    public void OnTime(DateTimeOffset now)
    {
        if (_lookAt <= now || _shiftAt <= now) Look(now);
        if (State.Force?.Until <= now) DropForce(now);
        if (_wrapUps.Count > 0) EndWrapUps(w => w.Until <= now, now);
        foreach (var lease in _leases.Values.Where(l => l.Until <= now).OrderBy(l => l.Until).ToArray())
        {
            _leases.Remove(lease.Session.SessionId);
            OnLeaseEnded(lease.Until);
        }
        foreach (var offer in _reservations.Values.Where(o => o.Until <= now).ToArray())
        {
            Vanish(offer);
            Miss(offer, now);
        }
        foreach (var hold in _holds.Values)
        {
            if (QuietAt(hold) <= now) AskQuiet(hold, now);
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
        State.Version = Version;
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
