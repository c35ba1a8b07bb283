using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.Operations;
using Reception.Contracts.Queues;
using Reception.Contracts.Routing;
using Reception.Contracts.WorkOrders;
using Reception.Gateway.Auth;
using Reception.Gateway.Shops;
using Reception.Gateway.Wire;
using Reception.Protocol.Errors;
using Reception.Protocol.Frames;
using Reception.Protocol.Rest;

namespace Reception.Gateway.Rest;

/// <summary>Queues, lists of episodes (from projections, never from grains) and transcripts.</summary>
internal static class ConversationRoutes
{
    private const int MaxCursor = 512;

    public static void MapConversations(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/shops/{shop}/queues/{queue}", QueueAsync).ForRoles(Role.Admin | Role.Supervisor | Role.Agent).Produces<QueueDocument>().WithSummary("Who waits, and why");
        routes.MapGet("/shops/{shop}/conversations", ListAsync).ForRoles(Role.Admin | Role.Supervisor).Produces<EpisodePageDocument>().WithSummary("Episodes, newest first");
        routes.MapGet("/shops/{shop}/conversations/{channel}/{customer}", ViewAsync).ForRoles(Role.Admin | Role.Supervisor | Role.Agent).Produces<ViewDocument>().WithSummary("The state of a conversation");
        routes.MapGet("/shops/{shop}/conversations/{channel}/{customer}/messages", TranscriptAsync).ForRoles(Role.Admin | Role.Supervisor | Role.Agent).Produces<TranscriptDocument>().WithSummary("The transcript");
        routes.MapGet("/shops/{shop}/conversations/{channel}/{customer}/explanation", ExplainAsync).ForRoles(Role.Admin | Role.Supervisor | Role.Agent).Produces<ExplanationDocument>().WithSummary("Why it waits and what would serve it, or why this agent has it; work orders too, on the channel ~order");
    }

    private static async Task<IResult> QueueAsync(string shop, string queue, int? first, IClusterClient cluster, ShopDirectory shops)
    {
        if (!ShopId.TryParse(shop, out var id) || await shops.GetPolicyAsync(id) is not { } stored) return Problems.Of(ErrorCodes.UnknownShop);
        if (!Array.Exists(stored.Policy.Queues, known => known.Name == queue) || !KeyPart.IsValid(queue)) return Problems.Of(ErrorCodes.Unknown);
        var view = await cluster.GetGrain<IQueueGrain>(new QueueId(id, queue).ToString()).GetAsync(Math.Clamp(first ?? 10, 0, 200));
        return Results.Json(RestDocuments.Of(view), RestWire.Json.QueueDocument);
    }

    private static async Task<IResult> ListAsync(
        string shop, string? phase, string? agent, string? topic, DateTimeOffset? from, DateTimeOffset? to, string? cursor, int? limit, IClusterClient cluster, ShopDirectory shops)
    {
        if (!ShopId.TryParse(shop, out var id) || await shops.GetPolicyAsync(id) is null) return Problems.Of(ErrorCodes.UnknownShop);
        var errors = new List<string>();
        ConversationPhase? wantedPhase = null;
        AgentId? wantedAgent = null;
        if (phase is not null && Words.TryParse<ConversationPhase>(phase, out var parsedPhase)) wantedPhase = parsedPhase;
        else if (phase is not null) errors.Add($"phase: {Words.List<ConversationPhase>()}.");
        if (agent is not null && AgentId.TryParse(agent, out var parsedAgent)) wantedAgent = parsedAgent;
        else if (agent is not null) errors.Add("agent: an agent id.");
        if (topic?.Length > KeyPart.MaxLength) errors.Add("topic: at most 96 characters.");
        if (cursor?.Length > MaxCursor) errors.Add("cursor: as it came.");
        if (limit is < 1 or > 200) errors.Add("limit: 1 to 200.");
        if (errors.Count > 0) return Problems.Of(ErrorCodes.Invalid, errors[0], errors);
        var page = await cluster.GetGrain<IEpisodesGrain>(id.Value).QueryAsync(new EpisodeQuery(wantedPhase, wantedAgent, topic, from, to, cursor, limit ?? 50));
        return Results.Json(RestDocuments.Of(page), RestWire.Json.EpisodePageDocument);
    }

