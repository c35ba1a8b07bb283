using System.Text;
using System.Text.Json;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Gateway.Auth;
using Reception.Gateway.Tests.Fakes;

namespace Reception.Gateway.Tests.Rest;

/// <summary>Trainers, orders and customers' words over REST.</summary>
public sealed class TrainingRestTests : IAsyncLifetime
{
    private GatewayHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await GatewayHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData("clusters", "\"handedOver\":1")]
    [InlineData("clusters?kind=unanswered&day=2026-11-11&max=5", "\"count\":2")]
    [InlineData("proposals", "\"answerCount\":2")]
    [InlineData("entries?entry=ship", "\"amountMinor\":1999")]
    [InlineData("effect?version=2", "\"isClear\":false")]
    [InlineData("sales", "\"ofHumanSales\":0.35")]
    public async Task Get_AsASupervisor_IsAnswered(string path, string expected)
    {
        var answer = await _host.SendAsync(HttpMethod.Get, $"/api/v1/shops/demo/training/{path}", _host.Token(Role.Supervisor, "tina", "demo"));

        Assert.Equal(200, answer.Status);
        Assert.Contains(expected, answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("clusters?kind=nonsense")]
    [InlineData("clusters?day=yesterday")]
    [InlineData("effect?from=11.11.2026")]
    [InlineData("sales?to=2026-13-01")]
    public async Task Get_OutOfBounds_IsRefused(string path) =>
        Assert.Equal((400, "invalid"), Of(await _host.SendAsync(HttpMethod.Get, $"/api/v1/shops/demo/training/{path}", GatewayHost.Admin)));

    [Fact]
    public async Task Accept_Twice_IsAConflict()
    {
        var first = await PostAsync("training/proposals/accept", """{"id":"q1","entryId":"invoice"}""");
        Assert.Equal((200, "invoice"), (first.Status, JsonDocument.Parse(first.Text).RootElement.GetProperty("entryId").GetString()));

        Assert.Equal((409, "version-conflict"), Of(await PostAsync("training/proposals/accept", """{"id":"q1"}""")));
    }

    [Theory]
    [InlineData("training/proposals/merge", """{"id":"q1","entryId":"nothing"}""", 404)]
    [InlineData("training/proposals/merge", """{"id":"q1"}""", 400)]
    [InlineData("training/proposals/reject", """{"id":"q9"}""", 404)]
    [InlineData("training/proposals/accept", """{"id":"q1","question":""}""", 400)]
    [InlineData("training/proposals/accept", """{"id":"q1","similar":[null]}""", 400)]
    public async Task Decide_WhatIsWrong_IsRefused(string path, string body, int status) => Assert.Equal(status, (await PostAsync(path, body)).Status);

    [Fact]
    public async Task Order_OfAnIdentifiedCustomer_GoesToHisConversationInMinorUnits()
    {
        var answer = await PostAsync("orders", """{"orderId":"42","amount":12.34,"currency":"CNY","customer":"bo@example.com"}""", _host.Token(Role.Integration, "erp", "demo"));

        var conversation = _host.Cluster.Conversation($"demo/web/{CustomerKey.Identified(new ShopId("demo"), "bo@example.com")}");
        Assert.Equal((200, 1234, OrderEventKind.Placed), (answer.Status, conversation.Orders.Single().AmountMinor, conversation.Orders[0].Kind));
        Assert.Contains("\"by\":\"bot\"", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"orderId":"42","amount":12.345,"currency":"CNY","customer":"bo"}""")]
    [InlineData("""{"orderId":"42","amount":1,"amountMinor":100,"currency":"CNY","customer":"bo"}""")]
    [InlineData("""{"orderId":"42","amount":1,"currency":"yuan","customer":"bo"}""")]
    [InlineData("""{"orderId":"42","amount":1,"currency":"CNY"}""")]
    [InlineData("""{"orderId":"42","amount":1,"currency":"CNY","visitor":"c-1"}""")]
    [InlineData("""{"orderId":"42","amount":1,"currency":"CNY","conversation":"other/web/v-1"}""")]
    [InlineData("""{"orderId":"42","kind":"stolen","amount":1,"currency":"CNY","customer":"bo"}""")]
    [InlineData("""{"amount":1,"currency":"CNY","customer":"bo"}""")]
    public async Task Order_WhatIsWrong_IsRefused(string body) => Assert.Equal((400, "invalid"), Of(await PostAsync("orders", body)));

    [Theory]
    [InlineData(Role.Supervisor)]
    [InlineData(Role.Agent)]
    [InlineData(Role.Customer)]
    public async Task Order_OfAnybodyElse_IsRefused(Role role) =>
        Assert.Equal((403, "wrong-role"), Of(await PostAsync("orders", """{"orderId":"42","amount":1,"currency":"CNY","customer":"bo"}""", _host.Token(role, "v-1", "demo"))));

    [Fact]
    public async Task Order_OfAnotherShopsIntegration_IsRefused() =>
        Assert.Equal((403, "wrong-shop"), Of(await PostAsync("orders", "{}", _host.Token(Role.Integration, "erp", "other"))));

    [Fact]
    public async Task Feedback_OfTheCustomerHimself_IsTaken()
    {
        var conversation = _host.Cluster.Conversation("demo/web/v-1");
        await conversation.PostAsync(new("s", [new("m1", "什么时候发货")]));

        Assert.Equal(204, (await PostAsync("conversations/web/v-1/feedback", """{"sequence":2,"helpful":false}""", _host.Token(Role.Customer, "v-1", "demo"))).Status);
        Assert.False(conversation.Words[2]);
    }

    [Fact]
    public async Task Feedback_OnAnotherCustomersThread_IsRefused() =>
        Assert.Equal((403, "wrong-role"), Of(await PostAsync("conversations/web/v-1/feedback", """{"sequence":2,"helpful":true}""", _host.Token(Role.Customer, "v-2", "demo"))));

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"sequence":0,"helpful":true}""")]
    [InlineData("""{"sequence":1}""")]
    [InlineData("""{"sequence":7,"helpful":true}""")]
    public async Task Feedback_OnNoAnswer_IsRefused(string body) => Assert.Equal((400, "invalid"), Of(await PostAsync("conversations/web/v-1/feedback", body, _host.Token(Role.Customer, "v-1", "demo"))));

    [Fact]
    public async Task Token_OfAnIntegration_IsIssuedToAdministrators()
    {
        var answer = await _host.SendAsync(HttpMethod.Post, "/api/v1/tokens", GatewayHost.Admin, Json("""{"subject":"erp","shops":["demo"],"role":"integration"}"""));
        var token = JsonDocument.Parse(answer.Text).RootElement.GetProperty("token").GetString();

        Assert.Equal(200, (await PostAsync("orders", """{"orderId":"42","amount":1,"currency":"CNY","customer":"bo"}""", token)).Status);
        Assert.Equal((403, "wrong-role"), Of(await _host.SendAsync(HttpMethod.Get, "/api/v1/shops/demo/training/clusters", token)));
        Assert.Equal(400, (await _host.SendAsync(HttpMethod.Post, "/api/v1/tokens", GatewayHost.Admin, Json("""{"subject":"x","shops":["demo"],"role":"admin"}"""))).Status);
    }

    private static (int, string?) Of(RestAnswer answer) => (answer.Status, answer.Code);

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private Task<RestAnswer> PostAsync(string path, string body, string? token = null) => _host.SendAsync(HttpMethod.Post, $"/api/v1/shops/demo/{path}", token ?? GatewayHost.Admin, Json(body));
}
