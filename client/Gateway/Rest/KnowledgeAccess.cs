using Microsoft.AspNetCore.Http;
using Reception.Contracts.Ids;
using Reception.Contracts.Knowledge;
using Reception.Gateway.Auth;
using Reception.Gateway.Shops;
using Reception.Protocol.Errors;
using Reception.Protocol.Rest;

namespace Reception.Gateway.Rest;

/// <summary>What the routes of a shop's knowledge share: who may, files, and how a refusal is answered. Files are read and written by the cluster, never here.</summary>
internal static class KnowledgeAccess
{
    public const Role Trainers = Role.Admin | Role.Supervisor;
    public const int MaxFile = 8 * 1024 * 1024;
    public const string JsonLines = "application/x-ndjson";
    public const string Csv = "text/csv";

    private static readonly string[] FileTypes = [JsonLines, "application/jsonl", "text/plain", Csv];

    /// <summary>The knowledge of a shop that is there.</summary>
    public static async Task<IResult> OnAsync(string shop, IClusterClient cluster, ShopDirectory shops, Func<IKnowledgeGrain, IKnowledgeDraftGrain, Task<IResult>> act) =>
        ShopId.TryParse(shop, out var id) && await shops.GetPolicyAsync(id) is not null
            ? await act(cluster.GetGrain<IKnowledgeGrain>(id.Value), cluster.GetGrain<IKnowledgeDraftGrain>(id.Value))
            : Problems.Of(ErrorCodes.UnknownShop);

    public static string Who(HttpContext context) => context.Features.Get<TokenSubject>()!.Subject;

    /// <summary>A body of entries and what it is; or the refusal.</summary>
    public static async Task<(KnowledgeFormat Format, byte[]? Bytes, IResult? Refusal)> ReadFileAsync(HttpContext context)
    {
        var (bytes, refusal) = await Bodies.ReadAsync(context, MaxFile, FileTypes);
        var isCsv = context.Request.ContentType?.StartsWith(Csv, StringComparison.OrdinalIgnoreCase) == true;
        return (isCsv ? KnowledgeFormat.Csv : KnowledgeFormat.JsonLines, bytes, refusal);
    }

    /// <summary>The words <c>jsonl</c> (or none) and <c>csv</c>.</summary>
    public static bool TryFormat(string? word, out KnowledgeFormat format)
    {
        format = word == "csv" ? KnowledgeFormat.Csv : KnowledgeFormat.JsonLines;
        return word is null or "jsonl" or "csv";
    }

    public static IResult File(byte[]? bytes, KnowledgeFormat format, RefusalCode? missing = null) =>
        bytes is null ? Problems.Of(missing ?? ErrorCodes.UnknownVersion) : Results.Bytes(bytes, format == KnowledgeFormat.Csv ? $"{Csv}; charset=utf-8" : JsonLines);

    public static IResult Answer(DraftResult result) => result.Outcome == KnowledgeOutcome.Done
        ? Results.Json(new DraftDocument(result.Revision, result.Entries, result.Warnings.Length == 0 ? null : result.Warnings), RestWire.Json.DraftDocument)
        : Refuse(result.Outcome, result.Errors);

    public static IResult Refuse(KnowledgeOutcome outcome, string[] errors) => outcome == KnowledgeOutcome.Invalid
        ? Problems.Of(ErrorCodes.Invalid, errors.FirstOrDefault(), errors)
        : Problems.Of(CodeOf(outcome), errors.FirstOrDefault());

    private static RefusalCode CodeOf(KnowledgeOutcome outcome) => outcome switch
    {
        KnowledgeOutcome.NothingToPublish => ErrorCodes.NothingToPublish,
        KnowledgeOutcome.UnknownVersion => ErrorCodes.UnknownVersion,
        KnowledgeOutcome.UnknownShop => ErrorCodes.UnknownShop,
        KnowledgeOutcome.Conflict => ErrorCodes.VersionConflict,
        KnowledgeOutcome.UnknownEntry => ErrorCodes.UnknownEntry,
        KnowledgeOutcome.ReviewMissing => ErrorCodes.ReviewMissing,
        KnowledgeOutcome.SamePerson => ErrorCodes.SamePerson,
        KnowledgeOutcome.CanaryRunning => ErrorCodes.CanaryRunning,
        KnowledgeOutcome.NoCanary => ErrorCodes.NoCanary,
        KnowledgeOutcome.Busy => ErrorCodes.CheckRunning,
        _ => ErrorCodes.Invalid,
    };
}