    private static Task<IResult> ViewAsync(string shop, string channel, string customer, HttpContext context, IClusterClient cluster) => OnAsync(
        shop, channel, customer, context, cluster, (_, view) => Task.FromResult(Results.Json(Documents.ForStaff(view), RestWire.Json.ViewDocument)));

    private static Task<IResult> TranscriptAsync(string shop, string channel, string customer, long? after, int? max, HttpContext context, IClusterClient cluster) => OnAsync(
        shop,
        channel,
        customer,
        context,
        cluster,
        async (grain, view) =>
        {
            var page = await grain.ReadAsync(Math.Max(0, after ?? 0), Math.Clamp(max ?? 100, 1, 200));
            return Results.Json(new TranscriptDocument(view.Id.ToString(), [.. page.Messages.Select(Documents.ForStaff)], page.LastSequence), RestWire.Json.TranscriptDocument);
        });

    private static async Task<IResult> ExplainAsync(string shop, string channel, string customer, HttpContext context, IClusterClient cluster)
    {
        if (!ConversationId.TryParse($"{shop}/{channel}/{customer}", out var id)) return Problems.Of(ErrorCodes.Unknown);
        if (!id.IsOrder()) return await OnAsync(shop, channel, customer, context, cluster, (_, view) => AnswerAsync(cluster, id, Words.Of(view.Phase), view.Queue, (view.Agent, view.AgentName), view.Why, view.Turn));
        if (await cluster.GetGrain<IWorkOrderGrain>(id.ToOrderKey()).GetAsync() is not { } order) return Problems.Of(ErrorCodes.Unknown);
        var subject = context.Features.Get<TokenSubject>()!;
        return subject.Role == Role.Agent && order.Agent?.Value != subject.Subject
            ? Problems.Of(ErrorCodes.NotOwner)
            : await AnswerAsync(cluster, id, Words.Of(order.Phase), order.Queue, (order.Agent, order.AgentName), order.Why, turn: null);
    }

    // Only the queue knows why something waits, and it says null for what does not wait there.
    private static async Task<IResult> AnswerAsync(
        IClusterClient cluster, ConversationId work, string phase, string? queue, (AgentId? Id, string? Name) agent, AssignmentExplanation? why, string? turn)
    {
        var line = phase == Words.Of(ConversationPhase.Waiting) && KeyPart.IsValid(queue) ? await cluster.GetGrain<IQueueGrain>(new QueueId(work.Shop, queue!).ToString()).ExplainAsync(work) : null;
        var explanation = new ExplanationDocument(
            work.ToString(), phase, queue, agent.Id?.Value, agent.Name, line is null ? null : RestDocuments.Of(line), why is null ? null : RestDocuments.Of(why), turn);
        return Results.Json(explanation, RestWire.Json.ExplanationDocument);
    }

    private static async Task<IResult> OnAsync(
        string shop, string channel, string customer, HttpContext context, IClusterClient cluster, Func<IConversationGrain, ConversationView, Task<IResult>> act)
    {
        if (!ConversationId.TryParse($"{shop}/{channel}/{customer}", out var id)) return Problems.Of(ErrorCodes.Unknown);
        var grain = cluster.GetGrain<IConversationGrain>(id.ToString());
        var view = await grain.GetAsync();
        if (view.LastSequence == 0) return Problems.Of(ErrorCodes.Unknown);
        var subject = context.Features.Get<TokenSubject>()!;
        return subject.Role == Role.Agent && view.Agent?.Value != subject.Subject ? Problems.Of(ErrorCodes.NotOwner) : await act(grain, view);
    }
}
