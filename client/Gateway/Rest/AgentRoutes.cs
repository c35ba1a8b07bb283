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

/// <summary>Profiles of agents.</summary>
internal static class AgentRoutes
{
    public static void MapAgents(this IEndpointRouteBuilder routes)
    {
        routes.MapPut("/agents/{agent}", PutAsync).ForRoles(Role.Admin, ShopCheck.EveryShop).Accepts<AgentRequest>("application/json").Produces<AgentProfileDocument>().WithSummary("Creates or changes an agent");
        routes.MapGet("/agents/{agent}", GetAsync).ForRoles(Role.Admin | Role.Supervisor | Role.Agent, ShopCheck.AgentsShops).Produces<AgentProfileDocument>().WithSummary("Profile and state");
        routes.MapPresence();
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
            Role.Supervisor when Shops(profile).Any(shop => subject.MayEnter(shop.Value)) => profile,
            Role.Agent when subject.Subject == id.Value => profile,
            _ => null,
        };
    }

    private static IEnumerable<ShopId> Shops(AgentProfile profile) =>
        profile.Queues.Select(queue => queue.Shop).Concat((profile.Qualifications ?? []).Select(passed => passed.Queue.Shop));

    private static async Task<IResult> PutAsync(string agent, HttpContext context, IClusterClient cluster)
    {
        var (request, refusal) = await Bodies.ReadAsync(context, RestWire.Json.AgentRequest);
        if (request is null) return refusal!;
        var errors = new List<string>();
        var profile = ProfileBody.Read(agent, request, errors);
        errors.AddRange(ProfileRules.Errors(profile));
        if (errors.Count > 0) return Problems.Of(ErrorCodes.Invalid, errors[0], errors);
        var result = await cluster.GetGrain<IAgentGrain>(agent).PutProfileAsync(profile);
        return result.Outcome switch
        {
            ProfileOutcome.Stored => Results.Json(RestDocuments.Of(profile), RestWire.Json.AgentProfileDocument),
            ProfileOutcome.Conflict => Problems.Of(ErrorCodes.VersionConflict),
            _ => Problems.Of(ErrorCodes.Invalid, result.Errors.FirstOrDefault(), result.Errors),
        };
    }

    private static async Task<IResult> GetAsync(string agent, HttpContext context, IClusterClient cluster) => await FindAsync(agent, context, cluster) is { } profile
        ? Results.Json(RestDocuments.Of(profile, await cluster.GetGrain<IAgentGrain>(profile.Id.Value).GetAsync()), RestWire.Json.AgentProfileDocument)
        : Problems.Of(ErrorCodes.UnknownAgent);

    private static async Task<IResult> ListAsync(string shop, IClusterClient cluster)
    {
        if (!ShopId.TryParse(shop, out var id)) return Problems.Of(ErrorCodes.UnknownShop);
        var agents = await cluster.GetGrain<IEpisodesGrain>(id.Value).GetAgentsAsync();
        return Results.Json([.. agents.Select(profile => RestDocuments.Of(profile))], RestWire.Json.AgentProfileDocumentArray);
    }
}
