using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Reception.Contracts.Goods;
using Reception.Contracts.Ids;
using Reception.Contracts.Insight;
using Reception.Contracts.Knowledge;
using Reception.Contracts.Shops;
using Reception.Gateway.Auth;
using Reception.Gateway.Shops;
using Reception.Protocol.Errors;
using Reception.Protocol.Rest;

namespace Reception.Gateway.Rest;

/// <summary>Policies, copies, identity keys and figures of a shop.</summary>
internal static class ShopRoutes
{
    private const int PolicyBytes = 256 * 1024;

    public static void MapShops(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/shops/{shop}", GetAsync).ForRoles(Role.Admin | Role.Supervisor | Role.Agent).Produces<VersionedPolicy>().WithSummary("The policy and its version");
        routes.MapPut("/shops/{shop}", PutAsync).ForRoles(Role.Admin).Accepts<ShopPolicy>("application/json").Produces<StoredDocument>().WithSummary("Stores the policy (If-Match: version, 0 = only if new)");
        routes.MapPost("/shops/{shop}/copies", CopyAsync).ForRoles(Role.Admin).Accepts<CopyRequest>("application/json").Produces<StoredDocument>().WithSummary("A new shop as a copy of this one");
        routes.MapGet("/shops/{shop}/identity-key", GetKeyAsync).ForRoles(Role.Admin).Produces<IdentityKeyDocument>().WithSummary("The key that signs customers' identities");
        routes.MapPost("/shops/{shop}/identity-key", RotateKeyAsync).ForRoles(Role.Admin).Produces<IdentityKeyDocument>().WithSummary("A new key; the old identities end");
        routes.MapGet("/shops/{shop}/figures", FiguresAsync).ForRoles(Role.Admin | Role.Supervisor).Produces<FiguresDocument>().WithSummary("Counts of the shop");
    }

    private static async Task<IResult> GetAsync(string shop, ShopDirectory shops) => ShopId.TryParse(shop, out var id) && await shops.GetPolicyAsync(id) is { } policy
        ? Results.Json(policy, PolicyWire.Json.VersionedPolicy)
        : Problems.Of(ErrorCodes.UnknownShop);

    private static async Task<IResult> PutAsync(string shop, HttpContext context, IClusterClient cluster, ShopDirectory shops)
    {
        if (!ShopId.TryParse(shop, out var id)) return Problems.Of(ErrorCodes.Invalid, "A shop id has 1 to 96 characters of a-z A-Z 0-9 - _ . ~.");
        if (!IfMatch.TryRead(context.Request, out var expected)) return Problems.Of(ErrorCodes.BadRequest, "If-Match: the version that you read, or 0.");
        var (policy, refusal) = await Bodies.ReadAsync(context, PolicyWire.Json.ShopPolicy, maxBytes: PolicyBytes);
        if (policy is null) return refusal!;
        var result = await cluster.GetGrain<IShopGrain>(id.Value).PutAsync(policy, expected);
        shops.Forget(id);
        return Answer(result);
    }

    private static async Task<IResult> CopyAsync(string shop, HttpContext context, IClusterClient cluster, ShopDirectory shops)
    {
        var (request, refusal) = await Bodies.ReadAsync(context, RestWire.Json.CopyRequest);
        if (request is null) return refusal!;
        if (!ShopId.TryParse(shop, out var template) || await shops.GetPolicyAsync(template) is null) return Problems.Of(ErrorCodes.UnknownShop);
        if (!ShopId.TryParse(request.Shop, out var id)) return Problems.Of(ErrorCodes.Invalid, "shop: 1 to 96 characters of a-z A-Z 0-9 - _ . ~.");
        if (request.Name is not { Length: > 0 and <= 200 } name) return Problems.Of(ErrorCodes.Invalid, "name: 1 to 200 characters.");
        var result = await cluster.GetGrain<IShopGrain>(id.Value).CopyFromAsync(template, name);
        shops.Forget(id);
        if (result.Outcome == PutPolicyOutcome.Stored)
        {
            await CopyAnswersAsync(cluster, template, id);
            await CopyCatalogueAsync(cluster, template, id);
        }
        return Answer(result);
    }

    /// <summary>What the template answers is what the copy answers, from its first version on.</summary>
    private static async Task CopyAnswersAsync(IClusterClient cluster, ShopId template, ShopId copy)
    {
        if (await cluster.GetGrain<IKnowledgeGrain>(template.Value).GetContentAsync(null) is not { Entries.Length: > 0 } content) return;
        var knowledge = cluster.GetGrain<IKnowledgeGrain>(copy.Value);
        await knowledge.PutDraftAsync(content.Entries);
        await knowledge.PublishAsync("template", $"copied from {template} version {content.Version}");
    }

    private static async Task CopyCatalogueAsync(IClusterClient cluster, ShopId template, ShopId copy)
    {
        if (await cluster.GetGrain<ICatalogueGrain>(template.Value).GetFileAsync(null, CatalogueFormat.JsonLines) is not { } file) return;
        var catalogue = cluster.GetGrain<ICatalogueGrain>(copy.Value);
        await catalogue.PutDraftAsync(file, CatalogueFormat.JsonLines);
        await catalogue.PublishAsync("template", $"copied from {template}");
    }

    private static Task<IResult> GetKeyAsync(string shop, IClusterClient cluster) => KeyAsync(shop, cluster, grain => grain.GetIdentityKeyAsync());

    private static async Task<IResult> RotateKeyAsync(string shop, IClusterClient cluster, ShopDirectory shops)
    {
        var result = await KeyAsync(shop, cluster, grain => grain.RotateIdentityKeyAsync());
        if (ShopId.TryParse(shop, out var id)) shops.Forget(id);
        return result;
    }

    private static async Task<IResult> KeyAsync(string shop, IClusterClient cluster, Func<IShopGrain, Task<string?>> read) =>
        ShopId.TryParse(shop, out var id) && await read(cluster.GetGrain<IShopGrain>(id.Value)) is { } key
            ? Results.Json(new IdentityKeyDocument(key), RestWire.Json.IdentityKeyDocument)
            : Problems.Of(ErrorCodes.UnknownShop);

    private static async Task<IResult> FiguresAsync(string shop, IClusterClient cluster)
    {
        if (!ShopId.TryParse(shop, out var id)) return Problems.Of(ErrorCodes.UnknownShop);
        return Results.Json(RestDocuments.Of(await cluster.GetGrain<IInsightGrain>(id.Value).GetAsync()), RestWire.Json.FiguresDocument);
    }

    private static IResult Answer(PutPolicyResult result) => result.Outcome switch
    {
        PutPolicyOutcome.Stored => Results.Json(new StoredDocument(result.Version), RestWire.Json.StoredDocument),
        PutPolicyOutcome.VersionConflict => Problems.Of(ErrorCodes.VersionConflict, $"The version in force is {result.Version}."),
        PutPolicyOutcome.NotFound => Problems.Of(ErrorCodes.UnknownShop),
        _ => Problems.Of(ErrorCodes.Invalid, result.Errors.FirstOrDefault(), result.Errors),
    };
}
