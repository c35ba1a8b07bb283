using System.Collections.Concurrent;
using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.WorkOrders;

namespace Reception.Client.Sessions;

/// <summary>Work orders that the agent holds: no thread, only their newest state; commands go one after another with the agent's own.</summary>
public sealed partial class AgentSession
{
    private static readonly WorkOrderResult OrderUnavailable = new(CommandOutcome.Unavailable, null);

    /// <summary>What he holds, with the epoch that was shown.</summary>
    private readonly ConcurrentDictionary<ConversationId, long> _orders = new();

    /// <summary>Whether an offer is one of a work order; null: no such offer was made to this session.</summary>
    public bool? IsOrderOffer(Guid offer) => _offers.TryGetValue(offer, out var view) ? view.Work.IsOrder() : null;

    /// <summary>Takes the work order of an offer.</summary>
    public bool AcceptOrder(Guid offer, Action<WorkOrderResult> answer)
    {
        if (!_offers.TryGetValue(offer, out var view))
        {
            answer(new WorkOrderResult(CommandOutcome.OfferGone, null));
            return true;
        }
        var command = new AcceptOffer(Agent, View?.Name ?? Agent.Value, offer, view.Epoch, Address);
        return OnOrder(view.Work, order => order.AcceptAsync(command), result =>
        {
            if (result.Outcome != CommandOutcome.Unavailable) Gone(offer, tell: false);
            if (result is { Outcome: CommandOutcome.Done or CommandOutcome.Repeated, View: { } taken }) _orders[view.Work] = taken.Epoch; // the answer shows it
            answer(result);
        });
    }

    public bool NoteOrder(ConversationId order, string commandId, string text, Action<WorkOrderResult> answer) =>
        OnOrder(order, grain => grain.NoteAsync(new NoteWorkOrder(Agent.Value, false, commandId, text)), answer);

    public bool CloseOrder(ConversationId order, long epoch, string commandId, string? result, Action<WorkOrderResult> answer) =>
        OnOrder(order, grain => grain.CloseAsync(new WorkOrderCommand(Agent.Value, false, epoch, commandId), result), answer);

    public bool TransferOrder(ConversationId order, long epoch, string commandId, string queue, Action<WorkOrderResult> answer) =>
        OnOrder(order, grain => grain.TransferAsync(new WorkOrderCommand(Agent.Value, false, epoch, commandId), queue), answer);

    private bool OnOrder(ConversationId order, Func<IWorkOrderGrain, Task<WorkOrderResult>> call, Action<WorkOrderResult> answer) => _lane.TryAdd(async () =>
    {
        var grain = _client.Cluster.GetGrain<IWorkOrderGrain>(order.ToOrderKey());
        answer(await _client.Patience.CallAsync(() => call(grain), result => result.Outcome == CommandOutcome.Unavailable, OrderUnavailable));
    });

    /// <summary>Shows each work order that has become his since the last look.</summary>
    private void ReconcileOrders(AgentView view)
    {
        var held = view.Holds.Where(hold => hold.Work.IsOrder()).ToDictionary(hold => hold.Work, hold => hold.Epoch);
        foreach (var gone in _orders.Keys.Where(order => !held.ContainsKey(order))) _orders.TryRemove(gone, out _);
        foreach (var (order, epoch) in held)
        {
            if (_orders.TryGetValue(order, out var shown) && shown == epoch) continue;
            _orders[order] = epoch;
            _lane.TryAdd(() => ShowAsync(order), always: true);
        }
    }

    /// <summary>Somebody wrote in a work order of his.</summary>
    private void LookAt(ConversationId order)
    {
        if (_orders.ContainsKey(order)) _lane.TryAdd(() => ShowAsync(order), always: true);
    }

    private async Task ShowAsync(ConversationId order)
    {
        var grain = _client.Cluster.GetGrain<IWorkOrderGrain>(order.ToOrderKey());
        if (await _client.Patience.CallAsync(() => grain.GetAsync(), _ => false, null) is { } view) _events.OnWorkOrder(view);
        else _orders.TryRemove(order, out _); // the next look tries again
    }
}
