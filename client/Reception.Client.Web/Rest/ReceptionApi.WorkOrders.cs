using Reception.Protocol.Frames;
using Reception.Protocol.Rest;

namespace Reception.Client.Web.Rest;

/// <summary>Work orders, reviews and call-backs; docs/work-orders.md tells what they are.</summary>
public sealed partial class ReceptionApi
{
    /// <summary>The same <see cref="WorkOrderRequest.Id"/> again creates nothing.</summary>
    public Task<WorkOrderDocument> CreateWorkOrderAsync(string shop, WorkOrderRequest request, CancellationToken cancel = default) =>
        SendAsync(HttpMethod.Post, $"shops/{Escape(shop)}/work-orders", Body(request, Json.WorkOrderRequest), Json.WorkOrderDocument, cancel);

    /// <summary>Newest first; <paramref name="cursor"/> goes on from an earlier page.</summary>
    public Task<WorkOrderPageDocument> GetWorkOrdersAsync(
        string shop, string? phase = null, string? kind = null, string? agent = null, string? queue = null, string? cursor = null, int limit = 50, CancellationToken cancel = default) =>
        SendAsync(
            HttpMethod.Get, $"shops/{Escape(shop)}/work-orders?limit={limit}{Query("phase", phase)}{Query("kind", kind)}{Query("agent", agent)}{Query("queue", queue)}{Query("cursor", cursor)}", null,
            Json.WorkOrderPageDocument, cancel);

    public Task<WorkOrderDocument> GetWorkOrderAsync(string shop, string number, CancellationToken cancel = default) =>
        SendAsync(HttpMethod.Get, $"shops/{Escape(shop)}/work-orders/{Escape(number)}", null, Json.WorkOrderDocument, cancel);

    /// <summary>Verb: notes, close, cancel, transfer or reopen.</summary>
    public Task<WorkOrderDocument> CommandWorkOrderAsync(string shop, string number, string verb, WorkOrderCommandRequest request, CancellationToken cancel = default) =>
        SendAsync(HttpMethod.Post, $"shops/{Escape(shop)}/work-orders/{Escape(number)}/{verb}", Body(request, Json.WorkOrderCommandRequest), Json.WorkOrderDocument, cancel);
}
