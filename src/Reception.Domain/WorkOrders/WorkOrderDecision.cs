using System.Collections.Immutable;
using Reception.Contracts.Conversations;
using Reception.Contracts.Shops;
using Reception.Domain.WorkOrders.Events;

namespace Reception.Domain.WorkOrders;

/// <summary>What a decision is made with: the policy in force now, and the time.</summary>
public sealed record WorkOrderSetting(ShopPolicy Policy, DateTimeOffset Now);

/// <summary>What a command leads to: the events to append in one go, and the state after them. A refusal has no events.</summary>
public sealed record WorkOrderDecision(CommandOutcome Outcome, WorkOrderState State, ImmutableArray<WorkOrderEvent> Events, string? Error = null)
{
    public static WorkOrderDecision Refuse(CommandOutcome outcome, WorkOrderState state, string error) => new(outcome, state, [], error);

    /// <summary>Nothing to do any more.</summary>
    public static WorkOrderDecision Repeat(WorkOrderState state) => new(CommandOutcome.Repeated, state, []);

    public static WorkOrderDecision Do(WorkOrderState state, params ImmutableArray<WorkOrderEvent> events) =>
        new(CommandOutcome.Done, events.Aggregate(state, WorkOrderFold.Apply), events);
}
