using System.Collections.Frozen;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Reception.Contracts.Ids;
using Reception.Contracts.Insight;
using Reception.Gateway.Auth;
using Reception.Gateway.Shops;
using Reception.Protocol.Errors;
using Reception.Protocol.Rest;

namespace Reception.Gateway.Rest;

/// <summary>What is asked now: of a shop for its supervisors, of all shops for administrators.</summary>
internal static class TopicRoutes
{
    private const string Root = "/api/v1";
    private const int Shown = 20;

    private static readonly FrozenDictionary<string, TopicWindow> Windows = new Dictionary<string, TopicWindow>
    {
        ["1m"] = TopicWindow.Minute,
        ["5m"] = TopicWindow.FiveMinutes,
        ["1h"] = TopicWindow.Hour,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static void MapTopics(this IEndpointRouteBuilder routes)
    {
        const Role Readers = Role.Admin | Role.Supervisor;
        routes.MapGet("/shops/{shop}/topics", OfShopAsync).ForRoles(Readers).Produces<TopicsDocument>().WithSummary("What is asked now, bursts first");
        routes.MapGet("/shops/{shop}/topics/{topic}/conversations", ConversationsOfShopAsync).ForRoles(Readers).Produces<TopicConversationsDocument>().WithSummary("Where a topic was asked lately");
        routes.MapGet("/topics", OfAllAsync).ForRoles(Role.Admin, ShopCheck.EveryShop).Produces<TopicsDocument>().WithSummary("What is asked now, over all shops");
        routes.MapGet("/topics/{topic}/conversations", ConversationsOfAllAsync).ForRoles(Role.Admin, ShopCheck.EveryShop).Produces<TopicConversationsDocument>().WithSummary("Where a topic was asked lately, over all shops");
    }

    private static async Task<IResult> OfShopAsync(string shop, string? window, int? max, IClusterClient cluster, ShopDirectory shops) => await KnowsAsync(shop, shops)
        ? await ReadAsync(shop, $"{Root}/shops/{shop}", window, max, cluster)
        : Problems.Of(ErrorCodes.UnknownShop);

    private static Task<IResult> OfAllAsync(string? window, int? max, IClusterClient cluster) => ReadAsync(ITopicsGrain.AllShops, Root, window, max, cluster);

    private static async Task<IResult> ConversationsOfShopAsync(string shop, string topic, IClusterClient cluster, ShopDirectory shops) => await KnowsAsync(shop, shops)
        ? await FindAsync(shop, topic, cluster)
        : Problems.Of(ErrorCodes.UnknownShop);

    private static Task<IResult> ConversationsOfAllAsync(string topic, IClusterClient cluster) => FindAsync(ITopicsGrain.AllShops, topic, cluster);

    private static async Task<bool> KnowsAsync(string shop, ShopDirectory shops) => ShopId.TryParse(shop, out var id) && await shops.GetPolicyAsync(id) is not null;

    private static async Task<IResult> ReadAsync(string key, string path, string? window, int? max, IClusterClient cluster)
    {
        var errors = new List<string>();
        if (!Windows.TryGetValue(window ?? "1m", out var wanted)) errors.Add("window: 1m, 5m, 1h.");
        if (max is < 1 or > ITopicsGrain.MaxTopics) errors.Add($"max: 1 to {ITopicsGrain.MaxTopics}.");
        if (errors.Count > 0) return Problems.Of(ErrorCodes.Invalid, errors[0], errors);
        var view = await cluster.GetGrain<ITopicsGrain>(key).GetAsync(wanted, max ?? Shown);
        var topics = view.Topics.Select(t => new TopicDocument(
            t.Topic, Words.Of(t.Kind), t.Label, t.AtLeast, t.AtMost, t.Share, t.Usual, t.IsBurst, t.LastAt, $"{path}/topics/{Uri.EscapeDataString(t.Topic)}/conversations"));
        return Results.Json(new TopicsDocument(window ?? "1m", view.From, view.At, view.Asked, view.Error, view.Unsorted, [.. topics]), RestWire.Json.TopicsDocument);
    }

    private static async Task<IResult> FindAsync(string key, string topic, IClusterClient cluster)
    {
        if (!KeyPart.IsValid(topic) || await cluster.GetGrain<ITopicsGrain>(key).GetConversationsAsync(topic) is not { } found) return Problems.Of(ErrorCodes.Unknown, "Nobody asked this lately.");
        return Results.Json(new TopicConversationsDocument(found.Topic, Words.Of(found.Kind), found.Label, [.. found.Conversations.Select(Of)]), RestWire.Json.TopicConversationsDocument);
    }

    private static TopicConversationDocument Of(TopicConversation found)
    {
        var id = ConversationId.Parse(found.Conversation);
        var view = $"{Root}/shops/{Uri.EscapeDataString(id.Shop.Value)}/conversations/{Uri.EscapeDataString(id.Channel)}/{Uri.EscapeDataString(id.Customer)}";
        return new(found.Conversation, found.At, view, $"{view}/messages");
    }
}
