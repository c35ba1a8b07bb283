using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Reception.Contracts.Ids;
using Reception.Contracts.Shops;
using Reception.Gateway.Auth;
using Reception.Gateway.Shops;
using Reception.Protocol.Errors;
using Reception.Protocol.Rest;

namespace Reception.Gateway.Rest;

/// <summary>The levers of peak mode: how they stand, and a hand on them.</summary>
internal static class PeakRoutes
{
    private const Role Those = Role.Admin | Role.Supervisor;

    public static void MapPeak(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/shops/{shop}/peak", GetAsync).ForRoles(Those).Produces<PeakDocument>().WithSummary("The levers of peak mode, why they stand so, and who switched what when");
        routes.MapPut("/shops/{shop}/peak", PutAsync).ForRoles(Those).Accepts<PeakRequest>("application/json").Produces<PeakDocument>().WithSummary("Switches levers on, off, or back to what the policy says");
    }

    private static async Task<IResult> GetAsync(string shop, IClusterClient cluster) =>
        ShopId.TryParse(shop, out var id) && await cluster.GetGrain<IShopGrain>(id.Value).GetPeakAsync() is { } view ? Answer(view) : Problems.Of(ErrorCodes.UnknownShop);

    private static async Task<IResult> PutAsync(string shop, HttpContext context, IClusterClient cluster, ShopDirectory shops)
    {
        var (request, refusal) = await Bodies.ReadAsync(context, RestWire.Json.PeakRequest);
        if (request is null) return refusal!;
        if (!ShopId.TryParse(shop, out var id)) return Problems.Of(ErrorCodes.UnknownShop);
        var errors = new List<string>();
        if (!Words.TryParse<PeakMode>(request.Mode, out var mode)) errors.Add($"mode: {Words.List<PeakMode>()}.");
        var levers = new List<PeakLever>();
        foreach (var word in request.Levers ?? [])
        {
            if (Words.TryParse<PeakLever>(word, out var lever)) levers.Add(lever);
            else if (errors.Count < 10) errors.Add($"levers: {Words.List<PeakLever>()}.");
        }
        if (errors.Count > 0) return Problems.Of(ErrorCodes.Invalid, errors[0], errors);
        var by = context.Features.Get<TokenSubject>()!.Subject;
        var result = await cluster.GetGrain<IShopGrain>(id.Value).SwitchPeakAsync(new PeakCommand([.. levers], mode, by, request.Why, request.Seconds));
        shops.Forget(id);
        return result switch
        {
            { Outcome: PeakOutcome.Done, View: { } view } => Answer(view),
            { Outcome: PeakOutcome.Invalid } => Problems.Of(ErrorCodes.Invalid, result.Errors.FirstOrDefault(), result.Errors),
            _ => Problems.Of(ErrorCodes.UnknownShop),
        };
    }

    private static IResult Answer(PeakView view) => Results.Json(
        new PeakDocument(
            [.. view.Levers.Select(Of)], view.Phases, new PeakLoadDocument(view.Load.Waiting, view.Load.Taken, view.Load.Capacity),
            [.. view.Changes.Select(c => new PeakChangeDocument(c.At, Words.Of(c.Lever), c.On, Words.Of(c.Cause), c.By, c.Why, c.Mode is { } mode ? Words.Of(mode) : null, c.Until))]),
        RestWire.Json.PeakDocument);

    private static PeakLeverDocument Of(PeakLeverView lever) => new(
        Words.Of(lever.Lever), lever.Given, lever.On, Words.Of(lever.Cause), Words.Of(lever.Switch?.Mode ?? PeakMode.Auto), lever.Switch?.By, lever.Switch?.Why, lever.Switch?.At, lever.Switch?.Until);
}
