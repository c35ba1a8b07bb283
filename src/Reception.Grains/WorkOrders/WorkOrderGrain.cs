using Microsoft.Extensions.Logging;
using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.Routing;
using Reception.Contracts.WorkOrders;
using Reception.Domain.Journal;
using Reception.Domain.Shops;
using Reception.Domain.WorkOrders;
using Reception.Grains.Delivery;
using Reception.Grains.Shops;

namespace Reception.Grains.WorkOrders;

/// <summary>
/// One work order. Every command: the decider says what happens, one append with its row makes it true, then others are told. Not
/// reentrant. A store that fails leaves it open whether the append happened, and a conflict means that another activation has written: in
/// both cases this activation goes away and the next one reads what is true.
/// </summary>
internal sealed partial class WorkOrderGrain(
    IConversationJournal journal,
    IOpenWorkIndex openWork,
    PolicyCache policies,
    TimeProvider time,
    ILogger<WorkOrderGrain> log) : Grain, IWorkOrderGrain
{
    private static readonly TimeSpan PolicyPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan AgentPatience = TimeSpan.FromSeconds(3);

    private ConversationId _id;
    private WorkOrderLog _order = null!;
    private Notices _notices = null!;
    private bool _isLost;

    private WorkOrderState State => _order.State;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _id = WorkIds.ParseOrderKey(this.GetPrimaryKeyString());
        _order = new(journal, _id);
        await _order.LoadAsync(cancellationToken);
        _notices = new(time, log);
        TellAgain();
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _notices?.Stop();
        return Task.CompletedTask;
    }

    public Task<WorkOrderView?> GetAsync() => Task.FromResult(State.ToView());

    public Task<WorkOrderResult> CreateAsync(CreateWorkOrder command) => DecideAsync((state, setting) => WorkOrder.Create(state, command, setting));

    public Task<WorkOrderResult> NoteAsync(NoteWorkOrder command) => DecideAsync((state, setting) => WorkOrder.Note(state, command, setting));

    public Task<WorkOrderResult> CloseAsync(WorkOrderCommand command, string? result) => DecideAsync((state, setting) => WorkOrder.Close(state, command, result, setting));

    public Task<WorkOrderResult> CancelAsync(WorkOrderCommand command, string? reason) => DecideAsync((state, setting) => WorkOrder.Cancel(state, command, reason, setting));

    public Task<WorkOrderResult> TransferAsync(WorkOrderCommand command, string queue) => DecideAsync((state, setting) => WorkOrder.Transfer(state, command, queue, setting));

    public Task<WorkOrderResult> ReopenAsync(WorkOrderCommand command, string? reason) => DecideAsync((state, setting) => WorkOrder.Reopen(state, command, reason, setting));

    /// <summary>Two steps: the agent's ledger confirms the offer, then the append makes him the owner.</summary>
    public async Task<WorkOrderResult> AcceptAsync(AcceptOffer command)
    {
        if (_isLost) return Unavailable;
        var check = WorkOrder.CheckAccept(State, command);
        if (check.Outcome != CommandOutcome.Done) return Result(check);
        var (confirmed, why) = await ConfirmAsync(command);
        if (confirmed.Outcome != CommandOutcome.Done) return confirmed;
        return await DecideAsync((state, setting) => WorkOrder.Accept(state, command with { Why = why }, setting));
    }

    private static WorkOrderResult Unavailable { get; } = new(CommandOutcome.Unavailable, null, "The store did not take it in time. Try again with the same ids.");

    private async Task<WorkOrderResult> DecideAsync(Func<WorkOrderState, WorkOrderSetting, WorkOrderDecision> decide)
    {
        if (_isLost) return Unavailable;
        var (setting, refusal) = await SettingAsync();
        if (setting is null) return refusal!;
        var decision = decide(State, setting);
        return decision.Events.IsEmpty ? Result(decision) : await CommitAsync(decision, setting);
    }

    private async Task<WorkOrderResult> CommitAsync(WorkOrderDecision decision, WorkOrderSetting setting)
    {
        var aftermath = WorkOrderAftermath.Of(State, decision.State, setting.Now);
        if (!await AppendAsync(decision, aftermath.OpenWork)) return Unavailable;
        Tell(aftermath);
        TellNoted(decision);
        return Result(decision);
    }

    private async Task<bool> AppendAsync(WorkOrderDecision decision, OpenWorkChange? row)
    {
        try
        {
            if (await _order.AppendAsync(decision.Events, row) == AppendOutcome.Appended) return true;
            LogConflict(_id, State.Version);
        }
        catch (JournalUnavailableException e)
        {
            LogUnavailable(e, _id);
        }
        _isLost = true;
        DeactivateOnIdle();
        return false;
    }

    private async Task<(WorkOrderSetting? Setting, WorkOrderResult? Refusal)> SettingAsync()
    {
        try
        {
            var policy = await policies.GetAsync(_id.Shop).AsTask().WaitAsync(PolicyPatience, time);
            return policy is null
                ? (null, new(CommandOutcome.Unknown, null, $"There is no shop '{_id.Shop}'."))
                : (new(policy.Policy, time.GetUtcNow()), null);
        }
        catch (Exception e)
        {
            LogNoPolicy(e, _id);
            return (null, Unavailable);
        }
    }

    // A time-out here leaves it open whether the ledger holds the work: the agent asks about a hold that nobody settles.
    private async Task<(WorkOrderResult Result, AssignmentExplanation? Why)> ConfirmAsync(AcceptOffer command)
    {
        try
        {
            var result = await Agent(command.Agent.Value).ConfirmAsync(command.Offer, _id, State.Epoch + 1).WaitAsync(AgentPatience, time);
            return (result.Outcome switch
            {
                ConfirmOutcome.Confirmed => new(CommandOutcome.Done, null),
                ConfirmOutcome.OfferGone => new(CommandOutcome.OfferGone, State.ToView(), "The offer is no longer held for you."),
                ConfirmOutcome.OverCapacity => new(CommandOutcome.OverCapacity, State.ToView(), "You have no capacity left."),
                _ => Unavailable,
            }, result.Why);
        }
        catch (Exception e)
        {
            LogAgentSilent(e, _id, command.Agent.Value);
            return (Unavailable, null);
        }
    }

    private WorkOrderResult Result(WorkOrderDecision decision) => new(decision.Outcome, State.ToView(), decision.Error);

    private IAgentGrain Agent(string agent) => GrainFactory.GetGrain<IAgentGrain>(agent);
}
