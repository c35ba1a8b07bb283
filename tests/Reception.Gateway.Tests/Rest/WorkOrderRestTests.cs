using System.Text;
using System.Text.Json;
using Reception.Contracts.Conversations;
using Reception.Contracts.Gateways;
using Reception.Contracts.Ids;
using Reception.Contracts.WorkOrders;
using Reception.Gateway.Auth;
using Reception.Gateway.Tests.Fakes;

namespace Reception.Gateway.Tests.Rest;

/// <summary>Work orders over REST: the shop's systems are operators, an agent counts as owner only.</summary>
public sealed class WorkOrderRestTests : IAsyncLifetime
{
    private const string Orders = "/api/v1/shops/demo/work-orders";
    private static readonly ShopId Demo = new("demo");
    private GatewayHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await GatewayHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Create_ByAnIntegration_WaitsInItsQueue()
    {
        var answer = await CreateAsync("""{"id":"crm-1","kind":"review","title":"差评","stars":2,"customer":"bo@example.com","priority":3}""");
        Assert.Equal((200, "waiting", "review"), (answer.Status, Text(answer, "phase"), Text(answer, "kind")));
        Assert.Equal(CustomerKey.Identified(Demo, "bo@example.com"), Text(answer, "customer"));
        Assert.DoesNotContain("bo@example.com", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_SameIdAgain_GivesTheSameNumber()
    {
        var first = await CreateAsync("""{"id":"crm-1","title":"Refund"}""");
        var again = await CreateAsync("""{"id":"crm-1","title":"Another"}""");
        Assert.Equal((Text(first, "number"), "Refund"), (Text(again, "number"), Text(again, "title")));
    }

    [Theory]
    [InlineData("""{"title":"Refund"}""")]
    [InlineData("""{"id":"1"}""")]
    [InlineData("""{"id":"1","title":" "}""")]
    [InlineData("""{"id":"1","title":"x","kind":"chat"}""")]
    [InlineData("""{"id":"1","title":"x","kind":"review"}""")]
    [InlineData("""{"id":"1","title":"x","stars":3}""")]
    [InlineData("""{"id":"1","title":"x","priority":10}""")]
    [InlineData("""{"id":"1","title":"x","conversation":"other/web/c"}""")]
    [InlineData("""{"id":"1","title":"x","conversation":"demo/~order/1"}""")]
    [InlineData("""{"id":"1","title":"x","skills":[null]}""")]
    [InlineData("""{"id":"1","title":"x","skills":[{"skill":"refund","level":11}]}""")]
    [InlineData("""{"id":"1","title":"x","preferredAgent":"a/b"}""")]
    public async Task Create_OutOfBounds_IsRefused(string body) => Assert.Equal(400, (await CreateAsync(body)).Status);

    [Fact]
    public async Task Create_TitleTooLong_IsRefused() => Assert.Equal(400, (await CreateAsync($$"""{"id":"1","title":"{{new string('x', 201)}}"}""")).Status);

    [Fact]
    public async Task Create_UnknownQueue_Is404() => Assert.Equal(404, (await CreateAsync("""{"id":"1","title":"x","queue":"none"}""")).Status);

    [Fact]
    public async Task Close_WithTheEpochRead_IsDone()
    {
        var number = Text(await CreateAsync("""{"id":"crm-1","title":"Refund"}"""), "number");
        var answer = await PostAsync($"{number}/close", """{"id":"k","epoch":1,"text":"paid back"}""");
        Assert.Equal((200, "done", "paid back"), (answer.Status, Text(answer, "phase"), Text(answer, "result")));
    }

    [Fact]
    public async Task Close_WithIfMatch_IsDone()
    {
        var number = Text(await CreateAsync("""{"id":"crm-1","title":"Refund"}"""), "number");
        var answer = await _host.SendAsync(HttpMethod.Post, $"{Orders}/{number}/close", Crm, Json("""{"id":"k"}"""), request => request.Headers.TryAddWithoutValidation("If-Match", "\"1\""));
        Assert.Equal(200, answer.Status);
    }

    [Theory]
    [InlineData("close", """{"id":"k","epoch":7}""", 409, "stale-epoch")]
    [InlineData("close", """{"id":"k"}""", 400, "invalid")]
    [InlineData("close", """{"epoch":1}""", 400, "invalid")]
    [InlineData("transfer", """{"id":"k","epoch":1,"queue":"none"}""", 404, "unknown")]
    [InlineData("reopen", """{"id":"k","epoch":1}""", 409, "wrong-phase")]
    [InlineData("notes", """{"id":"k","text":""}""", 400, "invalid")]
    public async Task Command_WhatIsWrong_IsRefused(string verb, string body, int status, string code)
    {
        var number = Text(await CreateAsync("""{"id":"crm-1","title":"Refund"}"""), "number");
        var answer = await PostAsync($"{number}/{verb}", body);
        Assert.Equal((status, code), (answer.Status, Text(answer, "code")));
    }

    [Fact]
    public async Task Command_OnNothing_Is404() => Assert.Equal(404, (await PostAsync("0000/close", """{"id":"k","epoch":1}""")).Status);

    [Fact]
    public async Task Get_ByAnAgentWhoDoesNotHaveIt_IsRefused()
    {
        var number = Text(await CreateAsync("""{"id":"crm-1","title":"Refund"}"""), "number");
        Assert.Equal(409, (await _host.SendAsync(HttpMethod.Get, $"{Orders}/{number}", _host.Agent())).Status);
        await TakeAsync(number, "anna");
        Assert.Equal(200, (await _host.SendAsync(HttpMethod.Get, $"{Orders}/{number}", _host.Agent())).Status);
    }

    [Fact]
    public async Task Close_ByAnAgentWhoDoesNotHaveIt_IsRefused()
    {
        var number = Text(await CreateAsync("""{"id":"crm-1","title":"Refund"}"""), "number");
        Assert.Equal("not-owner", Text(await PostAsync($"{number}/close", """{"id":"k","epoch":1}""", _host.Agent()), "code"));
    }

    [Fact]
    public async Task Cancel_ByAnAgent_IsTheWrongRole()
    {
        var number = Text(await CreateAsync("""{"id":"crm-1","title":"Refund"}"""), "number");
        await TakeAsync(number, "anna");
        Assert.Equal(403, (await PostAsync($"{number}/cancel", """{"id":"k","epoch":2}""", _host.Agent())).Status);
    }

    [Fact]
    public async Task List_ByAnAgent_IsWhatHeHadLast()
    {
        var number = Text(await CreateAsync("""{"id":"crm-1","title":"Refund"}"""), "number");
        await CreateAsync("""{"id":"crm-2","title":"Another"}""");
        await TakeAsync(number, "anna");
        var rows = JsonDocument.Parse((await _host.SendAsync(HttpMethod.Get, $"{Orders}?agent=li", _host.Agent())).Text).RootElement.GetProperty("rows");
        Assert.Equal([number], rows.EnumerateArray().Select(row => row.GetProperty("number").GetString()!));
    }

    [Theory]
    [InlineData("phase=lost")]
    [InlineData("kind=letter")]
    [InlineData("agent=a%2Fb")]
    [InlineData("limit=0")]
    public async Task List_OutOfBounds_IsRefused(string query) => Assert.Equal(400, (await _host.SendAsync(HttpMethod.Get, $"{Orders}?{query}", Crm)).Status);

    private string Crm => _host.Token(Role.Integration, "crm", "demo");

    private Task<RestAnswer> CreateAsync(string body) => _host.SendAsync(HttpMethod.Post, Orders, Crm, Json(body));

    private Task<RestAnswer> PostAsync(string path, string body, string? token = null) => _host.SendAsync(HttpMethod.Post, $"{Orders}/{path}", token ?? Crm, Json(body));

    private async Task TakeAsync(string number, string agent)
    {
        var order = _host.Cluster.WorkOrder($"demo/{number}");
        var taken = await order.AcceptAsync(new AcceptOffer(new AgentId(agent), agent, new Guid(1, 0, 0, new byte[8]), order.State.Epoch, new SessionAddress("s", "gateway-1")));
        Assert.Equal(CommandOutcome.Done, taken.Outcome);
    }

    private static string Text(RestAnswer answer, string field) => JsonDocument.Parse(answer.Text).RootElement.GetProperty(field).GetString()!;

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");
}
