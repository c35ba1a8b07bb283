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

/// <summary>Checking, publishing and the canary. A check runs in the cluster; a request waits for it a while and then says where to ask.</summary>
internal static class PublicationRoutes
{
    private static readonly TimeSpan Waits = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    public static void MapPublications(this IEndpointRouteBuilder routes)
    {
        const string knowledge = "/shops/{shop}/knowledge";
        routes.MapPost(knowledge + "/publish", PublishAsync).ForRoles(Trainers).Accepts<PublishRequest>("application/json").Produces<PublicationDocument>().Produces<PublicationDocument>(202).WithSummary("Checks the draft; without errors it takes force, for all or for a share");
        routes.MapPost(knowledge + "/check", CheckAsync).ForRoles(Trainers).Accepts<CheckRequest>("application/json").Produces<PublicationDocument>().Produces<PublicationDocument>(202).WithSummary("Checks the draft or a version; nothing takes force");
        routes.MapGet(knowledge + "/publication", GetAsync).ForRoles(Trainers).Produces<PublicationDocument>().WithSummary("The newest publication or check, and what it found");
        routes.MapPut(knowledge + "/canary", ShareAsync).ForRoles(Trainers).Accepts<ShareRequest>("application/json").Produces<KnowledgeVersionDocument[]>().WithSummary("The canary's share: 1 to 99 per cent, 100 = for all, 0 = taken back");
    }

    private static async Task<IResult> PublishAsync(string shop, HttpContext context, IClusterClient cluster, ShopDirectory shops, TimeProvider time)
    {
        var (request, refusal) = await Bodies.ReadAsync(context, RestWire.Json.PublishRequest, new PublishRequest(null));
        if (request is null) return refusal!;
        if (request.Note?.Length > Limits.CommentLength) return Problems.Of(ErrorCodes.Invalid, $"note: at most {Limits.CommentLength} characters.");
        return await StartAsync(shop, new(Who(context), request.Note, request.CanaryShare, request.Force == true, ExpectedRevision: request.Revision), context, cluster, shops, time);
    }

    private static async Task<IResult> CheckAsync(string shop, HttpContext context, IClusterClient cluster, ShopDirectory shops, TimeProvider time)
    {
        var (request, refusal) = await Bodies.ReadAsync(context, RestWire.Json.CheckRequest, new CheckRequest());
        if (request is null) return refusal!;
        return await StartAsync(shop, new(Who(context), CheckOnly: true, Version: request.Version), context, cluster, shops, time);
    }

    private static Task<IResult> StartAsync(string shop, PublicationOrder order, HttpContext context, IClusterClient cluster, ShopDirectory shops, TimeProvider time) => OnAsync(shop, cluster, shops, async (knowledge, _) =>
    {
        var asked = await cluster.GetGrain<ITrainingGrain>(shop).GetUnansweredAsync(PublicationOrder.MaxAsked);
        var start = await knowledge.StartPublicationAsync(order with { Asked = [.. asked.Select(question => question.Text)] });
        if (start.Publication is not { } publication) return Refuse(start.Outcome, start.Errors);
        for (var until = time.GetUtcNow() + Waits; publication.State == PublicationState.Checking && time.GetUtcNow() < until;)
        {
            publication = await knowledge.GetPublicationAsync(publication.Number) ?? publication;
            if (publication.State == PublicationState.Checking) await Task.Delay(Look, time, context.RequestAborted);
        }

        return Answer(publication);
    });

    private static Task<IResult> GetAsync(string shop, long? number, IClusterClient cluster, ShopDirectory shops) => OnAsync(shop, cluster, shops, async (knowledge, _) =>
        await knowledge.GetPublicationAsync(number) is { } publication ? Results.Json(KnowledgeWords.Of(publication), RestWire.Json.PublicationDocument) : Problems.Of(ErrorCodes.NotFound));

    private static async Task<IResult> ShareAsync(string shop, HttpContext context, IClusterClient cluster, ShopDirectory shops)
    {
        var (request, refusal) = await Bodies.ReadAsync(context, RestWire.Json.ShareRequest);
        if (request is null) return refusal!;
        if (request.Percent is not { } percent) return Problems.Of(ErrorCodes.Invalid, "percent: 0 to 100.");
        return await OnAsync(shop, cluster, shops, async (knowledge, _) =>
        {
            var result = await knowledge.SetShareAsync(percent, Who(context));
            return result.Outcome == KnowledgeOutcome.Done ? KnowledgeRoutes.Versions(await knowledge.GetVersionsAsync()) : Refuse(result.Outcome, result.Errors);
        });
    }

    private static IResult Answer(Publication publication) => publication.State switch
    {
        PublicationState.Refused => Problems.Of(
            ErrorCodes.PublishRefused, $"{publication.Report!.Errors} errors; the report is at …/knowledge/publication.",
            publication.Report.Findings.Where(finding => finding.Severity == FindingSeverity.Error).Select(finding => finding.Message)),
        PublicationState.Failed => Problems.Of(ErrorCodes.Unavailable, publication.Failure, retryAfterMs: 1_000),
        var state => Results.Json(KnowledgeWords.Of(publication), RestWire.Json.PublicationDocument, statusCode: state == PublicationState.Checking ? 202 : 200),
    };
}
