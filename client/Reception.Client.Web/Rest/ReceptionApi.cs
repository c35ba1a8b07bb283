using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Reception.Protocol.Frames;
using Reception.Protocol.Rest;

namespace Reception.Client.Web.Rest;

/// <summary>The REST part of docs/protocol.md. Refusals are thrown as <see cref="RefusedException"/>.</summary>
public sealed partial class ReceptionApi(HttpClient http, Uri url, string? token = null)
{
    private static readonly RestJson Json = RestWire.Json;

    public Task<VisitorTokenDocument> GetVisitorTokenAsync(string shop, CancellationToken cancel = default) =>
        SendAsync(HttpMethod.Post, $"shops/{Escape(shop)}/visitor-tokens", null, Json.VisitorTokenDocument, cancel);

    /// <summary>The policy as JSON text.</summary>
    public Task<string> GetShopAsync(string shop, CancellationToken cancel = default) => ReadAsync(HttpMethod.Get, $"shops/{Escape(shop)}", null, null, cancel);

    /// <summary>Stores a policy given as JSON text; <paramref name="expected"/> is the version that was read, 0 for a new shop.</summary>
    public Task<StoredDocument> PutShopAsync(string shop, string policy, long? expected = null, CancellationToken cancel = default) =>
        SendAsync(HttpMethod.Put, $"shops/{Escape(shop)}", Text(policy, "application/json"), Json.StoredDocument, cancel, expected);

    public Task<StoredDocument> CopyShopAsync(string template, string shop, string name, CancellationToken cancel = default) =>
        SendAsync(HttpMethod.Post, $"shops/{Escape(template)}/copies", Body(new CopyRequest(shop, name), Json.CopyRequest), Json.StoredDocument, cancel);

    public Task<IdentityKeyDocument> GetIdentityKeyAsync(string shop, CancellationToken cancel = default) =>
        SendAsync(HttpMethod.Get, $"shops/{Escape(shop)}/identity-key", null, Json.IdentityKeyDocument, cancel);

    public Task<FiguresDocument> GetFiguresAsync(string shop, CancellationToken cancel = default) =>
        SendAsync(HttpMethod.Get, $"shops/{Escape(shop)}/figures", null, Json.FiguresDocument, cancel);

    public Task<UnansweredDocument[]> GetUnansweredAsync(string shop, CancellationToken cancel = default) =>
        SendAsync(HttpMethod.Get, $"shops/{Escape(shop)}/knowledge/unanswered", null, Json.UnansweredDocumentArray, cancel);

    /// <summary>Replaces the draft of the catalogue by JSON lines or CSV.</summary>
    public Task<CatalogueStoredDocument> PutCatalogueAsync(string shop, string file, bool csv = false, CancellationToken cancel = default) =>
        SendAsync(HttpMethod.Put, $"shops/{Escape(shop)}/catalogue/draft", Text(file, csv ? "text/csv" : "application/x-ndjson"), Json.CatalogueStoredDocument, cancel);

    public Task<CatalogueStoredDocument> PublishCatalogueAsync(string shop, string? note = null, CancellationToken cancel = default) =>
        SendAsync(HttpMethod.Post, $"shops/{Escape(shop)}/catalogue/publish", Body(new PublishRequest(note), Json.PublishRequest), Json.CatalogueStoredDocument, cancel);

    /// <summary>A version as JSON lines or CSV; null is the one in force.</summary>
    public Task<string> GetCatalogueAsync(string shop, long? version = null, bool csv = false, CancellationToken cancel = default) =>
        ReadAsync(HttpMethod.Get, $"shops/{Escape(shop)}/catalogue{(version is null ? "" : $"?version={version}")}", null, null, cancel, csv ? "text/csv" : null);

    public Task<CatalogueVersionDocument[]> GetCatalogueVersionsAsync(string shop, CancellationToken cancel = default) =>
        SendAsync(HttpMethod.Get, $"shops/{Escape(shop)}/catalogue/versions", null, Json.CatalogueVersionDocumentArray, cancel);

    public Task<CatalogueStoredDocument> RollBackCatalogueAsync(string shop, long version, CancellationToken cancel = default) =>
        SendAsync(HttpMethod.Post, $"shops/{Escape(shop)}/catalogue/roll-back", Body(new RollBackRequest(version), Json.RollBackRequest), Json.CatalogueStoredDocument, cancel);

