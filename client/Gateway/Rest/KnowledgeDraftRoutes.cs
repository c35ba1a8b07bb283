using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Reception.Contracts.Knowledge;
using Reception.Gateway.Auth;
using Reception.Gateway.Shops;
using Reception.Protocol;
using Reception.Protocol.Errors;
using Reception.Protocol.Rest;
using static Reception.Gateway.Rest.KnowledgeAccess;

namespace Reception.Gateway.Rest;

/// <summary>The draft of a shop's knowledge: whole files, single entries, differences and review; and the regression set.</summary>
internal static class KnowledgeDraftRoutes
{
    private const int MaxEntry = 512 * 1024;

    public static void MapKnowledgeDrafts(this IEndpointRouteBuilder routes)
    {
        const string draft = "/shops/{shop}/knowledge/draft";
        routes.MapPut(draft, PutAsync).ForRoles(Trainers).Accepts<KnowledgeLine>(JsonLines, "application/jsonl", "text/plain", Csv).Produces<DraftDocument>().WithSummary("Replaces the draft (JSON lines or CSV; If-Match: its revision)");
        routes.MapGet(draft, GetAsync).ForRoles(Trainers).Produces<KnowledgeLine>(200, JsonLines, Csv).WithSummary("The draft (JSON lines, or CSV with format=csv)");
        routes.MapGet(draft + "/state", StateAsync).ForRoles(Trainers).Produces<DraftStateDocument>().WithSummary("Revision and review of the draft");
        routes.MapGet(draft + "/entries/{entry}", GetEntryAsync).ForRoles(Trainers).Produces<KnowledgeLine>().WithSummary("One entry of the draft");
        routes.MapPut(draft + "/entries/{entry}", PutEntryAsync).ForRoles(Trainers).Accepts<KnowledgeLine>("application/json").Produces<DraftDocument>().WithSummary("Puts one entry (If-Match: the draft's revision)");
        routes.MapDelete(draft + "/entries/{entry}", DeleteEntryAsync).ForRoles(Trainers).Produces<DraftDocument>().WithSummary("Removes one entry (If-Match: the draft's revision)");
        routes.MapPost(draft + "/from-version", FromVersionAsync).ForRoles(Trainers).Accepts<FromVersionRequest>("application/json").Produces<DraftDocument>().WithSummary("The draft becomes a copy of a version");
        routes.MapPost(draft + "/review", ReviewAsync).ForRoles(Trainers).Accepts<ReviewRequest>("application/json").Produces<DraftDocument>().WithSummary("Submits, approves or rejects the draft");
        routes.MapGet("/shops/{shop}/knowledge/diff", DiffAsync).ForRoles(Trainers).Produces<DiffDocument>().WithSummary("The draft against what is in force, or a version");
        routes.MapGet("/shops/{shop}/knowledge/regression", GetRegressionAsync).ForRoles(Trainers).Produces<RegressionLine>(200, JsonLines).WithSummary("The regression set (JSON lines)");
        routes.MapPut("/shops/{shop}/knowledge/regression", PutRegressionAsync).ForRoles(Trainers).Accepts<RegressionLine>(JsonLines, "application/jsonl", "text/plain").Produces<DraftDocument>().WithSummary("Replaces the regression set (JSON lines)");
    }

    private static async Task<IResult> PutAsync(string shop, HttpContext context, IClusterClient cluster, ShopDirectory shops)
    {
        if (!IfMatch.TryRead(context.Request, out var expected)) return BadIfMatch();
        var (format, bytes, refusal) = await ReadFileAsync(context);
        if (bytes is null) return refusal!;
        return await OnAsync(shop, cluster, shops, async (_, draft) => Answer(await draft.ImportDraftAsync(format, bytes, expected, Who(context))));
    }

    private static async Task<IResult> GetAsync(string shop, string? format, HttpContext context, IClusterClient cluster, ShopDirectory shops) => !TryFormat(format, out var wanted)
        ? BadFormat()
        : await OnAsync(shop, cluster, shops, async (_, draft) =>
        {
            var file = await draft.ExportDraftAsync(wanted, null);
            if (file is not null) context.Response.Headers.ETag = $"\"{(await draft.GetDraftStateAsync()).Revision}\"";
            return KnowledgeAccess.File(file, wanted);
        });

