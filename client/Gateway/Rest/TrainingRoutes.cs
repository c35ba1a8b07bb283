using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Reception.Contracts.Ids;
using Reception.Contracts.Training;
using Reception.Gateway.Auth;
using Reception.Gateway.Shops;
using Reception.Protocol;
using Reception.Protocol.Errors;
using Reception.Protocol.Rest;

namespace Reception.Gateway.Rest;

/// <summary>The trainers' loop of a shop: clusters, proposals, effects, sales.</summary>
internal static class TrainingRoutes
{
    private const Role Trainers = Role.Admin | Role.Supervisor;
    private const int MaxSimilar = 100;
    private const int MaxQuestion = 500;

    public static void MapTraining(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/shops/{shop}/training/clusters", ClustersAsync).ForRoles(Trainers).Produces<ClustersDocument>().WithSummary("What the bot could not do, clustered");
        routes.MapGet("/shops/{shop}/training/proposals", ProposalsAsync).ForRoles(Trainers).Produces<ProposedEntryDocument[]>().WithSummary("Entries proposed from what agents answered");
        routes.MapPost("/shops/{shop}/training/proposals/accept", AcceptAsync).ForRoles(Trainers).Accepts<AcceptProposalRequest>("application/json").Produces<ProposalDecidedDocument>().WithSummary("Takes a proposal into the draft");
        routes.MapPost("/shops/{shop}/training/proposals/merge", MergeAsync).ForRoles(Trainers).Accepts<ProposalRequest>("application/json").Produces<ProposalDecidedDocument>().WithSummary("Takes its questions into an entry");
        routes.MapPost("/shops/{shop}/training/proposals/reject", RejectAsync).ForRoles(Trainers).Accepts<ProposalRequest>("application/json").Produces<ProposalDecidedDocument>().WithSummary("Not proposed again");
        routes.MapGet("/shops/{shop}/training/entries", EntriesAsync).ForRoles(Trainers).Produces<EntryFiguresDocument[]>().WithSummary("Figures by entry and version");
        routes.MapGet("/shops/{shop}/training/effect", EffectAsync).ForRoles(Trainers).Produces<EffectDocument>().WithSummary("A version beside another");
        routes.MapGet("/shops/{shop}/training/sales", SalesAsync).ForRoles(Trainers).Produces<SalesDocument>().WithSummary("What was sold after a talk");
    }

    private static Task<IResult> ClustersAsync(string shop, string? day, string? kind, int? max, IClusterClient cluster, ShopDirectory shops)
    {
        QuestionKind? wanted = Words.TryParse<QuestionKind>(kind, out var parsed) ? parsed : null;
        if (kind is not null && wanted is null) return RefuseAsync($"kind: {Words.List<QuestionKind>()}.");
        if (WrongDay(day)) return RefuseAsync("day: like 2026-11-11.");
        return OnAsync(shop, cluster, shops, async grain =>
            Results.Json(TrainingDocuments.Of(await grain.GetClustersAsync(new(day, wanted, Math.Clamp(max ?? 20, 1, 100))), wanted), RestWire.Json.ClustersDocument));
    }

    private static Task<IResult> ProposalsAsync(string shop, int? max, IClusterClient cluster, ShopDirectory shops) => OnAsync(shop, cluster, shops, async grain =>
        Results.Json([.. (await grain.GetProposalsAsync(Math.Clamp(max ?? 20, 1, 100))).Select(TrainingDocuments.Of)], RestWire.Json.ProposedEntryDocumentArray));

    private static async Task<IResult> AcceptAsync(string shop, HttpContext context, IClusterClient cluster, ShopDirectory shops)
    {
        var (request, refusal) = await Bodies.ReadAsync(context, RestWire.Json.AcceptProposalRequest);
        if (request is null) return refusal!;
        var errors = Errors(request);
        if (errors.Count > 0) return Problems.Of(ErrorCodes.Invalid, errors[0], errors);
        var similar = request.Similar is null ? null : Array.ConvertAll(request.Similar, s => s!);
        return await OnAsync(shop, cluster, shops, async grain =>
            Answer(request.Id!, await grain.AcceptAsync(new(request.Id!, Who(context), request.EntryId, request.Question, request.Answer, similar, request.Topic))));
    }

    private static async Task<IResult> MergeAsync(string shop, HttpContext context, IClusterClient cluster, ShopDirectory shops)
    {
        var (request, refusal) = await Bodies.ReadAsync(context, RestWire.Json.ProposalRequest);
        if (request is null) return refusal!;
        if (!IsText(request.Id, Limits.IdLength)) return await RefuseAsync($"id: 1 to {Limits.IdLength} characters.");
        if (!IsText(request.EntryId, KeyPart.MaxLength)) return await RefuseAsync($"entryId: 1 to {KeyPart.MaxLength} characters.");
        return await OnAsync(shop, cluster, shops, async grain => Answer(request.Id!, await grain.MergeAsync(request.Id!, request.EntryId!, Who(context))));
    }

