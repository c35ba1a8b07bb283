using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Reception.Contracts.Knowledge;
using Reception.Contracts.Training;
using Reception.Gateway.Auth;
using Reception.Gateway.Shops;
using Reception.Protocol;
using Reception.Protocol.Errors;
using Reception.Protocol.Rest;
using static Reception.Gateway.Rest.KnowledgeAccess;

namespace Reception.Gateway.Rest;

/// <summary>Versions of a shop's knowledge, and dry runs.</summary>
internal static class KnowledgeRoutes
{
    public static void MapKnowledge(this IEndpointRouteBuilder routes)
    {
        routes.MapKnowledgeDrafts();
        routes.MapPublications();
        routes.MapGet("/shops/{shop}/knowledge", GetAsync).ForRoles(Trainers | Role.Agent).Produces<KnowledgeLine>(200, JsonLines, Csv).WithSummary("What is in force, or a version (JSON lines, or CSV with format=csv)");
        routes.MapGet("/shops/{shop}/knowledge/versions", VersionsAsync).ForRoles(Trainers).Produces<KnowledgeVersionDocument[]>().WithSummary("Published versions");
        routes.MapPost("/shops/{shop}/knowledge/roll-back", RollBackAsync).ForRoles(Trainers).Accepts<RollBackRequest>("application/json").Produces<KnowledgeStoredDocument>().WithSummary("An older version takes force again");
        routes.MapGet("/shops/{shop}/knowledge/unanswered", UnansweredAsync).ForRoles(Trainers).Produces<UnansweredDocument[]>().WithSummary("What the bot could not answer");
        routes.MapPost("/shops/{shop}/triage", TriageAsync).ForRoles(Trainers | Role.Agent).Accepts<TriageRequest>("application/json").Produces<TriageDocument>().WithSummary("A dry run: what the bot would do, and why");
    }

    public static IResult Versions(KnowledgeVersion[] versions) => Results.Json([.. versions.Select(KnowledgeWords.Of)], RestWire.Json.KnowledgeVersionDocumentArray);

    private static async Task<IResult> GetAsync(string shop, long? version, string? format, IClusterClient cluster, ShopDirectory shops) => TryFormat(format, out var wanted)
        ? await OnAsync(shop, cluster, shops, async (knowledge, _) => KnowledgeAccess.File(await knowledge.ExportAsync(version, wanted), wanted))
        : Problems.Of(ErrorCodes.Invalid, "format: jsonl or csv.");

    private static Task<IResult> VersionsAsync(string shop, IClusterClient cluster, ShopDirectory shops) => OnAsync(shop, cluster, shops, async (knowledge, _) => Versions(await knowledge.GetVersionsAsync()));

    private static async Task<IResult> RollBackAsync(string shop, HttpContext context, IClusterClient cluster, ShopDirectory shops)
    {
        var (request, refusal) = await Bodies.ReadAsync(context, RestWire.Json.RollBackRequest);
        if (request is null) return refusal!;
        if (request.Version is not { } version) return Problems.Of(ErrorCodes.Invalid, "version: missing.");
        return await OnAsync(shop, cluster, shops, async (knowledge, _) =>
        {
            var result = await knowledge.RollBackAsync(version, Who(context));
            return result.Outcome == KnowledgeOutcome.Done ? Results.Json(new KnowledgeStoredDocument(result.Version, result.Entries), RestWire.Json.KnowledgeStoredDocument) : Refuse(result.Outcome, result.Errors);
        });
    }

    private static Task<IResult> UnansweredAsync(string shop, int? max, IClusterClient cluster, ShopDirectory shops) => OnAsync(shop, cluster, shops, async (_, _) =>
    {
        var questions = await cluster.GetGrain<ITrainingGrain>(shop).GetUnansweredAsync(Math.Clamp(max ?? 50, 1, 500));
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
        return await OnAsync(shop, cluster, shops, async (knowledge, _) => Results.Json(RestDocuments.Of(await knowledge.TryAfterAsync(request.Previous, request.Text)), RestWire.Json.TriageDocument));
    }
}
