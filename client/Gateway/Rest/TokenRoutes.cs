using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Reception.Client.Hub;
using Reception.Contracts.Ids;
using Reception.Gateway.Auth;
using Reception.Gateway.Shops;
using Reception.Gateway.Sockets;
using Reception.Protocol;
using Reception.Protocol.Errors;
using Reception.Protocol.Rest;

namespace Reception.Gateway.Rest;

/// <summary>Makes tokens: for visitors (anybody, bounded), agents and supervisors (administrators).</summary>
internal static class TokenRoutes
{
    private const int MaxMinutes = 30 * 24 * 60;
    private const int DefaultMinutes = 12 * 60;
    private const int MaxShops = 50;
    private static readonly TimeSpan VisitorLifetime = TimeSpan.FromDays(30);

    public static void MapTokens(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/shops/{shop}/visitor-tokens", VisitorAsync).IsPublic("an anonymous customer has no token yet").RequireRateLimiting(RateLimits.VisitorTokens).Produces<VisitorTokenDocument>().WithSummary("A token for an anonymous customer");
        routes.MapPost("/agents/{agent}/tokens", AgentAsync).ForRoles(Role.Admin, ShopCheck.EveryShop).Accepts<AgentTokenRequest>("application/json").Produces<TokenDocument>().WithSummary("A token for an agent");
        routes.MapPost("/tokens", SupervisorAsync).ForRoles(Role.Admin, ShopCheck.EveryShop).Accepts<TokenRequest>("application/json").Produces<TokenDocument>().WithSummary("A token for a supervisor or a shop's own system");
    }

    /// <summary>A new visitor, or the one of a token that is still valid. Shared with the demo page.</summary>
    public static VisitorTokenDocument Visitor(ShopId shop, TokenSubject? known, SignedTokens tokens, IIdSource ids)
    {
        var visitor = known is { Role: Role.Customer } && known.MayEnter(shop.Value) && known.Subject.StartsWith("v-", StringComparison.Ordinal) ? known.Subject : CustomerKey.Visitor(shop, ids.NextId());
        var (token, expires) = tokens.Write(Role.Customer, visitor, [shop.Value], VisitorLifetime);
        return new VisitorTokenDocument(token, visitor, expires);
    }

    private static async Task<IResult> VisitorAsync(string shop, HttpContext context, ShopDirectory shops, SignedTokens tokens, IIdSource ids)
    {
        if (!ShopId.TryParse(shop, out var id) || await shops.GetPolicyAsync(id) is not { } stored) return Problems.Of(ErrorCodes.UnknownShop);
        var origins = stored.Policy.Channels.SelectMany(channel => channel.Origins ?? []);
        if (!OriginRule.Allows(context.Request, origins)) return Problems.Of(ErrorCodes.OriginRefused);
        if (context.Request.Headers.Origin.ToString() is { Length: > 0 } origin)
        {
            context.Response.Headers.AccessControlAllowOrigin = origin;
            context.Response.Headers.Vary = "Origin";
        }
        return Results.Json(Visitor(id, context.Features.Get<TokenSubject>(), tokens, ids), RestWire.Json.VisitorTokenDocument);
    }

    private static async Task<IResult> AgentAsync(string agent, HttpContext context, IClusterClient cluster, SignedTokens tokens)
    {
        var (request, refusal) = await Bodies.ReadAsync(context, RestWire.Json.AgentTokenRequest, new AgentTokenRequest(null));
        if (request is null) return refusal!;
        if (request.Minutes is < 1 or > MaxMinutes) return Problems.Of(ErrorCodes.Invalid, $"minutes: 1 to {MaxMinutes}.");
        if (await AgentRoutes.FindAsync(agent, context, cluster) is not { } profile) return Problems.Of(ErrorCodes.UnknownAgent);
        var shops = profile.Queues.Select(queue => queue.Shop.Value).Distinct(StringComparer.Ordinal).Take(MaxShops).ToArray();
        return Issue(tokens, Role.Agent, profile.Id.Value, shops, request.Minutes);
    }

    private static async Task<IResult> SupervisorAsync(HttpContext context, SignedTokens tokens)
    {
        var (request, refusal) = await Bodies.ReadAsync(context, RestWire.Json.TokenRequest);
        if (request is null) return refusal!;
        var errors = new List<string>();
        if (!KeyPart.IsValid(request.Subject)) errors.Add("subject: 1 to 96 characters of a-z A-Z 0-9 - _ . ~.");
        if (request.Shops is not { Length: >= 1 and <= MaxShops } || !Array.TrueForAll(request.Shops, KeyPart.IsValid)) errors.Add($"shops: 1 to {MaxShops} shop ids.");
        if (request.Minutes is < 1 or > MaxMinutes) errors.Add($"minutes: 1 to {MaxMinutes}.");
        if (!Words.TryParse<Role>(request.Role ?? "supervisor", out var role) || role is not (Role.Supervisor or Role.Integration)) errors.Add("role: supervisor or integration.");
        return errors.Count > 0 ? Problems.Of(ErrorCodes.Invalid, errors[0], errors) : Issue(tokens, role, request.Subject!, request.Shops!, request.Minutes);
    }

    private static IResult Issue(SignedTokens tokens, Role role, string subject, string[] shops, int? minutes)
    {
        var (token, expires) = tokens.Write(role, subject, shops, TimeSpan.FromMinutes(minutes ?? DefaultMinutes));
        return token.Length > Limits.TokenLength
            ? Problems.Of(ErrorCodes.Invalid, "Too many shops for one token.")
            : Results.Json(new TokenDocument(token, Words.Of(role), subject, shops, expires), RestWire.Json.TokenDocument);
    }
}
