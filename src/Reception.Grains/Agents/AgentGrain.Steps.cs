using System.Runtime.CompilerServices;
using Reception.Contracts.Conversations;
using Reception.Contracts.Gateways;
using Reception.Contracts.Ids;
using Reception.Contracts.Queues;
using Reception.Contracts.Shops;
using Reception.Domain.Agents;
using Reception.Grains.Delivery;

namespace Reception.Grains.Agents;

/// <summary>Storing, telling, and the clock.</summary>
internal sealed partial class AgentGrain
{
    /// <summary>An offer lives at most ten minutes; one that could not be accepted in this many tries goes back to its queue by its own time.</summary>
    private const int AcceptAttempts = 10;

    /// <summary>One for each version of a policy that this silo knows.</summary>
    private static readonly ConditionalWeakTable<VersionedPolicy, AgentPolicy> Compiled = [];

    /// <summary>Stores what must be stored, then tells. False: it was not stored, and the ledger is what the store says.</summary>
    private async Task<bool> CommitAsync()
    {
        var stored = !_ledger.MustStore || await StoreAsync();
        if (!stored) await ReadAgainAsync();
        Act();
        return stored;
    }

    /// <summary>For commands whose caller repeats them until they return.</summary>
    private async Task RequireAsync()
    {
        if (!await CommitAsync()) throw new InvalidOperationException($"The ledger of agent {_id} could not be stored; try again.");
    }

    /// <summary>Stores who is connected if that changed. A store that is away keeps nobody from connecting: the next change writes it.</summary>
    private async Task TryStoreAsync()
    {
        if (_ledger.ShouldStore) await StoreAsync();
        Act();
    }

    private async Task<bool> StoreAsync()
    {
        try
        {
            state.State = _ledger.State;
            await state.WriteStateAsync();
            _ledger.OnStored();
            return true;
        }
        catch (Exception e)
        {
            LogNotStored(e, _id);
            return false;
        }
    }

    private async Task ReadAgainAsync()
    {
        try
        {
            await state.ReadStateAsync();
            _ledger.OnReloaded(state.State, Now);
        }
        catch (Exception e)
        {
            LogNotRead(e, _id);
            DeactivateOnIdle();
        }
    }

    private void Act()
    {
        foreach (var notice in _ledger.TakeNotices()) Tell(notice);
        SetWake();
    }

    private void Tell(LedgerNotice notice)
    {
        switch (notice)
        {
            case OfferShown shown: Push(id => new SessionPush(id, Offer: shown.Offer)); break;
            case AutoAccepted taken:
                _notices.Start($"accept {taken.Offer.Offer}", () => Works.OnAutoAcceptedAsync(taken.Offer.Work, Accepting(taken)), AcceptAttempts);
                break;
            case OfferVanished gone: Push(id => new SessionPush(id, OfferGone: gone.Offer)); break;
            case ViewChanged changed: Push(id => new SessionPush(id, Agent: changed.View)); break;
            case OfferEnded ended:
                _notices.Start($"offer {ended.Offer}", () => Queue(ended.Queue).OnOfferEndedAsync(_id, ended.Offer, ended.End));
                break;
            case StandingChanged standing:
                _notices.Latest($"standing {standing.Queue}", () => Queue(standing.Queue).OnAgentChangedAsync(standing.Availability));
                break;
            case HoldLost lost:
                _notices.Start($"lost {lost.Work} {lost.Epoch}", () => Works.OnAgentLostAsync(lost.Work, _id, lost.Epoch));
                break;
            case HoldUnsettled unsettled:
                _notices.Start($"unsettled {unsettled.Offer}", () => Works.OnHoldUnsettledAsync(unsettled.Work, _id, unsettled.Offer));
                break;
            case HoldQuiet quiet:
                _notices.Start($"quiet {quiet.Work} {quiet.Epoch}", () => Works.OnQuietAskedAsync(quiet.Work, _id, quiet.Epoch), attempts: 3);
                break;
        }
    }

    private AcceptOffer Accepting(AutoAccepted taken) => new(_id, _ledger.Profile?.Name ?? _id.Value, taken.Offer.Offer, taken.Offer.Epoch, taken.Session);

    /// <summary>A hint to every session. What is lost stands in the view, which a session reads whenever it renews its lease.</summary>
    private void Push(Func<string, SessionPush> push)
    {
        foreach (var gateway in _ledger.Sessions.GroupBy(s => s.Gateway)) _ = PushAsync(gateway.Key, [.. gateway.Select(s => push(s.SessionId))]);
    }

    private async Task PushAsync(string gateway, SessionPush[] hints)
    {
        var outcome = await pushes.SendAsync(gateway, hints);
        if (outcome != PushOutcome.Delivered && _unreachable.Add(gateway)) WakeAt(Now); // not here: a command may be waiting for the store
    }

    private void SetWake() => WakeAt(_unreachable.Count > 0 ? Now : _ledger.NextWake);

    private void WakeAt(DateTimeOffset? next)
    {
        if (next == _wakeAt) return;
        _wakeAt = next;
        var due = next is { } at ? at - Now : Timeout.InfiniteTimeSpan;
        _wake.Change(next is not null && due < TimeSpan.Zero ? TimeSpan.Zero : due, Timeout.InfiniteTimeSpan);
    }

    private async Task OnWakeAsync(CancellationToken cancellation)
    {
        _wakeAt = null;
        _ledger.OnTime(Now);
        foreach (var gateway in _unreachable) _ledger.OnUnreachable(gateway, Now);
        _unreachable.Clear();
        if (_ledger.MustStore) await CommitAsync();
        else await TryStoreAsync();
    }

    /// <summary>Read at each decision; the default serves until the shop's policy is in memory.</summary>
    private AgentPolicy Policy(ShopId shop)
    {
        var policy = policies.GetAsync(shop);
        return policy.IsCompletedSuccessfully && policy.Result is { } known ? Compiled.GetValue(known, static version => AgentPolicy.Of(version.Policy)) : AgentPolicy.Default;
    }

    private IQueueGrain Queue(QueueId queue) => GrainFactory.GetGrain<IQueueGrain>(queue.ToString());

    private Works Works => new(GrainFactory);
}