    /// <summary>What the catalogue would say, and why; <paramref name="product"/> is the one at hand.</summary>
    public Task<GoodsDocument> TryCatalogueAsync(string shop, string text, string? product = null, CancellationToken cancel = default) =>
        SendAsync(HttpMethod.Post, $"shops/{Escape(shop)}/catalogue/try", Body(new GoodsRequest(text, product), Json.GoodsRequest), Json.GoodsDocument, cancel);

    public Task<TriageDocument> TriageAsync(string shop, string text, string? previous = null, CancellationToken cancel = default) =>
        SendAsync(HttpMethod.Post, $"shops/{Escape(shop)}/triage", Body(new TriageRequest(text, previous), Json.TriageRequest), Json.TriageDocument, cancel);

    public Task<AgentProfileDocument[]> GetAgentsAsync(string shop, CancellationToken cancel = default) =>
        SendAsync(HttpMethod.Get, $"shops/{Escape(shop)}/agents", null, Json.AgentProfileDocumentArray, cancel);

    public Task<AgentProfileDocument> GetAgentAsync(string agent, CancellationToken cancel = default) =>
        SendAsync(HttpMethod.Get, $"agents/{Escape(agent)}", null, Json.AgentProfileDocument, cancel);

    public Task<AgentProfileDocument> PutAgentAsync(string agent, string name, string[] queues, int capacity, CancellationToken cancel = default) =>
        SendAsync(HttpMethod.Put, $"agents/{Escape(agent)}", Body(new AgentRequest(name, queues, capacity), Json.AgentRequest), Json.AgentProfileDocument, cancel);

    public Task<TokenDocument> IssueAgentTokenAsync(string agent, int? minutes = null, CancellationToken cancel = default) =>
        SendAsync(HttpMethod.Post, $"agents/{Escape(agent)}/tokens", Body(new AgentTokenRequest(minutes), Json.AgentTokenRequest), Json.TokenDocument, cancel);

    public Task<TokenDocument> IssueSupervisorTokenAsync(string subject, string[] shops, int? minutes = null, CancellationToken cancel = default) =>
        SendAsync(HttpMethod.Post, "tokens", Body(new TokenRequest(subject, shops, minutes), Json.TokenRequest), Json.TokenDocument, cancel);

    public Task<QueueDocument> GetQueueAsync(string shop, string queue, CancellationToken cancel = default) =>
        SendAsync(HttpMethod.Get, $"shops/{Escape(shop)}/queues/{Escape(queue)}", null, Json.QueueDocument, cancel);

    public Task<EpisodePageDocument> GetConversationsAsync(string shop, string? phase = null, string? cursor = null, CancellationToken cancel = default)
    {
        var query = new List<string> { "limit=50" };
        if (phase is not null) query.Add($"phase={Escape(phase)}");
        if (cursor is not null) query.Add($"cursor={Escape(cursor)}");
        return SendAsync(HttpMethod.Get, $"shops/{Escape(shop)}/conversations?{string.Join('&', query)}", null, Json.EpisodePageDocument, cancel);
    }

    /// <summary>What the bot could not do, clustered, of a day (<c>2026-11-11</c>) and a kind (<c>unanswered</c>, <c>handed-over</c>, <c>disliked</c>) or all.</summary>
    public Task<ClustersDocument> GetClustersAsync(string shop, string? day = null, string? kind = null, int max = 20, CancellationToken cancel = default) =>
        SendAsync(HttpMethod.Get, $"shops/{Escape(shop)}/training/clusters?max={max}{Query("day", day)}{Query("kind", kind)}", null, Json.ClustersDocument, cancel);

    public Task<ProposedEntryDocument[]> GetProposalsAsync(string shop, int max = 20, CancellationToken cancel = default) =>
        SendAsync(HttpMethod.Get, $"shops/{Escape(shop)}/training/proposals?max={max}", null, Json.ProposedEntryDocumentArray, cancel);

    public Task<ProposalDecidedDocument> AcceptProposalAsync(string shop, AcceptProposalRequest request, CancellationToken cancel = default) =>
        SendAsync(HttpMethod.Post, $"shops/{Escape(shop)}/training/proposals/accept", Body(request, Json.AcceptProposalRequest), Json.ProposalDecidedDocument, cancel);

    public Task<ProposalDecidedDocument> MergeProposalAsync(string shop, string proposal, string entry, CancellationToken cancel = default) =>
        SendAsync(HttpMethod.Post, $"shops/{Escape(shop)}/training/proposals/merge", Body(new ProposalRequest(proposal, entry), Json.ProposalRequest), Json.ProposalDecidedDocument, cancel);

