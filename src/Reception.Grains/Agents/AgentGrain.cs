using Microsoft.Extensions.Logging;
using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Gateways;
using Reception.Contracts.Ids;
using Reception.Domain.Agents;
using Reception.Domain.Journal;
using Reception.Grains.Delivery;
using Reception.Grains.Shops;

namespace Reception.Grains.Agents;

/// <summary>
/// One agent. Every command is a step of the <see cref="AgentLedger"/>, a write where the stored part changed, and the notices that
/// follow. Not reentrant: no command sees a ledger that is being stored.
/// </summary>
internal sealed partial class AgentGrain(
    [PersistentState("agent", "Default")] IPersistentState<AgentLedgerState> state,
    IEpisodeStore episodes,
    PolicyCache policies,
    PushOutlet pushes,
    TimeProvider time,
    ILogger<AgentGrain> log) : Grain, IAgentGrain
{
    private AgentId _id;
    private AgentLedger _ledger = null!;
    private Notices _notices = null!;
    private IGrainTimer _wake = null!;
    private DateTimeOffset? _wakeAt;
    private readonly HashSet<string> _unreachable = new(StringComparer.Ordinal);

    private DateTimeOffset Now => time.GetUtcNow();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _id = new AgentId(this.GetPrimaryKeyString());
        _ledger = new(_id, state.State, Policy, Now);
        _notices = new(time, log);
        _wake = this.RegisterGrainTimer(OnWakeAsync, new GrainTimerCreationOptions(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan) { KeepAlive = true });
        Act();
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _notices?.Stop();
        if (_ledger is { MayStore: true } or { ShouldStore: true }) await StoreAsync();
    }

    public Task<AgentView?> GetAsync() => Task.FromResult(_ledger.View);

    public Task<AgentProfile?> GetProfileAsync() => Task.FromResult(_ledger.Profile);

    public Task<AgentReport> ReportAsync(QueueId queue) => Task.FromResult(_ledger.Report(queue, Now));

    public Task<ServingState> GetServingAsync(ConversationId work, long epoch)
    {
        _ledger.OnTime(Now);
        Act();
        return Task.FromResult(_ledger.Serving(work, epoch));
    }

    public async Task<ProfileResult> PutProfileAsync(AgentProfile profile)
    {
        var result = _ledger.PutProfile(profile, Now);
        if (!await CommitAsync()) return new(ProfileOutcome.Conflict, []);
        if (result.Outcome == ProfileOutcome.Stored) await episodes.StoreAgentAsync(_ledger.Profile!);
        return result;
    }

    public async Task<AgentView?> ConnectAsync(SessionAddress session, TimeSpan lease)
    {
        var known = _ledger.Connect(session, lease, Now);
        if (known) ShowConsults(session);
        await TryStoreAsync();
        return known ? _ledger.View : null;
    }

    public Task<bool> RenewAsync(string sessionId, TimeSpan lease)
    {
        var renewed = _ledger.Renew(sessionId, lease, Now);
        Act();
        return Task.FromResult(renewed);
    }

    public Task DisconnectAsync(string sessionId)
    {
        _ledger.Disconnect(sessionId, Now);
        return TryStoreAsync();
    }

    public Task<ReserveResult> ReserveAsync(ReserveWork request)
    {
        var outcome = _ledger.Reserve(request.Offer, Now);
        Act();
        return Task.FromResult(new ReserveResult(outcome, _ledger.Availability(request.Offer.Queue)));
    }

    public Task WithdrawAsync(Guid offer, OfferEnd end)
    {
        _ledger.Withdraw(offer, end, Now);
        Act();
        return Task.CompletedTask;
    }

    public Task<CommandOutcome> DeclineAsync(Guid offer)
    {
        var outcome = _ledger.Decline(offer, Now);
        Act();
        return Task.FromResult(outcome);
    }

    public Task<ConfirmResult> ConfirmAsync(Guid offer, ConversationId work, long newEpoch) => HoldAsync(_ledger.Confirm(offer, work, newEpoch, Now), work, offer);

    public Task<ConfirmResult> TakeAsync(OfferView offer, long newEpoch) => HoldAsync(_ledger.Take(offer, newEpoch, Now), offer.Work, offer.Offer);

    private async Task<ConfirmResult> HoldAsync(ConfirmResult result, ConversationId work, Guid offer)
    {
        if (await CommitAsync() || result.Outcome != ConfirmOutcome.Confirmed) return result;
        return _ledger.IsHeld(work, offer) ? result : new(ConfirmOutcome.Unavailable);
    }

    public Task SettleAsync(ConversationId work, Guid offer, bool yours)
    {
        _ledger.Settle(work, offer, yours, Now);
        return RequireAsync();
    }

    public Task ReleaseAsync(ConversationId work, long epoch)
    {
        _ledger.Release(work, epoch, Now);
        return RequireAsync();
    }

    public Task OnActivityAsync(ConversationId work, long epoch, DateTimeOffset at)
    {
        _ledger.OnActivity(work, epoch, at, Now);
        return TryStoreAsync();
    }
}
