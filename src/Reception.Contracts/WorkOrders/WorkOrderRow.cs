using Reception.Contracts.Ids;
using Reception.Contracts.Routing;

namespace Reception.Contracts.WorkOrders;

/// <summary>One work order as lists show it; at most 2 s behind the journal, up to the event of sequence <see cref="Version"/>.</summary>
[GenerateSerializer, Immutable]
public sealed record WorkOrderRow(
    ConversationId Id,
    long Version,
    WorkKind Kind,
    WorkOrderPhase Phase,
    long Epoch,
    string Title,
    string Queue,
    AgentId? Agent,
    string? Topic,
    string? OrderNumber,
    int? Stars,
    string? CustomerName,
    DateTimeOffset CreatedAt,
    DateTimeOffset Arrival,
    DateTimeOffset? AssignedAt,
    DateTimeOffset? EndedAt,
    int Notes,
    int Missed,
    DateTimeOffset UpdatedAt);

/// <summary>Null = any. Newest first; <see cref="Cursor"/> goes on from an earlier page; 1 to 200 rows.</summary>
[GenerateSerializer, Immutable]
public sealed record WorkOrderQuery(WorkOrderPhase? Phase = null, WorkKind? Kind = null, AgentId? Agent = null, string? Queue = null, string? Cursor = null, int Limit = 50);

[GenerateSerializer, Immutable]
public sealed record WorkOrderPage(WorkOrderRow[] Rows, string? NextCursor);

/// <summary>Lists from the rows of one shop, never from grains. Key: <see cref="ShopId"/>.</summary>
public interface IWorkOrdersGrain : IGrainWithStringKey
{
    Task<WorkOrderPage> QueryAsync(WorkOrderQuery query);
}
