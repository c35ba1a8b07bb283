using Reception.Contracts.WorkOrders;
using Reception.Protocol.Frames;
using Reception.Protocol.Rest;

namespace Reception.Gateway.Wire;

/// <summary>Work orders to what docs/protocol.md shows.</summary>
internal static class WorkOrders
{
    public static WorkOrderDocument Of(WorkOrderView order) => new(
        order.Id.ToString(),
        order.Number,
        Words.Of(order.Request.Kind),
        Words.Of(order.Phase),
        order.Version,
        order.Epoch,
        order.Fields.Title,
        order.Fields.Details,
        order.Fields.OrderNumber,
        order.Fields.Stars,
        order.Fields.CustomerName,
        order.Fields.Customer,
        order.Fields.Conversation?.ToString(),
        order.Topic,
        order.Queue,
        order.Request.Priority,
        order.Agent?.Value,
        order.AgentName,
        order.CreatedAt,
        order.Arrival,
        order.AssignedAt,
        order.RepliedAt,
        order.EndedAt,
        order.FirstReplyDue,
        order.ResolutionDue,
        [.. order.Missed.Select(deadline => Words.Of(deadline))],
        [.. order.Notes.Select(note => new NoteDocument(note.At, note.By, note.Text))],
        order.Result,
        order.Request.Labels is { Length: > 0 } labels ? labels.DistinctBy(label => label.Key).ToDictionary(label => label.Key, label => label.Value) : null);

    public static WorkOrderPageDocument Of(WorkOrderPage page) => new([.. page.Rows.Select(Of)], page.NextCursor);

    private static WorkOrderRowDocument Of(WorkOrderRow row) => new(
        row.Id.Customer,
        Words.Of(row.Kind),
        Words.Of(row.Phase),
        row.Epoch,
        row.Title,
        row.Queue,
        row.Agent?.Value,
        row.Topic,
        row.OrderNumber,
        row.Stars,
        row.CustomerName,
        row.CreatedAt,
        row.Arrival,
        row.AssignedAt,
        row.EndedAt,
        row.Notes,
        row.Missed,
        row.UpdatedAt);
}
