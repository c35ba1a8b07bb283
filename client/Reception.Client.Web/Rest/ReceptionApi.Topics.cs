using Reception.Protocol.Rest;

namespace Reception.Client.Web.Rest;

/// <summary>What is asked now.</summary>
public sealed partial class ReceptionApi
{
    /// <summary>Of a shop, or of all (null, for administrators); the window is <c>1m</c>, <c>5m</c> or <c>1h</c>.</summary>
    public Task<TopicsDocument> GetTopicsAsync(string? shop, string window = "1m", int max = 20, CancellationToken cancel = default) =>
        SendAsync(HttpMethod.Get, $"{Scope(shop)}topics?window={Escape(window)}&max={max}", null, Json.TopicsDocument, cancel);

    /// <summary>Where a topic was asked lately.</summary>
    public Task<TopicConversationsDocument> GetTopicConversationsAsync(string? shop, string topic, CancellationToken cancel = default) =>
        SendAsync(HttpMethod.Get, $"{Scope(shop)}topics/{Escape(topic)}/conversations", null, Json.TopicConversationsDocument, cancel);

    private static string Scope(string? shop) => shop is null ? "" : $"shops/{Escape(shop)}/";
}
