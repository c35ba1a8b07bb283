using System.Text.Json;
using Reception.Contracts.Conversations;
using Reception.Contracts.Shops;
using Reception.Domain.Shops;
using Reception.Tests;

namespace Reception.Domain.Tests.Shops;

/// <summary>The policies that the demo ships: valid, about topics that there are, and a person can be reached at any hour.</summary>
public sealed class DemoPolicyTests
{
    private static readonly string Folder = Path.Combine(TestRun.Root, "silo", "Demo");

    [Theory]
    [InlineData("demo")]
    [InlineData("demo-en")]
    public void Demo_Policy_IsValidWithThreeQueues(string shop)
    {
        Assert.Empty(PolicyValidator.Validate(Policy(shop)));
        Assert.Equal(3, Policy(shop).Queues.Length);
    }

    [Theory]
    [InlineData("demo")]
    [InlineData("demo-en")]
    public void Demo_Topics_AreTopicsOfItsKnowledge(string shop)
    {
        var policy = Policy(shop);
        var topics = File.ReadLines(Path.Combine(Folder, $"{shop}.knowledge.jsonl")).Where(line => line.Length > 0).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("intent").GetString());

        var named = policy.Queues.SelectMany(q => q.Topics ?? [])
            .Concat((policy.Routing ?? []).SelectMany(r => r.Topics ?? []))
            .Concat(policy.Channels.SelectMany(c => (c.Rules?.Foreign ?? []).SelectMany(f => f.Topics)));

        Assert.Empty(named.Except(topics));
    }

    [Theory]
    [InlineData("demo", "complaints")]
    [InlineData("demo-en", "complaints")]
    public void Demo_AtAnyHour_EveryQueueButOneIsOpen(string shop, string closes)
    {
        var policy = Policy(shop);
        var hours = Enumerable.Range(0, 24 * 120).Select(hour => new DateTimeOffset(2026, 11, 1, 0, 30, 0, TimeSpan.Zero).AddHours(hour)).ToArray();

        var closing = policy.Queues.Select(q => q.Name).Where(queue => hours.Any(at => !OpenHours.Of(policy, queue).IsOpen(at)));

        Assert.Equal([closes], closing);
    }

    [Theory]
    [InlineData("demo", "2026-11-10T20:00:00+08:00", "双11", 600)]
    [InlineData("demo", "2026-11-20T12:00:00+08:00", "发货高峰", 200)]
    [InlineData("demo", "2026-12-01T12:00:00+08:00", null, 200)]
    [InlineData("demo-en", "2026-11-27T12:00:00-05:00", "Black Friday", 400)]
    public void Demo_Calendar_HasItsPhasesAndTheirLimits(string shop, string at, string? phase, int maxWaiting)
    {
        var now = DateTimeOffset.Parse(at, null);
        Assert.Equal(phase, ShopCalendar.Of(Policy(shop)).At(now)?.Phase.Name);
        Assert.Equal(maxWaiting, ShopCalendar.PolicyAt(Policy(shop), now).Queues[0].Rules!.Limits!.MaxWaiting);
    }

    [Theory]
    [InlineData("demo", "人工", null, "general")]
    [InlineData("demo", "我要投诉你们", "发货", "complaints")]
    [InlineData("demo", "瓶子漏液了，怎么办", null, "aftersales")]
    [InlineData("demo", "人工", "退款", "aftersales")]
    [InlineData("demo-en", "human", null, "general")]
    [InlineData("demo-en", "I want to complain", "shipping", "complaints")]
    [InlineData("demo-en", "my earbuds won't pair", null, "technical")]
    [InlineData("demo-en", "human", "warranty", "technical")]
    public void Demo_Words_LeadToTheirQueue(string shop, string text, string? topic, string queue) =>
        Assert.Equal(queue, RoutingDecision.First(Policy(shop), new(topic, text, "web", null, HandOverReason.Asked)).Queue);

    private static ShopPolicy Policy(string shop) => JsonSerializer.Deserialize(File.ReadAllBytes(Path.Combine(Folder, $"{shop}.policy.json")), PolicyWire.Json.ShopPolicy)!;
}
