using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.Routing;
using Reception.Contracts.WorkOrders;
using Reception.Gateway.Auth;
using Reception.Gateway.Shops;
using Reception.Gateway.Wire;
using Reception.Protocol.Errors;
using Reception.Protocol.Frames;
using Reception.Protocol.Rest;

namespace Reception.Gateway.Rest;

/// <summary>Work orders, reviews and call-backs: created by the shop's systems and by agents, read, noted, closed, moved.</summary>
internal static class WorkOrderRoutes
{
    private const Role Operators = Role.Admin | Role.Supervisor | Role.Integration;
    private const int MaxCursor = 512;

    public static void MapWorkOrders(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/shops/{shop}/work-orders", CreateAsync).ForRoles(Operators | Role.Agent).Accepts<WorkOrderRequest>("application/json").Produces<WorkOrderDocument>().WithSummary("A work order, review or call-back; the same id again creates nothing");
        routes.MapGet("/shops/{shop}/work-orders", ListAsync).ForRoles(Operators | Role.Agent).Produces<WorkOrderPageDocument>().WithSummary("Work orders, newest first; an agent sees those he had last");
        routes.MapGet("/shops/{shop}/work-orders/{number}", GetAsync).ForRoles(Operators | Role.Agent).Produces<WorkOrderDocument>().WithSummary("A work order with its newest notes");
        Command(routes, "notes", Operators | Role.Agent, "Adds a note", (grain, by, request) => grain.NoteAsync(new(by.Name, by.IsOperator, request.Id!, request.Text ?? "")), needsEpoch: false);
        Command(routes, "close", Operators | Role.Agent, "Done, with the result", (grain, by, request) => grain.CloseAsync(by.At(request), request.Text));
        Command(routes, "cancel", Operators, "Will not be done", (grain, by, request) => grain.CancelAsync(by.At(request), request.Text));
        Command(routes, "transfer", Operators | Role.Agent, "To another queue, the arrival kept", (grain, by, request) => grain.TransferAsync(by.At(request), request.Queue ?? ""));
        Command(routes, "reopen", Operators | Role.Agent, "Waits again", (grain, by, request) => grain.ReopenAsync(by.At(request), request.Text));
    }

    /// <summary>Who commands: an agent counts as owner only, everybody else as operator.</summary>
    private readonly record struct Caller(string Name, bool IsOperator)
    {
        public static Caller Of(HttpContext context)
        {
            var subject = context.Features.Get<TokenSubject>()!;
            return new(KeyPart.IsValid(subject.Subject) ? subject.Subject : Words.Of(subject.Role), subject.Role != Role.Agent);
        }

        public WorkOrderCommand At(WorkOrderCommandRequest request) => new(Name, IsOperator, request.Epoch ?? -1, request.Id!);
    }

    private static void Command(
        IEndpointRouteBuilder routes, string verb, Role roles, string summary, Func<IWorkOrderGrain, Caller, WorkOrderCommandRequest, Task<WorkOrderResult>> command, bool needsEpoch = true) =>
        routes.MapPost($"/shops/{{shop}}/work-orders/{{number}}/{verb}", (string shop, string number, HttpContext context, IClusterClient cluster) => CommandAsync(shop, number, context, cluster, command, needsEpoch))
            .ForRoles(roles).Accepts<WorkOrderCommandRequest>("application/json").Produces<WorkOrderDocument>().WithSummary(summary);

    private static async Task<IResult> CreateAsync(string shop, HttpContext context, IClusterClient cluster, ShopDirectory shops)
    {
        var (request, refusal) = await Bodies.ReadAsync(context, RestWire.Json.WorkOrderRequest);
        if (request is null) return refusal!;
        if (!ShopId.TryParse(shop, out var id) || await shops.GetPolicyAsync(id) is null) return Problems.Of(ErrorCodes.UnknownShop);
        var errors = new List<string>();
        var create = WorkOrderRequests.Create(request, id, Caller.Of(context).Name, errors);
        if (create is null) return Problems.Of(ErrorCodes.Invalid, errors[0], errors);
        var order = WorkIds.Order(id, WorkIds.NumberOf(id, create.CreatorId));
        return Answer(await cluster.GetGrain<IWorkOrderGrain>(order.ToOrderKey()).CreateAsync(create));
    }

