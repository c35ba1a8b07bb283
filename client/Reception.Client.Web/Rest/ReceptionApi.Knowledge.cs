using System.Net.Http.Headers;
using Reception.Protocol.Rest;

namespace Reception.Client.Web.Rest;

/// <summary>A shop's knowledge: drafts, checks, publishing and the regression set; docs/knowledge.md tells what each does.</summary>
public sealed partial class ReceptionApi
{
    private const string JsonLines = "application/x-ndjson";

    /// <summary>Replaces the draft by a file, JSON lines or CSV (UTF-8).</summary>
    public Task<DraftDocument> PutKnowledgeAsync(string shop, byte[] file, bool isCsv = false, long? revision = null, CancellationToken cancel = default) =>
        SendAsync(HttpMethod.Put, Knowledge(shop, "draft"), Bytes(file, isCsv ? "text/csv" : JsonLines), Json.DraftDocument, cancel, revision);

    /// <summary>The draft as a file; text without its byte order mark.</summary>
    public Task<string> GetDraftAsync(string shop, bool isCsv = false, CancellationToken cancel = default) => ReadAsync(HttpMethod.Get, Knowledge(shop, $"draft?format={Format(isCsv)}"), null, null, cancel);

    /// <summary>What is in force, or a version, as a file; text without its byte order mark.</summary>
    public Task<string> GetKnowledgeAsync(string shop, long? version = null, bool isCsv = false, CancellationToken cancel = default) =>
        ReadAsync(HttpMethod.Get, $"shops/{Escape(shop)}/knowledge?format={Format(isCsv)}{(version is null ? "" : $"&version={version}")}", null, null, cancel);

    public Task<DraftStateDocument> GetDraftStateAsync(string shop, CancellationToken cancel = default) => SendAsync(HttpMethod.Get, Knowledge(shop, "draft/state"), null, Json.DraftStateDocument, cancel);

    /// <summary>Puts one entry, given as JSON text.</summary>
    public Task<DraftDocument> PutEntryAsync(string shop, string entry, string json, long? revision = null, CancellationToken cancel = default) =>
        SendAsync(HttpMethod.Put, Knowledge(shop, $"draft/entries/{Escape(entry)}"), Text(json, "application/json"), Json.DraftDocument, cancel, revision);

    public Task<DraftDocument> DeleteEntryAsync(string shop, string entry, long? revision = null, CancellationToken cancel = default) =>
        SendAsync(HttpMethod.Delete, Knowledge(shop, $"draft/entries/{Escape(entry)}"), null, Json.DraftDocument, cancel, revision);

    public Task<DraftDocument> StartDraftAsync(string shop, long? version = null, CancellationToken cancel = default) =>
        SendAsync(HttpMethod.Post, Knowledge(shop, "draft/from-version"), Body(new FromVersionRequest(version), Json.FromVersionRequest), Json.DraftDocument, cancel);

    /// <summary>Step: submit, approve or reject.</summary>
    public Task<DraftDocument> ReviewAsync(string shop, string step, string? comment = null, CancellationToken cancel = default) =>
        SendAsync(HttpMethod.Post, Knowledge(shop, "draft/review"), Body(new ReviewRequest(step, comment), Json.ReviewRequest), Json.DraftDocument, cancel);

    public Task<DiffDocument> DiffAsync(string shop, long? version = null, CancellationToken cancel = default) =>
        SendAsync(HttpMethod.Get, Knowledge(shop, version is null ? "diff" : $"diff?version={version}"), null, Json.DiffDocument, cancel);

    /// <summary>Publishes the draft; the state is checking when the check takes longer than the request waits.</summary>
    public Task<PublicationDocument> PublishAsync(string shop, PublishRequest request, CancellationToken cancel = default) =>
        SendAsync(HttpMethod.Post, Knowledge(shop, "publish"), Body(request, Json.PublishRequest), Json.PublicationDocument, cancel);

    public Task<PublicationDocument> CheckAsync(string shop, long? version = null, CancellationToken cancel = default) =>
        SendAsync(HttpMethod.Post, Knowledge(shop, "check"), Body(new CheckRequest(version), Json.CheckRequest), Json.PublicationDocument, cancel);

    public Task<PublicationDocument> GetPublicationAsync(string shop, long? number = null, CancellationToken cancel = default) =>
        SendAsync(HttpMethod.Get, Knowledge(shop, number is null ? "publication" : $"publication?number={number}"), null, Json.PublicationDocument, cancel);

    /// <summary>The canary's share in per cent: 100 = for all, 0 = taken back.</summary>
    public Task<KnowledgeVersionDocument[]> SetShareAsync(string shop, int percent, CancellationToken cancel = default) =>
        SendAsync(HttpMethod.Put, Knowledge(shop, "canary"), Body(new ShareRequest(percent), Json.ShareRequest), Json.KnowledgeVersionDocumentArray, cancel);

    public Task<KnowledgeVersionDocument[]> GetVersionsAsync(string shop, CancellationToken cancel = default) =>
        SendAsync(HttpMethod.Get, Knowledge(shop, "versions"), null, Json.KnowledgeVersionDocumentArray, cancel);

    public Task<KnowledgeStoredDocument> RollBackAsync(string shop, long version, CancellationToken cancel = default) =>
        SendAsync(HttpMethod.Post, Knowledge(shop, "roll-back"), Body(new RollBackRequest(version), Json.RollBackRequest), Json.KnowledgeStoredDocument, cancel);

    /// <summary>Replaces the regression set by JSON lines.</summary>
    public Task<DraftDocument> PutRegressionAsync(string shop, byte[] file, CancellationToken cancel = default) =>
        SendAsync(HttpMethod.Put, Knowledge(shop, "regression"), Bytes(file, JsonLines), Json.DraftDocument, cancel);

    public Task<string> GetRegressionAsync(string shop, CancellationToken cancel = default) => ReadAsync(HttpMethod.Get, Knowledge(shop, "regression"), null, null, cancel);

    private static string Knowledge(string shop, string path) => $"shops/{Escape(shop)}/knowledge/{path}";

    private static string Format(bool isCsv) => isCsv ? "csv" : "jsonl";

    private static ByteArrayContent Bytes(byte[] file, string type) => new(file) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };
}
