using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Reception.Contracts.Ids;
using Reception.Contracts.Knowledge;
using Reception.Gateway.Auth;
using Reception.Gateway.Shops;
using Reception.Protocol;
using Reception.Protocol.Errors;
using Reception.Protocol.Rest;

namespace Reception.Gateway.Rest;

/// <summary>Drafts, versions and dry runs of a shop's knowledge.</summary>
internal static class KnowledgeRoutes
{
    private const string Lines = "application/x-ndjson";
    private const Role Trainers = Role.Admin | Role.Supervisor;

    public static void MapKnowledge(this IEndpointRouteBuilder routes)
    {
        routes.MapPut("/shops/{shop}/knowledge/draft", PutDraftAsync).ForRoles(Trainers).Accepts<KnowledgeLine>(Lines, "application/jsonl", "text/plain").Produces<KnowledgeStoredDocument>().WithSummary("Replaces the draft (JSON lines)");
        routes.MapGet("/shops/{shop}/knowledge/draft", GetDraftAsync).ForRoles(Trainers).Produces<KnowledgeLine>(200, Lines).WithSummary("The draft (JSON lines)");
        routes.MapGet("/shops/{shop}/knowledge", GetAsync).ForRoles(Trainers | Role.Agent).Produces<KnowledgeLine>(200, Lines).WithSummary("What is in force, or a version (JSON lines)");
        routes.MapPost("/shops/{shop}/knowledge/publish", PublishAsync).ForRoles(Trainers).Accepts<PublishRequest>("application/json").Produces<KnowledgeStoredDocument>().WithSummary("The draft takes force");
        routes.MapGet("/shops/{shop}/knowledge/versions", VersionsAsync).ForRoles(Trainers).Produces<KnowledgeVersionDocument[]>().WithSummary("Published versions");
        routes.MapPost("/shops/{shop}/knowledge/roll-back", RollBackAsync).ForRoles(Trainers).Accepts<RollBackRequest>("application/json").Produces<KnowledgeStoredDocument>().WithSummary("An older version takes force again");
        routes.MapGet("/shops/{shop}/knowledge/unanswered", UnansweredAsync).ForRoles(Trainers).Produces<UnansweredDocument[]>().WithSummary("What the bot could not answer");
        routes.MapPost("/shops/{shop}/triage", TriageAsync).ForRoles(Trainers | Role.Agent).Accepts<TriageRequest>("application/json").Produces<TriageDocument>().WithSummary("A dry run: what the bot would do, and why");
    }

    private static async Task<IResult> PutDraftAsync(string shop, HttpContext context, IClusterClient cluster, ShopDirectory shops)
    {
        var (bytes, refusal) = await Bodies.ReadAsync(context, KnowledgeLines.MaxBytes, Lines, "application/jsonl", "text/plain");
        if (bytes is null) return refusal!;
        var (entries, errors) = KnowledgeLines.Read(bytes);
        if (errors.Count > 0) return Problems.Of(ErrorCodes.Invalid, errors[0], errors);
        return await OnAsync(shop, cluster, shops, async grain => Answer(await grain.PutDraftAsync(entries)));
    }

    private static Task<IResult> GetDraftAsync(string shop, IClusterClient cluster, ShopDirectory shops) =>
        OnAsync(shop, cluster, shops, async grain => Content(await grain.GetDraftAsync()));

    private static Task<IResult> GetAsync(string shop, long? version, IClusterClient cluster, ShopDirectory shops) =>
        OnAsync(shop, cluster, shops, async grain => Content(await grain.GetContentAsync(version)));

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
            [.. versions.Select(version => new KnowledgeVersionDocument(version.Version, version.PublishedAt, version.Entries, version.PublishedBy, version.Note))],
            RestWire.Json.KnowledgeVersionDocumentArray);
    });

    private static async Task<IResult> RollBackAsync(string shop, HttpContext context, IClusterClient cluster, ShopDirectory shops)
    {
        var (request, refusal) = await Bodies.ReadAsync(context, RestWire.Json.RollBackRequest);
        if (request is null) return refusal!;
        if (request.Version is not { } version) return Problems.Of(ErrorCodes.Invalid, "version: missing.");
        return await OnAsync(shop, cluster, shops, async grain => Answer(await grain.RollBackAsync(version, Who(context))));
    }

    private static Task<IResult> UnansweredAsync(string shop, int? max, IClusterClient cluster, ShopDirectory shops) => OnAsync(shop, cluster, shops, async grain =>
    {
        var questions = await grain.GetUnansweredAsync(Math.Clamp(max ?? 50, 1, 500));
        return Results.Json(
            [.. questions.Select(question => new UnansweredDocument(question.Text, question.Count, question.LastAt, question.Reason))],
            RestWire.Json.UnansweredDocumentArray);
    });

    private static async Task<IResult> TriageAsync(string shop, HttpContext context, IClusterClient cluster, ShopDirectory shops)
    {
        var (request, refusal) = await Bodies.ReadAsync(context, RestWire.Json.TriageRequest);
        if (request is null) return refusal!;
        if (string.IsNullOrWhiteSpace(request.Text) || request.Text.Length > Limits.TextLength) return Problems.Of(ErrorCodes.Invalid, $"text: 1 to {Limits.TextLength} characters.");
        if (request.Previous?.Length > Limits.TextLength) return Problems.Of(ErrorCodes.Invalid, $"previous: at most {Limits.TextLength} characters.");
        return await OnAsync(shop, cluster, shops, async grain => Results.Json(RestDocuments.Of(await grain.TryAfterAsync(request.Previous, request.Text)), RestWire.Json.TriageDocument));
    }

    private static async Task<IResult> OnAsync(string shop, IClusterClient cluster, ShopDirectory shops, Func<IKnowledgeGrain, Task<IResult>> act) =>
        ShopId.TryParse(shop, out var id) && await shops.GetPolicyAsync(id) is not null
            ? await act(cluster.GetGrain<IKnowledgeGrain>(id.Value))
            : Problems.Of(ErrorCodes.UnknownShop);

    private static string Who(HttpContext context) => context.Features.Get<TokenSubject>()!.Subject;

    private static IResult Content(KnowledgeContent? content) => content is null ? Problems.Of(ErrorCodes.UnknownVersion) : Results.Bytes(KnowledgeLines.Write(content.Entries), Lines);

    private static IResult Answer(KnowledgeResult result) => result.Outcome switch
    {
        KnowledgeOutcome.Done => Results.Json(new KnowledgeStoredDocument(result.Version, result.Entries), RestWire.Json.KnowledgeStoredDocument),
        KnowledgeOutcome.NothingToPublish => Problems.Of(ErrorCodes.NothingToPublish),
        KnowledgeOutcome.UnknownVersion => Problems.Of(ErrorCodes.UnknownVersion),
        KnowledgeOutcome.UnknownShop => Problems.Of(ErrorCodes.UnknownShop),
        _ => Problems.Of(ErrorCodes.Invalid, result.Errors.FirstOrDefault(), result.Errors),
    };
}