    private static async Task<IResult> RejectAsync(string shop, HttpContext context, IClusterClient cluster, ShopDirectory shops)
    {
        var (request, refusal) = await Bodies.ReadAsync(context, RestWire.Json.ProposalRequest);
        if (request is null) return refusal!;
        if (!IsText(request.Id, Limits.IdLength)) return await RefuseAsync($"id: 1 to {Limits.IdLength} characters.");
        return await OnAsync(shop, cluster, shops, async grain => Answer(request.Id!, await grain.RejectAsync(request.Id!, Who(context))));
    }

    private static Task<IResult> EntriesAsync(string shop, string? entry, long? version, int? max, IClusterClient cluster, ShopDirectory shops) => OnAsync(shop, cluster, shops, async grain =>
        Results.Json([.. (await grain.GetEntriesAsync(entry, version, Math.Clamp(max ?? 200, 1, 1_000))).Select(TrainingDocuments.Of)], RestWire.Json.EntryFiguresDocumentArray));

    private static Task<IResult> EffectAsync(string shop, long? version, long? before, string? from, string? to, IClusterClient cluster, ShopDirectory shops) =>
        WrongDay(from) || WrongDay(to)
            ? RefuseAsync("from, to: like 2026-11-11.")
            : OnAsync(shop, cluster, shops, async grain => Results.Json(TrainingDocuments.Of(await grain.GetEffectAsync(version, before, from, to)), RestWire.Json.EffectDocument));

    private static Task<IResult> SalesAsync(string shop, string? from, string? to, IClusterClient cluster, ShopDirectory shops) =>
        WrongDay(from) || WrongDay(to)
            ? RefuseAsync("from, to: like 2026-11-11.")
            : OnAsync(shop, cluster, shops, async grain => Results.Json(TrainingDocuments.Of(await grain.GetSalesAsync(from, to)), RestWire.Json.SalesDocument));

    private static async Task<IResult> OnAsync(string shop, IClusterClient cluster, ShopDirectory shops, Func<ITrainingGrain, Task<IResult>> act) =>
        ShopId.TryParse(shop, out var id) && await shops.GetPolicyAsync(id) is not null ? await act(cluster.GetGrain<ITrainingGrain>(id.Value)) : Problems.Of(ErrorCodes.UnknownShop);

    private static List<string> Errors(AcceptProposalRequest request)
    {
        var errors = new List<string>();
        if (!IsText(request.Id, Limits.IdLength)) errors.Add($"id: 1 to {Limits.IdLength} characters.");
        if (request.EntryId is not null && !IsText(request.EntryId, KeyPart.MaxLength)) errors.Add($"entryId: 1 to {KeyPart.MaxLength} characters.");
        if (request.Question is not null && !IsText(request.Question, MaxQuestion)) errors.Add($"question: 1 to {MaxQuestion} characters.");
        if (request.Answer is not null && !IsText(request.Answer, Limits.TextLength)) errors.Add($"answer: 1 to {Limits.TextLength} characters.");
        if (request.Similar?.Length > MaxSimilar) errors.Add($"similar: at most {MaxSimilar}.");
        else if (request.Similar is not null && !Array.TrueForAll(request.Similar, s => IsText(s, MaxQuestion))) errors.Add($"similar: each 1 to {MaxQuestion} characters.");
        if (request.Topic is not null && !IsText(request.Topic, KeyPart.MaxLength)) errors.Add($"topic: 1 to {KeyPart.MaxLength} characters.");
        return errors;
    }

    private static IResult Answer(string id, ProposalResult result) => result.Outcome switch
    {
        ProposalOutcome.Done => Results.Json(new ProposalDecidedDocument(id, result.EntryId), RestWire.Json.ProposalDecidedDocument),
        ProposalOutcome.Unknown => Problems.Of(ErrorCodes.Unknown, "There is no such proposal."),
        ProposalOutcome.UnknownEntry => Problems.Of(ErrorCodes.Unknown, "There is no such entry."),
        ProposalOutcome.Decided => Problems.Of(ErrorCodes.VersionConflict, "The proposal was decided before."),
        _ => Problems.Of(ErrorCodes.Invalid, result.Errors.FirstOrDefault(), result.Errors),
    };

    private static bool IsText(string? text, int max) => !string.IsNullOrWhiteSpace(text) && text.Length <= max;

    private static bool WrongDay(string? day) => day is not null && !DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static Task<IResult> RefuseAsync(string detail) => Task.FromResult(Problems.Of(ErrorCodes.Invalid, detail));

    private static string Who(HttpContext context) => context.Features.Get<TokenSubject>()!.Subject;
}
