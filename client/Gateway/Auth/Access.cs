using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Reception.Protocol.Errors;
using Reception.Telemetry;

namespace Reception.Gateway.Auth;

/// <summary>Where a route's shop is checked.</summary>
public enum ShopCheck
{
    /// <summary>The route has a {shop}; the token has to belong to it.</summary>
    Route = 0,
    /// <summary>The route has an {agent}; the handler compares with the shops he serves.</summary>
    AgentsShops = 1,
    /// <summary>Administrators only: they enter every shop.</summary>
    EveryShop = 2,
    /// <summary>The route is about this process; shops are at most a label.</summary>
    Process = 3,
    /// <summary>The route is about the cluster and tells nothing that was said in a shop.</summary>
    Cluster = 4,
}

/// <summary>Who may use a route; every route of ours has this or <see cref="PublicAccess"/>, a test looks.</summary>
public sealed record RouteAccess(Role Roles, ShopCheck Shop) : IAuthorizationRequirement;

/// <summary>A route that anybody may use, and why.</summary>
public sealed record PublicAccess(string Reason);

/// <summary>Checks role and shop; what is wrong is left in the request for <see cref="AccessAnswers"/>.</summary>
internal sealed class AccessHandler(IOptions<GatewayOptions> options) : AuthorizationHandler<RouteAccess>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RouteAccess requirement)
    {
        if (context.Resource is not HttpContext http) return Task.CompletedTask;
        if (http.Features.Get<TokenSubject>() is not { } subject)
        {
            if (requirement.Shop == ShopCheck.Process && options.Value.Telemetry.AnonymousFromLoopback && Scraping.IsNeighbour(http)) context.Succeed(requirement);
            return Task.CompletedTask;
        }
        if (!requirement.Roles.HasFlag(subject.Role)) http.Features.Set(ErrorCodes.WrongRole);
        else if (requirement.Shop == ShopCheck.Route && !subject.MayEnter(http.Request.RouteValues["shop"] as string ?? "")) http.Features.Set(ErrorCodes.WrongShop);
        else context.Succeed(requirement);
        return Task.CompletedTask;
    }
}

/// <summary>Marks routes.</summary>
public static class AccessRoutes
{
    public const string Scheme = "Reception";

    public static TBuilder ForRoles<TBuilder>(this TBuilder route, Role roles, ShopCheck shop = ShopCheck.Route)
        where TBuilder : IEndpointConventionBuilder
    {
        var access = new RouteAccess(roles, shop);
        return route.RequireAuthorization(new AuthorizationPolicyBuilder(Scheme).AddRequirements(access).Build()).WithMetadata(access);
    }

    public static TBuilder IsPublic<TBuilder>(this TBuilder route, string reason)
        where TBuilder : IEndpointConventionBuilder => route.AllowAnonymous().WithMetadata(new PublicAccess(reason));
}
