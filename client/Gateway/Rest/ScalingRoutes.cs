using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Reception.Contracts.Ids;
using Reception.Contracts.Scaling;
using Reception.Gateway.Auth;
using Reception.Gateway.Shops;
using Reception.Protocol.Errors;
using Reception.Protocol.Rest;

namespace Reception.Gateway.Rest;

/// <summary>What the cluster needs, and what a shop has to expect.</summary>
internal static class ScalingRoutes
{
    private const int UsualHours = 24;

    public static void MapScaling(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/scaling", ScalingAsync).ForRoles(Role.Admin | Role.Operations, ShopCheck.Cluster).Produces<ScalingDocument>().WithSummary("Silos, gateways and agents wanted now and by hour");
        routes.MapGet("/shops/{shop}/forecast", ForecastAsync).ForRoles(Role.Admin | Role.Supervisor).Produces<ForecastDocument>().WithSummary("Arrivals and agents by hour, with the error of a back-test");
    }

    private static async Task<IResult> ScalingAsync(int? hours, IClusterClient cluster)
    {
        if (IsWrong(hours)) return Problems.Of(ErrorCodes.Invalid, Bounds);
        return Results.Json(ScalingDocuments.Of(await cluster.GetGrain<IScalingGrain>(IScalingGrain.Key).GetAsync(hours ?? UsualHours)), RestWire.Json.ScalingDocument);
    }

    private static async Task<IResult> ForecastAsync(string shop, int? hours, IClusterClient cluster, ShopDirectory shops)
    {
        if (IsWrong(hours)) return Problems.Of(ErrorCodes.Invalid, Bounds);
        if (!ShopId.TryParse(shop, out var id) || await shops.GetPolicyAsync(id) is null) return Problems.Of(ErrorCodes.UnknownShop);
        return await cluster.GetGrain<IForecastGrain>(id.Value).GetAsync(hours ?? UsualHours) is { } forecast
            ? Results.Json(ScalingDocuments.Of(forecast), RestWire.Json.ForecastDocument)
            : Problems.Of(ErrorCodes.UnknownShop);
    }

    private static string Bounds => $"hours: 1 to {IScalingGrain.MaxHours}.";

    private static bool IsWrong(int? hours) => hours is < 1 or > IScalingGrain.MaxHours;
}
