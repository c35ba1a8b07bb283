using System.Text.Json.Serialization.Metadata;
using Reception.Protocol.Frames;
using Reception.Protocol.Rest;

namespace Reception.Client.Web.Rest;

/// <summary>What only staff see, and a supervisor's commands; a conversation is <c>shop/channel/customer</c>.</summary>
public sealed partial class ReceptionApi
{
    public Task<ViewDocument> GetViewAsync(string conversation, CancellationToken cancel = default) => SendAsync(HttpMethod.Get, PathOf(conversation), null, Json.ViewDocument, cancel);

    /// <summary>Why it waits, or why this agent has it; a work order's id is <c>shop/~order/number</c>.</summary>
    public Task<ExplanationDocument> GetExplanationAsync(string conversation, CancellationToken cancel = default) =>
        SendAsync(HttpMethod.Get, $"{PathOf(conversation)}/explanation", null, Json.ExplanationDocument, cancel);

    public Task<InternalPageDocument> GetInternalAsync(string conversation, long after = 0, CancellationToken cancel = default) =>
        SendAsync(HttpMethod.Get, $"{PathOf(conversation)}/internal?after={after}&max=200", null, Json.InternalPageDocument, cancel);

    /// <summary>A supervisor's line to the owning agent alone.</summary>
    public Task<SupervisedDocument> WhisperAsync(string conversation, InternalRequest request, CancellationToken cancel = default) => PostAsync(conversation, "whisper", request, Json.InternalRequest, cancel);

    /// <summary>What an outside party says, from the channel's own system.</summary>
    public Task<SupervisedDocument> PassOnAsync(string conversation, InternalRequest request, CancellationToken cancel = default) => PostAsync(conversation, "internal", request, Json.InternalRequest, cancel);

    public Task<SupervisedDocument> TakeOverAsync(string conversation, SupervisionRequest request, CancellationToken cancel = default) => PostAsync(conversation, "take-over", request, Json.SupervisionRequest, cancel);

    public Task<SupervisedDocument> ReassignAsync(string conversation, SupervisionRequest request, CancellationToken cancel = default) => PostAsync(conversation, "reassign", request, Json.SupervisionRequest, cancel);

    private Task<SupervisedDocument> PostAsync<T>(string conversation, string what, T request, JsonTypeInfo<T> type, CancellationToken cancel) =>
        SendAsync(HttpMethod.Post, $"{PathOf(conversation)}/{what}", Body(request, type), Json.SupervisedDocument, cancel);

    private static string PathOf(string conversation)
    {
        var parts = conversation.Split('/');
        if (parts.Length != 3) throw new RefusedException("invalid", $"'{conversation}' is no conversation.", "Give shop/channel/customer.");
        return $"shops/{Escape(parts[0])}/conversations/{Escape(parts[1])}/{Escape(parts[2])}";
    }
}
