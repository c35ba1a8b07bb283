using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Reception.Contracts.Goods;
using Reception.Contracts.Ids;
using Reception.Gateway.Auth;
using Reception.Gateway.Shops;
using Reception.Gateway.Wire;
using Reception.Protocol;
using Reception.Protocol.Errors;
using Reception.Protocol.Rest;

namespace Reception.Gateway.Rest;

/// <summary>Drafts, versions and dry runs of a shop's catalogue. Files pass through unread: the catalogue's grain tells what is wrong with them.</summary>
internal static class CatalogueRoutes
{
    private const string Lines = "application/x-ndjson";
    private const string Csv = "text/csv";
    private const int MaxBytes = 4 * 1024 * 1024;
    private const Role Trainers = Role.Admin | Role.Supervisor;

    public static void MapCatalogue(this IEndpointRouteBuilder routes)
    {
        routes.MapPut("/shops/{shop}/catalogue/draft", PutDraftAsync).ForRoles(Trainers).Accepts<string>(Lines, Csv).Produces<CatalogueStoredDocument>().WithSummary("Replaces the draft (JSON lines or CSV)");
        routes.MapGet("/shops/{shop}/catalogue/draft", GetDraftAsync).ForRoles(Trainers).Produces<string>(200, Lines, Csv).WithSummary("The draft (JSON lines, or CSV with Accept: text/csv)");
        routes.MapGet("/shops/{shop}/catalogue", GetAsync).ForRoles(Trainers | Role.Agent).Produces<string>(200, Lines, Csv).WithSummary("What is in force, or a version (JSON lines, or CSV with Accept: text/csv)");
        routes.MapPost("/shops/{shop}/catalogue/publish", PublishAsync).ForRoles(Trainers).Accepts<PublishRequest>("application/json").Produces<CatalogueStoredDocument>().WithSummary("The draft takes force");
        routes.MapGet("/shops/{shop}/catalogue/versions", VersionsAsync).ForRoles(Trainers).Produces<CatalogueVersionDocument[]>().WithSummary("Published versions");
        routes.MapPost("/shops/{shop}/catalogue/roll-back", RollBackAsync).ForRoles(Trainers).Accepts<RollBackRequest>("application/json").Produces<CatalogueStoredDocument>().WithSummary("An older version takes force again");
        routes.MapPost("/shops/{shop}/catalogue/try", TryAsync).ForRoles(Trainers | Role.Agent).Accepts<GoodsRequest>("application/json").Produces<GoodsDocument>().WithSummary("A dry run: what the catalogue says, and why");
    }

    private static async Task<IResult> PutDraftAsync(string shop, HttpContext context, IClusterClient cluster, ShopDirectory shops)
    {
        var (bytes, refusal) = await Bodies.ReadAsync(context, MaxBytes, Lines, "application/jsonl", "text/plain", Csv);
        if (bytes is null) return refusal!;
        var format = context.Request.ContentType?.StartsWith(Csv, StringComparison.OrdinalIgnoreCase) == true ? CatalogueFormat.Csv : CatalogueFormat.JsonLines;
        return await OnAsync(shop, cluster, shops, async grain => Answer(await grain.PutDraftAsync(bytes, format)));
    }

    private static Task<IResult> GetDraftAsync(string shop, HttpContext context, IClusterClient cluster, ShopDirectory shops) =>
        OnAsync(shop, cluster, shops, async grain => File(await grain.GetDraftAsync(Wanted(context)), context));

    private static Task<IResult> GetAsync(string shop, long? version, HttpContext context, IClusterClient cluster, ShopDirectory shops) =>
        OnAsync(shop, cluster, shops, async grain => File(await grain.GetFileAsync(version, Wanted(context)), context));

    private static async Task<IResult> PublishAsync(string shop, HttpContext context, IClusterClient cluster, ShopDirectory shops)
    {
        var (request, refusal) = await Bodies.ReadAsync(context, RestWire.Json.PublishRequest, new PublishRequest(null));
        if (request is null) return refusal!;
        if (request.Note?.Length > Limits.CommentLength) return Problems.Of(ErrorCodes.Invalid, $"note: at most {Limits.CommentLength} characters.");
        return await OnAsync(shop, cluster, shops, async grain => Answer(await grain.PublishAsync(Who(context), request.Note)));
    }