    private static async Task<IResult> ListAsync(
        string shop, string? phase, string? kind, string? agent, string? queue, string? cursor, int? limit, HttpContext context, IClusterClient cluster, ShopDirectory shops)
    {
        if (!ShopId.TryParse(shop, out var id) || await shops.GetPolicyAsync(id) is null) return Problems.Of(ErrorCodes.UnknownShop);
        var caller = Caller.Of(context);
        if (!caller.IsOperator) agent = caller.Name;
        var errors = new List<string>();
        if (phase is not null && !Words.TryParse<WorkOrderPhase>(phase, out _)) errors.Add($"phase: {Words.List<WorkOrderPhase>()}.");
        if (kind is not null && !Words.TryParse<WorkKind>(kind, out _)) errors.Add($"kind: {Words.List<WorkKind>()}.");
        if (agent is not null && !AgentId.TryParse(agent, out _)) errors.Add("agent: an agent id.");
        if (queue?.Length > KeyPart.MaxLength) errors.Add("queue: a queue of the shop.");
        if (cursor?.Length > MaxCursor) errors.Add("cursor: as it came.");
        if (limit is < 1 or > 200) errors.Add("limit: 1 to 200.");
        if (errors.Count > 0) return Problems.Of(ErrorCodes.Invalid, errors[0], errors);
        var query = new WorkOrderQuery(
            Words.TryParse<WorkOrderPhase>(phase, out var wantedPhase) ? wantedPhase : null, Words.TryParse<WorkKind>(kind, out var wantedKind) ? wantedKind : null,
            agent is null ? null : new AgentId(agent), queue, cursor, limit ?? 50);
        return Results.Json(WorkOrders.Of(await cluster.GetGrain<IWorkOrdersGrain>(id.Value).QueryAsync(query)), RestWire.Json.WorkOrderPageDocument);
    }

    private static async Task<IResult> GetAsync(string shop, string number, HttpContext context, IClusterClient cluster)
    {
        if (!WorkIds.TryParseOrderKey($"{shop}/{number}", out var order) || await cluster.GetGrain<IWorkOrderGrain>(order.ToOrderKey()).GetAsync() is not { } view) return Problems.Of(ErrorCodes.Unknown);
        var caller = Caller.Of(context);
        return caller.IsOperator || view.Agent?.Value == caller.Name ? Results.Json(WorkOrders.Of(view), RestWire.Json.WorkOrderDocument) : Problems.Of(ErrorCodes.NotOwner);
    }

    private static async Task<IResult> CommandAsync(
        string shop, string number, HttpContext context, IClusterClient cluster, Func<IWorkOrderGrain, Caller, WorkOrderCommandRequest, Task<WorkOrderResult>> command, bool needsEpoch)
    {
        var (request, refusal) = await Bodies.ReadAsync(context, RestWire.Json.WorkOrderCommandRequest);
        if (request is null) return refusal!;
        if (!IfMatch.TryRead(context.Request, out var epoch)) return Problems.Of(ErrorCodes.BadRequest, "If-Match: the epoch that you read.");
        request = request with { Epoch = request.Epoch ?? epoch };
        if (!Checks.IsId(request.Id)) return Problems.Of(ErrorCodes.Invalid, $"id: your own id of the command, 1 to {Protocol.Limits.IdLength} characters.");
        if (needsEpoch && request.Epoch is null) return Problems.Of(ErrorCodes.Invalid, "epoch: the one that you read, here or as If-Match.");
        return WorkIds.TryParseOrderKey($"{shop}/{number}", out var order)
            ? Answer(await command(cluster.GetGrain<IWorkOrderGrain>(order.ToOrderKey()), Caller.Of(context), request))
            : Problems.Of(ErrorCodes.Unknown);
    }

    private static IResult Answer(WorkOrderResult result) => result is { View: { } view } && result.Outcome.IsDone()
        ? Results.Json(WorkOrders.Of(view), RestWire.Json.WorkOrderDocument)
        : Problems.Of(result.Outcome.Code(), result.Error, retryAfterMs: result.Outcome == CommandOutcome.Unavailable ? 1_000 : null);
}
