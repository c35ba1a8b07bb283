using System.Text;
using Reception.Contracts.Conversations;
using Reception.Gateway.Tests.Fakes;

namespace Reception.Gateway.Tests.Rest;

/// <summary>Why a work waits, or why an agent has it, over REST.</summary>
public sealed class ExplanationTests : IAsyncLifetime
{
    private GatewayHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await GatewayHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Explanation_OfAWaitingConversation_SaysWhatWouldServeIt()
    {
        await _host.Cluster.Conversation("demo/web/v-1").SayAsync(Author.Customer, "人工");
        await _host.Cluster.Conversation("demo/web/v-1").AskForHumanAsync(new CustomerCommand("c", "s"));

        var answer = await ExplainAsync("web/v-1", GatewayHost.Admin);

        var why = answer.Json.GetProperty("waiting").GetProperty("explanation");
        Assert.Equal(("waiting", 2), (answer.Json.GetProperty("phase").GetString(), answer.Json.GetProperty("waiting").GetProperty("place").GetInt32()));
        Assert.Equal(("nobody-fits", "any level", "skill refund ≥ 3"), (why.GetProperty("reason").GetString(), why.GetProperty("nextStep").GetString(), why.GetProperty("asked")[0].GetString()));
    }

    [Fact]
    public async Task Explanation_OfAWorkOrder_IsUnderItsOwnId()
    {
        var created = await _host.SendAsync(HttpMethod.Post, "/api/v1/shops/demo/work-orders", GatewayHost.Admin, new StringContent("""{"id":"crm-1","title":"退款"}""", Encoding.UTF8, "application/json"));

        var answer = await ExplainAsync($"~order/{created.Json.GetProperty("number").GetString()}", GatewayHost.Admin);

        Assert.Equal((200, "waiting"), (answer.Status, answer.Json.GetProperty("phase").GetString()));
        Assert.Equal("no agent online fits: skill refund ≥ 3", answer.Json.GetProperty("waiting").GetProperty("explanation").GetProperty("text").GetString());
    }

    [Fact]
    public async Task Explanation_WithTheBot_HasNoWait()
    {
        await _host.Cluster.Conversation("demo/web/v-2").SayAsync(Author.Customer, "你好");

        Assert.False((await ExplainAsync("web/v-2", GatewayHost.Admin)).Json.TryGetProperty("waiting", out _));
    }

    [Fact]
    public async Task Explanation_ForAnotherAgent_IsRefused()
    {
        await _host.Cluster.Conversation("demo/web/v-3").SayAsync(Author.Customer, "你好");

        Assert.Equal((409, "not-owner"), Of(await ExplainAsync("web/v-3", _host.Agent())));
    }

    [Theory]
    [InlineData("web/nobody")]
    [InlineData("~order/none")]
    public async Task Explanation_OfNothing_IsUnknown(string work) => Assert.Equal((404, "unknown"), Of(await ExplainAsync(work, GatewayHost.Admin)));

    private Task<RestAnswer> ExplainAsync(string work, string token) => _host.SendAsync(HttpMethod.Get, $"/api/v1/shops/demo/conversations/{work}/explanation", token);

    private static (int, string?) Of(RestAnswer answer) => (answer.Status, answer.Code);
}