    private static Task<IResult> VersionsAsync(string shop, IClusterClient cluster, ShopDirectory shops) => OnAsync(shop, cluster, shops, async grain =>
    {
        var versions = await grain.GetVersionsAsync();
        return Results.Json(
            [.. versions.Select(version => new CatalogueVersionDocument(version.Version, version.PublishedAt, version.Products, version.PublishedBy, version.Note))],
            RestWire.Json.CatalogueVersionDocumentArray);
    });

    private static async Task<IResult> RollBackAsync(string shop, HttpContext context, IClusterClient cluster, ShopDirectory shops)
    {
        var (request, refusal) = await Bodies.ReadAsync(context, RestWire.Json.RollBackRequest);
        if (request is null) return refusal!;
        if (request.Version is not { } version) return Problems.Of(ErrorCodes.Invalid, "version: missing.");
        return await OnAsync(shop, cluster, shops, async grain => Answer(await grain.RollBackAsync(version, Who(context))));
    }

    private static async Task<IResult> TryAsync(string shop, HttpContext context, IClusterClient cluster, ShopDirectory shops)
    {
        var (request, refusal) = await Bodies.ReadAsync(context, RestWire.Json.GoodsRequest);
        if (request is null) return refusal!;
        if (string.IsNullOrWhiteSpace(request.Text) || request.Text.Length > Limits.TextLength) return Problems.Of(ErrorCodes.Invalid, $"text: 1 to {Limits.TextLength} characters.");
        if (request.Product?.Length > Limits.ContextLength) return Problems.Of(ErrorCodes.Invalid, $"product: at most {Limits.ContextLength} characters.");
        return await OnAsync(shop, cluster, shops, async grain =>
        {
            var report = await grain.TryAsync(request.Text, request.Product);
            return Results.Json(
                new GoodsDocument(report.Decision, report.Kind, report.Confidence, report.Answer, report.Products, report.Reasons, report.Suggestions, Documents.Of(report.Parts), report.Version),
                RestWire.Json.GoodsDocument);
        });
    }

    private static async Task<IResult> OnAsync(string shop, IClusterClient cluster, ShopDirectory shops, Func<ICatalogueGrain, Task<IResult>> act) =>
        ShopId.TryParse(shop, out var id) && await shops.GetPolicyAsync(id) is not null
            ? await act(cluster.GetGrain<ICatalogueGrain>(id.Value))
            : Problems.Of(ErrorCodes.UnknownShop);

    private static string Who(HttpContext context) => context.Features.Get<TokenSubject>()!.Subject;

    private static CatalogueFormat Wanted(HttpContext context) => context.Request.Headers.Accept.ToString().Contains(Csv, StringComparison.OrdinalIgnoreCase) ? CatalogueFormat.Csv : CatalogueFormat.JsonLines;

    private static IResult File(byte[]? bytes, HttpContext context) =>
        bytes is null ? Problems.Of(ErrorCodes.UnknownVersion) : Results.Bytes(bytes, Wanted(context) == CatalogueFormat.Csv ? "text/csv; charset=utf-8" : Lines);

    private static IResult Answer(CatalogueResult result) => result.Outcome switch
    {
        CatalogueOutcome.Done => Results.Json(new CatalogueStoredDocument(result.Version, result.Products), RestWire.Json.CatalogueStoredDocument),
        CatalogueOutcome.NothingToPublish => Problems.Of(ErrorCodes.NothingToPublish),
        CatalogueOutcome.UnknownVersion => Problems.Of(ErrorCodes.UnknownVersion),
        CatalogueOutcome.UnknownShop => Problems.Of(ErrorCodes.UnknownShop),
        _ => Problems.Of(ErrorCodes.Invalid, result.Errors.FirstOrDefault(), result.Errors),
    };
}
