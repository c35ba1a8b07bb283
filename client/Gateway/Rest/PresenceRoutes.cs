using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Reception.Contracts.Agents;
using Reception.Gateway.Auth;
using Reception.Gateway.Wire;
using Reception.Protocol.Errors;
using Reception.Protocol.Frames;
using Reception.Protocol.Rest;

namespace Reception.Gateway.Rest;

/// <summary>
/// Presence of agents: his own word, and what supervisors order. A supervisor who puts a presence forces it; the agent's own intent is
/// never changed by anybody else.
/// </summary>
internal static class PresenceRoutes
{
    private const Role Those = Role.Admin | Role.Supervisor;

    public static void MapPresence(this IEndpointRouteBuilder routes)
    {
        routes.MapPut("/agents/{agent}/presence", SetAsync).ForRoles(Those | Role.Agent, ShopCheck.AgentsShops).Accepts<PresenceRequest>("application/json").Produces<AgentDocument>().WithSummary("Online, away or offline, with a reason; from a supervisor it is forced");
        routes.MapPut("/agents/{agent}/force", ForceAsync).ForRoles(Those, ShopCheck.AgentsShops).Accepts<ForceRequest>("application/json").Produces<AgentDocument>().WithSummary("Sets the presence of an agent until he sets it himself, or until a time");
        routes.MapDelete("/agents/{agent}/force", EndForceAsync).ForRoles(Those, ShopCheck.AgentsShops).Produces<AgentDocument>().WithSummary("His own intent counts again");
        routes.MapPut("/agents/{agent}/drain", DrainAsync).ForRoles(Those | Role.Agent, ShopCheck.AgentsShops).Accepts<DrainRequest>("application/json").Produces<AgentDocument>().WithSummary("No new work; ends when he is empty");
        routes.MapDelete("/agents/{agent}/drain", EndDrainAsync).ForRoles(Those | Role.Agent, ShopCheck.AgentsShops).Produces<AgentDocument>().WithSummary("He gets new work again");
        routes.MapDelete("/agents/{agent}/wrap-up", EndWrapUpAsync).ForRoles(Those | Role.Agent, ShopCheck.AgentsShops).Produces<AgentDocument>().WithSummary("He is ready for the next");
    }

    private static async Task<IResult> SetAsync(string agent, HttpContext context, IClusterClient cluster)
    {
        var (request, refusal) = await Bodies.ReadAsync(context, RestWire.Json.PresenceRequest);
        if (request is null) return refusal!;
        if (!Words.TryParse<PresenceIntent>(request.Intent, out var intent)) return BadIntent("intent");
        return await TurnAsync(agent, context, cluster, (grain, who) => who.Role == Role.Agent
            ? grain.SetPresenceAsync(intent, request.Reason)
            : grain.ForcePresenceAsync(new ForcePresence(intent, who.Subject, request.Reason)));
    }

    private static async Task<IResult> ForceAsync(string agent, HttpContext context, IClusterClient cluster, TimeProvider time)
    {
        var (request, refusal) = await Bodies.ReadAsync(context, RestWire.Json.ForceRequest);
        if (request is null) return refusal!;
        if (!Words.TryParse<PresenceIntent>(request.Intent, out var intent)) return BadIntent("intent");
        if (request.Minutes is < 1 or > 24 * 60 || (request.Minutes is not null && request.Until is not null)) return Problems.Of(ErrorCodes.Invalid, "minutes: 1 to 1440, and not beside until.");
        var until = request.Until ?? (request.Minutes is { } minutes ? time.GetUtcNow().AddMinutes(minutes) : null);
        return await TurnAsync(agent, context, cluster, (grain, who) => grain.ForcePresenceAsync(new ForcePresence(intent, who.Subject, request.Reason, until)));
    }

    private static Task<IResult> EndForceAsync(string agent, HttpContext context, IClusterClient cluster) =>
        TurnAsync(agent, context, cluster, (grain, who) => grain.EndForceAsync(who.Subject));

    private static async Task<IResult> DrainAsync(string agent, HttpContext context, IClusterClient cluster)
    {
        var (request, refusal) = await Bodies.ReadAsync(context, RestWire.Json.DrainRequest, new DrainRequest());
        if (request is null) return refusal!;
        var then = PresenceIntent.Away;
        if (request.Then is not null && !Words.TryParse(request.Then, out then)) return BadIntent("then");
        return await TurnAsync(agent, context, cluster, (grain, who) => grain.DrainAsync(new DrainAgent(who.Subject, request.Reason, then)));
    }

    /// <summary>An agent ends only what he ordered himself.</summary>
    private static Task<IResult> EndDrainAsync(string agent, HttpContext context, IClusterClient cluster) => TurnAsync(agent, context, cluster, async (grain, who) =>
        who.Role == Role.Agent && await grain.GetAsync() is { Drain: { } drain } view && drain.By != who.Subject
            ? new PresenceResult(PresenceOutcome.Invalid, view, $"{drain.By} ordered the drain.")
            : await grain.EndDrainAsync(who.Subject));

    private static Task<IResult> EndWrapUpAsync(string agent, HttpContext context, IClusterClient cluster) =>
        TurnAsync(agent, context, cluster, (grain, _) => grain.EndWrapUpAsync(null));

    private static async Task<IResult> TurnAsync(string agent, HttpContext context, IClusterClient cluster, Func<IAgentGrain, TokenSubject, Task<PresenceResult>> turn)
    {
        if (await AgentRoutes.FindAsync(agent, context, cluster) is not { } profile) return Problems.Of(ErrorCodes.UnknownAgent);
        var result = await turn(cluster.GetGrain<IAgentGrain>(profile.Id.Value), context.Features.Get<TokenSubject>()!);
        return result switch
        {
            { Outcome: PresenceOutcome.Done, View: { } view } => Results.Json(Documents.Of(view), RestWire.Json.AgentDocument),
            { Outcome: PresenceOutcome.Invalid } => Problems.Of(ErrorCodes.Invalid, result.Error),
            _ => Problems.Of(ErrorCodes.UnknownAgent),
        };
    }

    private static IResult BadIntent(string what) => Problems.Of(ErrorCodes.Invalid, $"{what}: {Words.List<PresenceIntent>()}.");
}
