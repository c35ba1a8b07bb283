using Reception.Contracts.Agents;
using Reception.Contracts.Ids;

namespace Reception.Domain.Agents;

/// <summary>
/// Work that ended goes on taking its weight for the wrap-up time of its queue, as the policy says when it ends: time for notes. The agent
/// may say earlier that he is ready. Work that was lost, or never became his, has none.
/// </summary>
public sealed partial class AgentLedger
{
    private readonly List<WrapUp> _wrapUps = [];

    public int WrapUpWeight => _wrapUps.Sum(w => w.Weight);

    private WrapUp[]? WrapUpsView => _wrapUps.Count == 0 ? null : [.. _wrapUps.OrderBy(w => w.Until)];

    /// <summary>The agent is ready: ends one, or (null) all.</summary>
    public PresenceResult EndWrapUp(ConversationId? work, DateTimeOffset now)
    {
        OnTime(now);
        if (Profile is null) return new(PresenceOutcome.UnknownAgent, null);
        Forgive(now);
        EndWrapUps(w => work is null || w.Work == work, now);
        return Done();
    }

    private void BeginWrapUp(Hold hold, DateTimeOffset now)
    {
        var time = _policy(hold.Queue.Shop).WrapUp(hold.Queue.Name);
        if (time <= TimeSpan.Zero || hold.Stored.Weight == 0) return;
        _wrapUps.Add(new WrapUp(hold.Work, hold.Queue, hold.Stored.Weight, now + time));
        StoreWrapUps();
    }

    /// <summary>The work itself comes back to him: there is nothing more to wrap up.</summary>
    private void EndWrapUpOf(ConversationId work)
    {
        if (_wrapUps.RemoveAll(w => w.Work == work) == 0) return;
        StoreWrapUps();
        Changed();
    }

    /// <summary>He is idle since the end of the last one, not since the end of its work.</summary>
    private void EndWrapUps(Predicate<WrapUp> which, DateTimeOffset now)
    {
        if (_wrapUps.RemoveAll(which) == 0) return;
        _idleSince = now;
        StoreWrapUps();
        Changed();
    }

    /// <summary>A write that is lost ends at most a wrap-up that is over, or gives one back that ends by itself.</summary>
    private void StoreWrapUps()
    {
        State.WrapUps = _wrapUps.Count == 0 ? null : [.. _wrapUps.Select(w => new StoredWrapUp { Work = w.Work.ToString(), Queue = w.Queue.ToString(), Weight = w.Weight, Until = w.Until })];
        MayStore = true;
    }

    private void ReadWrapUps(DateTimeOffset now)
    {
        _wrapUps.Clear();
        foreach (var stored in State.WrapUps ?? [])
        {
            if (stored.Until > now) _wrapUps.Add(new WrapUp(ConversationId.Parse(stored.Work), QueueId.Parse(stored.Queue), stored.Weight, stored.Until));
        }
    }
}
