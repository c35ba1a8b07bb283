using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Gateway.Auth;
using Reception.Gateway.Shops;
using Reception.Gateway.Wire;
using Reception.Protocol;
using Reception.Protocol.Errors;
using Reception.Protocol.Rest;

namespace Reception.Gateway.Rest;

/// <summary>What comes from outside a chat about it: orders from the shop's system, a customer's word on an answer.</summary>
internal static class OrdersRoutes
{
    public static void MapOrders(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/shops/{shop}/orders", OrderAsync).ForRoles(Role.Admin | Role.Integration).Accepts<OrderRequest>("application/json").Produces<OrderDocument>().WithSummary("An order, to be attributed");
        routes.MapPost("/shops/{shop}/conversations/{channel}/{customer}/feedback", FeedbackAsync).ForRoles(Role.Admin | Role.Integration | Role.Customer).Accepts<FeedbackRequest>("application/json").Produces(204).WithSummary("Whether an answer helped");
    }

    private static async Task<IResult> OrderAsync(string shop, HttpContext context, IClusterClient cluster, ShopDirectory shops, TimeProvider time)
    {
        var (request, refusal) = await Bodies.ReadAsync(context, RestWire.Json.OrderRequest);
        if (request is null) return refusal!;
        if (!ShopId.TryParse(shop, out var id) || await shops.GetPolicyAsync(id) is null) return Problems.Of(ErrorCodes.UnknownShop);
        var errors = new List<string>();
        var conversation = OrderRequests.Conversation(request, id, errors);
        var order = OrderRequests.Event(request, time.GetUtcNow(), errors);
        if (errors.Count > 0) return Problems.Of(ErrorCodes.Invalid, errors[0], errors);
        var result = await cluster.GetGrain<IConversationGrain>(conversation!.Value.ToString()).ReportOrderAsync(order!);
        return result.Credit is { } credit
            ? Results.Json(new OrderDocument(order!.OrderId, result.Outcome == CommandOutcome.Repeated, Words.Of(credit.By), credit.EntryId, credit.Assisted), RestWire.Json.OrderDocument)
            : Refuse(result.Outcome, result.Error);
    }

    // A customer may speak for himself only; the body is not looked at before that is known.
    private static async Task<IResult> FeedbackAsync(string shop, string channel, string customer, HttpContext context, IClusterClient cluster)
    {
        var subject = context.Features.Get<TokenSubject>()!;
        if (subject.Role == Role.Customer && subject.Subject != customer) return Problems.Of(ErrorCodes.WrongRole, "You may rate answers of your own conversation only.");
        var (request, refusal) = await Bodies.ReadAsync(context, RestWire.Json.FeedbackRequest);
        if (request is null) return refusal!;
        if (request.Sequence is not > 0 || request.Helpful is not { } helpful) return Problems.Of(ErrorCodes.Invalid, "sequence: 1 or more; helpful: true or false.");
        if (!ConversationId.TryParse($"{shop}/{channel}/{customer}", out var id)) return Problems.Of(ErrorCodes.Unknown);
        var result = await cluster.GetGrain<IConversationGrain>(id.ToString()).RateAnswerAsync(new("", request.Sequence.Value, helpful));
        return result.Outcome.IsDone() ? Results.NoContent() : Refuse(result.Outcome, result.Error);
    }

    private static IResult Refuse(CommandOutcome outcome, string? error) => Problems.Of(outcome.Code(), error, retryAfterMs: outcome == CommandOutcome.Unavailable ? 1_000 : null);
}
