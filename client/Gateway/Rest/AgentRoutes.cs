using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Reception.Contracts.Agents;
using Reception.Contracts.Ids;
using Reception.Contracts.Operations;
using Reception.Gateway.Auth;
using Reception.Gateway.Wire;
using Reception.Protocol.Errors;
using Reception.Protocol.Frames;
using Reception.Protocol.Rest;

namespace Reception.Gateway.Rest;

/// <summary>Profiles and presence of agents.</summary>
internal static class AgentRoutes
{
    private const int MaxQueues = 100;

    public static void MapAgents(this IEndpointRouteBuilder routes)
    {
        routes.MapPut("/agents/{agent}", PutAsync).ForRoles(Role.Admin, ShopCheck.EveryShop).Accepts<AgentRequest>("application/json").Produces<AgentProfileDocument>().WithSummary("Creates or changes an agent");
        routes.MapGet("/agents/{agent}", GetAsync).ForRoles(Role.Admin | Role.Supervisor | Role.Agent, ShopCheck.AgentsShops).Produces<AgentProfileDocument>().WithSummary("Profile and state");
        routes.MapPut("/agents/{agent}/presence", PresenceAsync).ForRoles(Role.Admin | Role.Supervisor | Role.Agent, ShopCheck.AgentsShops).Accepts<PresenceRequest>("application/json").Produces<AgentDocument>().WithSummary("Online, away or offline");
        routes.MapGet("/shops/{shop}/agents", ListAsync).ForRoles(Role.Admin | Role.Supervisor).Produces<AgentProfileDocument[]>().WithSummary("Agents that serve a queue of the shop");
    }

    /// <summary>The profile if the token may see this agent: himself, a shop of his, or an administrator. Others learn nothing.</summary>
    public static async Task<AgentProfile?> FindAsync(string agent, HttpContext context, IClusterClient cluster)
    {
        if (!AgentId.TryParse(agent, out var id) || await cluster.GetGrain<IAgentGrain>(id.Value).GetProfileAsync() is not { } profile) return null;
        var subject = context.Features.Get<TokenSubject>()!;
        return subject.Role switch
        {
            Role.Admin => profile,
            Role.Supervisor when Array.Exists(profile.Queues, queue => subject.MayEnter(queue.Shop.Value)) => profile,
            Role.Agent when subject.Subject == id.Value => profile,
            _ => null,
        };
    }

    private static async Task<IResult> PutAsync(string agent, HttpContext context, IClusterClient cluster)
    {
        var (request, refusal) = await Bodies.ReadAsync(context, RestWire.Json.AgentRequest);
        if (request is null) return refusal!;
        var queues = new List<QueueId>();
        var errors = Errors(agent, request, queues);
        if (errors.Count > 0) return Problems.Of(ErrorCodes.Invalid, errors[0], errors);
        var profile = new AgentProfile(new AgentId(agent), request.Name!, [.. queues.Distinct()], request.Capacity!.Value);
        return await cluster.GetGrain<IAgentGrain>(agent).PutProfileAsync(profile) switch
        {
            ProfileOutcome.Stored => Results.Json(RestDocuments.Of(profile), RestWire.Json.AgentProfileDocument),
            ProfileOutcome.Conflict => Problems.Of(ErrorCodes.VersionConflict),
            _ => Problems.Of(ErrorCodes.Invalid, "A queue does not exist, or a bound is broken."),
        };
    }

    private static async Task<IResult> GetAsync(string agent, HttpContext context, IClusterClient cluster) => await FindAsync(agent, context, cluster) is { } profile
        ? Results.Json(RestDocuments.Of(profile, await cluster.GetGrain<IAgentGrain>(profile.Id.Value).GetAsync()), RestWire.Json.AgentProfileDocument)
        : Problems.Of(ErrorCodes.UnknownAgent);

    private static async Task<IResult> PresenceAsync(string agent, HttpContext context, IClusterClient cluster)
    {
        var (request, refusal) = await Bodies.ReadAsync(context, RestWire.Json.PresenceRequest);
        if (request is null) return refusal!;
        if (!Words.TryParse<PresenceIntent>(request.Intent, out var intent)) return Problems.Of(ErrorCodes.Invalid, $"intent: {Words.List<PresenceIntent>()}.");
        if (await FindAsync(agent, context, cluster) is not { } profile) return Problems.Of(ErrorCodes.UnknownAgent);
        return await cluster.GetGrain<IAgentGrain>(profile.Id.Value).SetPresenceAsync(intent) is { } view
            ? Results.Json(Documents.Of(view), RestWire.Json.AgentDocument)
            : Problems.Of(ErrorCodes.UnknownAgent);
    }

    private static async Task<IResult> ListAsync(string shop, IClusterClient cluster)
    {
        if (!ShopId.TryParse(shop, out var id)) return Problems.Of(ErrorCodes.UnknownShop);
        var agents = await cluster.GetGrain<IEpisodesGrain>(id.Value).GetAgentsAsync();
        return Results.Json([.. agents.Select(profile => RestDocuments.Of(profile))], RestWire.Json.AgentProfileDocumentArray);
    }

    private static List<string> Errors(string agent, AgentRequest request, List<QueueId> queues)
    {
        var errors = new List<string>();
        if (!KeyPart.IsValid(agent)) errors.Add("agent: 1 to 96 characters of a-z A-Z 0-9 - _ . ~.");
        if (string.IsNullOrWhiteSpace(request.Name) || request.Name.Length > 100) errors.Add("name: 1 to 100 characters.");
        if (request.Capacity is not (>= 1 and <= 100)) errors.Add("capacity: 1 to 100.");
        if (request.Queues is not { Length: >= 1 and <= MaxQueues }) errors.Add($"queues: 1 to {MaxQueues}.");
        else
        {
            for (var i = 0; i < request.Queues.Length; i++)
            {
                if (QueueId.TryParse(request.Queues[i], out var queue)) queues.Add(queue);
                else errors.Add($"queues[{i}]: shop/queue.");
            }
        }
        return errors;
    }
}
