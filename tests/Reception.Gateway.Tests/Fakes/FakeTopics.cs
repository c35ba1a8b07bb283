using Reception.Contracts.Insight;
using Reception.Domain.Insight;

namespace Reception.Gateway.Tests.Fakes;

/// <summary>The real board, with what a test lets it count, at a time that stands still.</summary>
internal sealed class FakeTopics
{
    public static readonly DateTimeOffset Now = new(2026, 11, 11, 0, 0, 0, TimeSpan.Zero);

    private readonly TopicBoard _board = new();

    public FakeTopics(string key) => _board.Apply(
        new(
            7, 0, 0,
            [new("ship", TopicKind.Entry, "什么时候发货", 4, ["demo/web/v-1", "demo/web/v-2"]), new("~human", TopicKind.Human, "", 1, ["demo/web/v-2"])],
            [new(key == ITopicsGrain.AllShops ? "哪家店的优惠券坏了" : "优惠券用不了", 2, ["demo/web/v-3"])]),
        Now);

    public Task<TopicsView> GetAsync(TopicWindow window, int max) => Task.FromResult(_board.Read(window, max, Now));

    public Task<TopicConversations?> GetConversationsAsync(string topic) => Task.FromResult(_board.ReadConversations(topic));
}