    public Task<ProposalDecidedDocument> RejectProposalAsync(string shop, string proposal, CancellationToken cancel = default) =>
        SendAsync(HttpMethod.Post, $"shops/{Escape(shop)}/training/proposals/reject", Body(new ProposalRequest(proposal), Json.ProposalRequest), Json.ProposalDecidedDocument, cancel);

    public Task<EntryFiguresDocument[]> GetEntryFiguresAsync(string shop, string? entry = null, long? version = null, int max = 200, CancellationToken cancel = default) =>
        SendAsync(HttpMethod.Get, $"shops/{Escape(shop)}/training/entries?max={max}{Query("entry", entry)}{Query("version", version?.ToString(System.Globalization.CultureInfo.InvariantCulture))}", null, Json.EntryFiguresDocumentArray, cancel);

    /// <summary>A version beside an earlier one; null: the newest, and the one before it.</summary>
    public Task<EffectDocument> GetEffectAsync(string shop, long? version = null, long? before = null, string? from = null, string? to = null, CancellationToken cancel = default) =>
        SendAsync(HttpMethod.Get, $"shops/{Escape(shop)}/training/effect?{$"{Query("version", $"{version}")}{Query("before", $"{before}")}{Query("from", from)}{Query("to", to)}".TrimStart('&')}", null, Json.EffectDocument, cancel);

    public Task<SalesDocument> GetSalesAsync(string shop, string? from = null, string? to = null, CancellationToken cancel = default) =>
        SendAsync(HttpMethod.Get, $"shops/{Escape(shop)}/training/sales?{$"{Query("from", from)}{Query("to", to)}".TrimStart('&')}", null, Json.SalesDocument, cancel);

    /// <summary>Reports an order; the token has to be an integration's or an administrator's.</summary>
    public Task<OrderDocument> ReportOrderAsync(string shop, OrderRequest order, CancellationToken cancel = default) =>
        SendAsync(HttpMethod.Post, $"shops/{Escape(shop)}/orders", Body(order, Json.OrderRequest), Json.OrderDocument, cancel);

    /// <summary>At most 200 messages after a sequence; <paramref name="conversation"/> is <c>shop/channel/customer</c>.</summary>
    public Task<TranscriptDocument> GetTranscriptAsync(string conversation, long after = 0, CancellationToken cancel = default) =>
        SendAsync(HttpMethod.Get, $"{PathOf(conversation)}/messages?after={after}&max=200", null, Json.TranscriptDocument, cancel);

    private static string Query(string name, string? value) => string.IsNullOrEmpty(value) ? "" : $"&{name}={Escape(value)}";

    private static string Escape(string? part) => Uri.EscapeDataString(part ?? "");

    private static JsonContent Body<T>(T value, JsonTypeInfo<T> type) => JsonContent.Create(value, type);

    private static StringContent Text(string text, string type) => new(text, Encoding.UTF8, type);

    private async Task<T> SendAsync<T>(HttpMethod method, string path, HttpContent? body, JsonTypeInfo<T> type, CancellationToken cancel, long? expected = null) =>
        JsonSerializer.Deserialize(await ReadAsync(method, path, body, expected, cancel), type) ?? throw new RefusedException("bad-json", "The gateway sent nothing.", "Check the address.");

    private async Task<string> ReadAsync(HttpMethod method, string path, HttpContent? body, long? expected, CancellationToken cancel, string? accept = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(url, $"/api/v1/{path}")) { Content = body };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (accept is not null) request.Headers.TryAddWithoutValidation("Accept", accept);
        if (expected is { } version) request.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
        using var response = await http.SendAsync(request, cancel);
        var text = await response.Content.ReadAsStringAsync(cancel);
        return response.IsSuccessStatusCode ? text : throw Refusal(text, (int)response.StatusCode);
    }

    private static RefusedException Refusal(string text, int status)
    {
        try
        {
            if (JsonSerializer.Deserialize(text, Json.ProblemDocument) is { Code: not null } problem) return new RefusedException(problem.Code, problem.Detail, problem.Do, problem.Errors);
        }
        catch (JsonException)
        {
            // Not our gateway.
        }
        return new RefusedException("bad-request", $"The server answered {status}.", "Check the address.");
    }
}