    private static Task<IResult> StateAsync(string shop, HttpContext context, IClusterClient cluster, ShopDirectory shops) => OnAsync(shop, cluster, shops, async (_, draft) =>
    {
        var state = await draft.GetDraftStateAsync();
        context.Response.Headers.ETag = $"\"{state.Revision}\"";
        return Results.Json(KnowledgeWords.Of(state), RestWire.Json.DraftStateDocument);
    });

    private static Task<IResult> GetEntryAsync(string shop, string entry, IClusterClient cluster, ShopDirectory shops) => OnAsync(shop, cluster, shops, async (_, draft) =>
        await draft.ExportDraftAsync(KnowledgeFormat.JsonLines, entry) is { } json ? Results.Bytes(json, "application/json") : Problems.Of(ErrorCodes.UnknownEntry));

    private static async Task<IResult> PutEntryAsync(string shop, string entry, HttpContext context, IClusterClient cluster, ShopDirectory shops)
    {
        if (!IfMatch.TryRead(context.Request, out var expected)) return BadIfMatch();
        var (bytes, refusal) = await Bodies.ReadAsync(context, MaxEntry, "application/json");
        if (bytes is null) return refusal!;
        return await OnAsync(shop, cluster, shops, async (_, draft) => Answer(await draft.PutEntryAsync(entry, bytes, expected, Who(context))));
    }

    private static async Task<IResult> DeleteEntryAsync(string shop, string entry, HttpContext context, IClusterClient cluster, ShopDirectory shops) => !IfMatch.TryRead(context.Request, out var expected)
        ? BadIfMatch()
        : await OnAsync(shop, cluster, shops, async (_, draft) => Answer(await draft.ChangeDraftAsync([], [entry], expected, Who(context))));

    private static async Task<IResult> FromVersionAsync(string shop, HttpContext context, IClusterClient cluster, ShopDirectory shops)
    {
        if (!IfMatch.TryRead(context.Request, out var expected)) return BadIfMatch();
        var (request, refusal) = await Bodies.ReadAsync(context, RestWire.Json.FromVersionRequest, new FromVersionRequest(null));
        if (request is null) return refusal!;
        return await OnAsync(shop, cluster, shops, async (_, draft) => Answer(await draft.StartDraftAsync(request.Version, expected, Who(context))));
    }

    private static async Task<IResult> ReviewAsync(string shop, HttpContext context, IClusterClient cluster, ShopDirectory shops)
    {
        if (!IfMatch.TryRead(context.Request, out var expected)) return BadIfMatch();
        var (request, refusal) = await Bodies.ReadAsync(context, RestWire.Json.ReviewRequest);
        if (request is null) return refusal!;
        if (KnowledgeWords.Step(request.Step) is not { } step) return Problems.Of(ErrorCodes.Invalid, "step: submit, approve or reject.");
        if (request.Comment?.Length > Limits.CommentLength) return Problems.Of(ErrorCodes.Invalid, $"comment: at most {Limits.CommentLength} characters.");
        return await OnAsync(shop, cluster, shops, async (_, draft) => Answer(await draft.ReviewAsync(new ReviewStep(step, Who(context), request.Comment, expected))));
    }

    private static Task<IResult> DiffAsync(string shop, long? version, IClusterClient cluster, ShopDirectory shops) => OnAsync(shop, cluster, shops, async (_, draft) =>
        await draft.DiffAsync(version) is { } diff ? Results.Json(KnowledgeWords.Of(diff), RestWire.Json.DiffDocument) : Problems.Of(ErrorCodes.UnknownVersion));

    private static Task<IResult> GetRegressionAsync(string shop, IClusterClient cluster, ShopDirectory shops) =>
        OnAsync(shop, cluster, shops, async (_, draft) => KnowledgeAccess.File(await draft.GetRegressionAsync(), KnowledgeFormat.JsonLines));

    private static async Task<IResult> PutRegressionAsync(string shop, HttpContext context, IClusterClient cluster, ShopDirectory shops)
    {
        var (bytes, refusal) = await Bodies.ReadAsync(context, MaxFile, JsonLines, "application/jsonl", "text/plain");
        if (bytes is null) return refusal!;
        return await OnAsync(shop, cluster, shops, async (_, draft) => Answer(await draft.PutRegressionAsync(bytes)));
    }

    private static IResult BadIfMatch() => Problems.Of(ErrorCodes.BadRequest, "If-Match: the revision that you read, or 0.");

    private static IResult BadFormat() => Problems.Of(ErrorCodes.Invalid, "format: jsonl or csv.");
}
