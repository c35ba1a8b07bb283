using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.WorkOrders;
using Reception.Domain.WorkOrders;
using Reception.Domain.WorkOrders.Events;

namespace Reception.Gateway.Tests.Fakes;

/// <summary>A work order with the real rules and nothing behind them.</summary>
public sealed class FakeWorkOrder
{
    private readonly FakeCluster _cluster;
    private readonly ConversationId _id;
    private readonly Lock _gate = new();

    internal FakeWorkOrder(FakeCluster cluster, string key)
    {
        (_cluster, _id) = (cluster, WorkIds.ParseOrderKey(key));
        State = new() { Id = _id };
    }

    public WorkOrderState State { get; private set; }

    public WorkOrderRow? Row { get; private set; }

    public Task<WorkOrderView?> GetAsync() => Task.FromResult(State.ToView());

    public Task<WorkOrderResult> CreateAsync(CreateWorkOrder command) => Do((state, setting) => WorkOrder.Create(state, command, setting));

    public Task<WorkOrderResult> AcceptAsync(AcceptOffer command) => Do((state, setting) => WorkOrder.Accept(state, command, setting));

    public Task<WorkOrderResult> NoteAsync(NoteWorkOrder command) => Do((state, setting) => WorkOrder.Note(state, command, setting));

    public Task<WorkOrderResult> CloseAsync(WorkOrderCommand command, string? result) => Do((state, setting) => WorkOrder.Close(state, command, result, setting));

    public Task<WorkOrderResult> CancelAsync(WorkOrderCommand command, string? reason) => Do((state, setting) => WorkOrder.Cancel(state, command, reason, setting));

    public Task<WorkOrderResult> TransferAsync(WorkOrderCommand command, string queue) => Do((state, setting) => WorkOrder.Transfer(state, command, queue, setting));

    public Task<WorkOrderResult> ReopenAsync(WorkOrderCommand command, string? reason) => Do((state, setting) => WorkOrder.Reopen(state, command, reason, setting));

    private Task<WorkOrderResult> Do(Func<WorkOrderState, WorkOrderSetting, WorkOrderDecision> decide)
    {
        lock (_gate)
        {
            var decision = decide(State, new WorkOrderSetting(_cluster.Shop(_id.Shop.Value).Policy!, _cluster.Time.GetUtcNow()));
            var sequence = State.Version;
            foreach (WorkOrderEvent happened in decision.Events) Row = WorkOrderRows.Apply(Row, _id, happened, ++sequence);
            State = decision.State;
            return Task.FromResult(new WorkOrderResult(decision.Outcome, State.ToView(), decision.Error));
        }
    }
}

/// <summary>Lists what the doubles hold.</summary>
public sealed class FakeWorkOrders
{
    private readonly FakeCluster _cluster;

    internal FakeWorkOrders(FakeCluster cluster) => _cluster = cluster;

    public Task<WorkOrderPage> QueryAsync(WorkOrderQuery query) => Task.FromResult(new WorkOrderPage(
        [.. _cluster.AllWorkOrders.Select(order => order.Row).OfType<WorkOrderRow>()
            .Where(row => (query.Phase is null || row.Phase == query.Phase) && (query.Kind is null || row.Kind == query.Kind) && (query.Agent is null || row.Agent == query.Agent))],
        null));
}
