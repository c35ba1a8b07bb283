using System.Text.Json;
using Reception.Gateway.Auth;
using Reception.Gateway.Tests.Fakes;

namespace Reception.Gateway.Tests.Rest;

public sealed class TopicRestTests : IAsyncLifetime
{
    private GatewayHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await GatewayHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData("", "1m")]
    [InlineData("?window=1m&max=100", "1m")]
    [InlineData("?window=5m", "5m")]
    [InlineData("?window=1h&max=3", "1h")]
    public async Task Topics_OfTheSupervisorsShop_AreCountedWithTheirBounds(string query, string window)
    {
        var page = await GetAsync($"shops/demo/topics{query}", Supervisor);

        Assert.Equal((window, 7, 0), (page.GetProperty("window").GetString(), page.GetProperty("asked").GetInt32(), page.GetProperty("error").GetInt32()));
        var topics = page.GetProperty("topics").EnumerateArray().ToList();
        Assert.Equal(["entry 什么时候发货 4", "unanswered 优惠券用不了 2", "human  1"], topics.Select(t => $"{t.GetProperty("kind").GetString()} {t.GetProperty("label").GetString()} {t.GetProperty("atLeast").GetInt32()}"));
        Assert.All(topics, t => Assert.True(!t.GetProperty("burst").GetBoolean() && !t.TryGetProperty("usual", out _)));
    }

    /// <summary>One click: each topic's path is answered, and each conversation's.</summary>
    [Theory]
    [InlineData("shops/demo/topics")]
    [InlineData("topics")]
    public async Task Conversations_ByThePathsGiven_AreThere(string path)
    {
        await _host.Cluster.Conversation("demo/web/v-2").SayAsync(Reception.Contracts.Conversations.Author.Customer, "什么时候发货");
        var page = await GetAsync(path, GatewayHost.Admin);
        foreach (var topic in page.GetProperty("topics").EnumerateArray())
        {
            var found = await GetAsync(topic.GetProperty("conversations").GetString()!, GatewayHost.Admin);
            Assert.Equal(topic.GetProperty("label").GetString(), found.GetProperty("label").GetString());
            foreach (var one in found.GetProperty("conversations").EnumerateArray().Where(c => c.GetProperty("conversation").GetString() == "demo/web/v-2"))
                Assert.Equal(200, (await _host.SendAsync(HttpMethod.Get, one.GetProperty("messages").GetString()!, GatewayHost.Admin)).Status);
        }
        Assert.Equal(
            ["demo/web/v-2", "demo/web/v-1"],
            (await GetAsync("shops/demo/topics/ship/conversations", Supervisor)).GetProperty("conversations").EnumerateArray().Select(c => c.GetProperty("conversation").GetString()));
    }

    [Theory]
    [InlineData("shops/demo/topics?window=2m")]
    [InlineData("shops/demo/topics?max=0")]
    [InlineData("topics?max=101")]
    public async Task Topics_OutOfBounds_AreRefused(string path) => Assert.Equal((400, "invalid"), await RefusedAsync(path, GatewayHost.Admin));

    [Theory]
    [InlineData("shops/demo/topics/nothing/conversations", "unknown")]
    [InlineData("topics/%E5%95%8A/conversations", "unknown")]
    [InlineData("shops/nowhere/topics", "unknown-shop")]
    [InlineData("shops/%2A/topics", "unknown-shop")]
    [InlineData("shops/%2A/topics/ship/conversations", "unknown-shop")]
    public async Task Topics_OfWhatIsNotThere_AreNotFound(string path, string code) => Assert.Equal((404, code), await RefusedAsync(path, GatewayHost.Admin));

    [Fact]
    public async Task Topics_WithoutTheRight_AreRefused()
    {
        Assert.Equal((403, "wrong-role"), await RefusedAsync("topics", Supervisor));
        Assert.Equal((403, "wrong-role"), await RefusedAsync("topics/ship/conversations", Supervisor));
        Assert.Equal((403, "wrong-shop"), await RefusedAsync("shops/demo/topics", _host.Token(Role.Supervisor, "sue", "other")));
        Assert.Equal((403, "wrong-role"), await RefusedAsync("shops/demo/topics", _host.Token(Role.Agent, "anna", "demo")));
        Assert.Equal((403, "wrong-role"), await RefusedAsync("shops/demo/topics/ship/conversations", _host.Token(Role.Customer, "v-1", "demo")));
    }

    private string Supervisor => _host.Token(Role.Supervisor, "sue", "demo");

    private async Task<JsonElement> GetAsync(string path, string token)
    {
        var answer = await _host.SendAsync(HttpMethod.Get, path.StartsWith('/') ? path : $"/api/v1/{path}", token);
        Assert.Equal(200, answer.Status);
        return JsonDocument.Parse(answer.Text).RootElement;
    }

    private async Task<(int, string?)> RefusedAsync(string path, string token)
    {
        var answer = await _host.SendAsync(HttpMethod.Get, $"/api/v1/{path}", token);
        return (answer.Status, answer.Code);
    }
}
