using Reception.Contracts.Ids;
using Reception.Contracts.Routing;

namespace Reception.Contracts.WorkOrders;

/// <summary>
/// A call-back's turn, from the work order to its conversation: <see cref="Agent"/> has accepted it and holds its weight. The conversation
/// lets his ledger move that hold to itself, becomes his at the original arrival time, and answers with <see cref="IWorkOrderGrain.OnCallBackAsync"/>.
/// </summary>
[GenerateSerializer, Immutable]
public sealed record CallBackTurn(
    ConversationId Order,
    long Epoch,
    AgentId Agent,
    string AgentName,
    Guid Offer,
    string Queue,
    DateTimeOffset Arrival,
    DateTimeOffset Due,
    int Weight,
    string? Topic,
    WorkRequest? Request = null);

/// <summary>How a call-back went on in its conversation.</summary>
public enum CallBackOutcome
{
    /// <summary>The agent owns the chat and writes first.</summary>
    Begun = 0,
    /// <summary>The customer is served already, or waits in the chat: there is nothing to call back for.</summary>
    NotNeeded = 1,
    /// <summary>The agent's hold is gone: the call-back waits again.</summary>
    HoldGone = 2,
}
