using System.Text;
using Reception.Contracts.Conversations;
using Reception.Contracts.Queues;
using Reception.Contracts.Routing;
using Reception.Gateway.Auth;
using Reception.Gateway.Tests.Fakes;

namespace Reception.Gateway.Tests.Rest;

/// <summary>REST as docs/protocol.md tells it.</summary>
public sealed class RestTests : IAsyncLifetime
{
    private const string Policy = """
        {"name":"新店","language":"zh","timeZone":"Asia/Shanghai","queues":[{"name":"main"}],"channels":[{"name":"web"}],"bot":{"whileHumanServes":"answer-simple"},"hours":[{"day":"monday","openMinute":540,"closeMinute":1080}]}
        """;

    private GatewayHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await GatewayHost.StartAsync(options => (options.Rest.Burst, options.Rest.PerSecond) = (10_000, 10_000));

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Shop_StoredAndRead_IsTheSame()
    {
        var stored = await SendAsync(HttpMethod.Put, "shops/new", Policy, with: request => request.Headers.TryAddWithoutValidation("If-Match", "0"));
        var read = await SendAsync(HttpMethod.Get, "shops/new");

        Assert.Equal(200, stored.Status);
        Assert.Equal("answer-simple", read.Json.GetProperty("policy").GetProperty("bot").GetProperty("whileHumanServes").GetString());
        Assert.Equal(0.50, read.Json.GetProperty("policy").GetProperty("bot").GetProperty("answerThreshold").GetDouble());
        Assert.Equal("monday", read.Json.GetProperty("policy").GetProperty("hours")[0].GetProperty("day").GetString());
    }

    [Fact]
    public async Task Shop_StoredOverAnotherVersion_IsAConflict() =>
        Assert.Equal("version-conflict", (await SendAsync(HttpMethod.Put, "shops/demo", Policy, with: request => request.Headers.TryAddWithoutValidation("If-Match", "\"7\""))).Code);

    [Fact]
    public async Task Shop_WithSeveralErrors_TellsThemAll()
    {
        var answer = await SendAsync(HttpMethod.Put, "shops/new", """{"name":"x","language":"zh","timeZone":"UTC","queues":[null,{"name":"a","topics":[null]}],"channels":[null],"bot":{}}""");

        Assert.Equal((400, "invalid"), (answer.Status, answer.Code));
        Assert.Equal(3, answer.Json.GetProperty("errors").GetArrayLength());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("{\"name\":null,\"language\":\"zh\",\"timeZone\":\"UTC\",\"queues\":[],\"channels\":[],\"bot\":{}}")]
    [InlineData("{\"name\":\"x\",\"language\":\"zh\",\"timeZone\":\"UTC\",\"queues\":[],\"channels\":[],\"bot\":{\"whileHumanServes\":\"dance\"}}")]
    [InlineData("{\"name\":\"\\ud800\",\"language\":\"zh\",\"timeZone\":\"UTC\",\"queues\":[],\"channels\":[],\"bot\":{}}")]
    public async Task Shop_ThatIsNone_IsRefused(string policy) => Assert.Equal((400, "bad-json"), Of(await SendAsync(HttpMethod.Put, "shops/new", policy)));

    [Fact]
    public async Task Shop_Copied_IsANewShop()
    {
        await SendAsync(HttpMethod.Post, "shops/demo/copies", """{"shop":"copy","name":"分店"}""");

        Assert.Equal("分店", (await SendAsync(HttpMethod.Get, "shops/copy")).Json.GetProperty("policy").GetProperty("name").GetString());
    }

    [Fact]
    public async Task Shop_Copied_AnswersLikeItsTemplate()
    {
        await SendAsync(HttpMethod.Put, "shops/demo/knowledge/draft", "{\"id\":\"ship\",\"question\":\"什么时候发货\",\"answer\":\"48 小时内\"}\n", "application/x-ndjson");
        await SendAsync(HttpMethod.Post, "shops/demo/knowledge/publish", "{}");

        await SendAsync(HttpMethod.Post, "shops/demo/copies", """{"shop":"copy","name":"分店"}""");

        Assert.Contains("48 小时内", (await SendAsync(HttpMethod.Get, "shops/copy/knowledge")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shop_ThatIsNotThere_IsUnknown() => Assert.Equal((404, "unknown-shop"), Of(await SendAsync(HttpMethod.Get, "shops/nowhere")));

    [Fact]
    public async Task Knowledge_ImportedAndPublished_IsInForce()
    {
        const string lines = "\uFEFF{\"id\":\"ship\",\"question\":\"什么时候发货\",\"answer\":\"48 小时内\",\"similar\":[\"几天发货\"],\"source\":\"x\"}\r\n\n{\"id\":\"human\",\"question\":\"投诉\",\"answer\":null,\"intent\":\"complaint\"}\n";

        var draft = await SendAsync(HttpMethod.Put, "shops/demo/knowledge/draft", lines, "application/x-ndjson");
        Assert.Equal(2, draft.Json.GetProperty("entries").GetInt32());
        var published = await SendAsync(HttpMethod.Post, "shops/demo/knowledge/publish");
        Assert.Equal(1, published.Json.GetProperty("version").GetInt64());
        var read = (await SendAsync(HttpMethod.Get, "shops/demo/knowledge")).Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal("""{"id":"ship","question":"什么时候发货","answer":"48 小时内","similar":["几天发货"]}""", read[0]);
        Assert.Contains("\"topic\":\"complaint\"", read[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Knowledge_WithErrors_TellsEachWithItsLine()
    {
        const string lines = "{\"id\":\"a\",\"question\":\"q\",\"answer\":null}\nnonsense\n{\"id\":\"a\",\"question\":\"\",\"answer\":\"\",\"similar\":[null]}\n";

        var answer = await SendAsync(HttpMethod.Put, "shops/demo/knowledge/draft", lines, "application/x-ndjson");

        Assert.Equal((400, "invalid"), Of(answer));
        Assert.Equal(["line 2", "line 3", "line 3", "line 3"], answer.Json.GetProperty("errors").EnumerateArray().Select(error => error.GetString()!.Split(':')[0]));
    }

    [Fact]
    public async Task Knowledge_OverTheSize_IsRefused() => Assert.Equal((413, "body-too-large"), Of(await SendAsync(HttpMethod.Put, "shops/demo/knowledge/draft", new string(' ', (8 * 1024 * 1024) + 1), "application/x-ndjson")));

    [Fact]
    public async Task Knowledge_OfAnotherType_IsRefused() => Assert.Equal((415, "unsupported-media-type"), Of(await SendAsync(HttpMethod.Put, "shops/demo/knowledge/draft", "{}", "application/xml")));

    [Fact]
    public async Task Knowledge_WithNothingNew_IsNotPublished() => Assert.Equal((409, "nothing-to-publish"), Of(await SendAsync(HttpMethod.Post, "shops/demo/knowledge/publish", "{\"note\":\"x\"}")));

    [Fact]
    public async Task Knowledge_OfAnUnknownVersion_IsNotRolledBack() => Assert.Equal((404, "unknown-version"), Of(await SendAsync(HttpMethod.Post, "shops/demo/knowledge/roll-back", "{\"version\":9}")));

    [Theory]
    [InlineData("knowledge/versions")]
    [InlineData("knowledge/unanswered?max=5")]
    [InlineData("agents")]
    [InlineData("queues/main")]
    [InlineData("conversations?phase=closed&from=2026-11-11T00:00:00Z&limit=10")]
    [InlineData("figures")]
    [InlineData("identity-key")]
    public async Task Shop_Lists_AreAnswered(string path) => Assert.Equal(200, (await SendAsync(HttpMethod.Get, $"shops/demo/{path}")).Status);

    [Fact]
    public async Task Queue_WithSomebodyWaiting_SaysWhyAndWhatWouldServeHim()
    {
        var queue = _host.Cluster.Queue("demo/main");
        (queue.Drained, queue.First) = (true, [new WaitingView(
            new(new("demo"), "web", "c1"), 1, _host.Time.GetUtcNow(), null, null, 2, "no agent online fits: skill refund ≥ 3",
            new(WaitingReason.NobodyFits, "", 1, 4, 0, ["skill refund ≥ 3"], _host.Time.GetUtcNow().AddSeconds(30), "wider"))]);

        var json = (await SendAsync(HttpMethod.Get, "shops/demo/queues/main")).Json;

        var why = json.GetProperty("first")[0].GetProperty("explanation");
        Assert.Equal((true, "nobody-fits", 4, "wider"), (json.GetProperty("drained").GetBoolean(), why.GetProperty("reason").GetString(), why.GetProperty("fit").GetInt32(), why.GetProperty("nextStep").GetString()));
        Assert.Equal("skill refund ≥ 3", why.GetProperty("missing")[0].GetString());
    }

    [Fact]
    public async Task Conversations_Closed_SayWhyTheAgentWasAskedAndWhatWasMissed()
    {
        var now = _host.Time.GetUtcNow();
        _host.Cluster.Episodes("demo").Rows = [new(
            new(new("demo"), "web", "c1"), 1, ConversationPhase.Closed, new("anna"), "main", null, HandOverReason.Asked, now, now, now, now, 5, null, 1, 1, 1, 0, now,
            new("it is his turn, of 3 who fit", "RoundRobin", 1, 2, TimeSpan.FromSeconds(7), ["skill refund ≥ 2"], Role: QueueRole.Lent), 2)];

        var row = (await SendAsync(HttpMethod.Get, "shops/demo/conversations")).Json.GetProperty("rows")[0];

        var why = row.GetProperty("assignment");
        Assert.Equal(("it is his turn, of 3 who fit", "round-robin", 7, "lent"), (why.GetProperty("text").GetString(), why.GetProperty("mode").GetString(), why.GetProperty("waitedSeconds").GetDouble(), why.GetProperty("role").GetString()));
        Assert.Equal(2, row.GetProperty("missed").GetInt32());
    }

    [Fact]
    public async Task Figures_OfQueuesAndWaits_AreThere()
    {
        var figures = (await SendAsync(HttpMethod.Get, "shops/demo/figures")).Json;
        Assert.Equal(
            Enumerable.Range(21, 14).Select(i => (long)i),
            new[] { "deferred", "workOrders", "callBacks", "overflows", "reclassified", "referred", "firstRepliesMissed", "repliesMissed", "resolutionsMissed", "offers", "offersDeclined", "offersTimedOut", "widened", "turnedAway" }
                .Select(name => figures.GetProperty(name).GetInt64()));
    }

    [Theory]
    [InlineData("conversations?phase=dancing", 400, "invalid")]
    [InlineData("conversations?from=yesterday", 400, "bad-request")]
    [InlineData("conversations?limit=0", 400, "invalid")]
    [InlineData("conversations?limit=x", 400, "bad-request")]
    [InlineData("queues/none", 404, "unknown")]
    [InlineData("conversations/web/nobody", 404, "unknown")]
    [InlineData("conversations/web/nobody/messages?after=-1", 404, "unknown")]
    [InlineData("nothing", 404, "not-found")]
    public async Task Shop_Questions_ThatAreWrong_AreRefused(string path, int status, string code) => Assert.Equal((status, code), Of(await SendAsync(HttpMethod.Get, $"shops/demo/{path}")));

    [Fact]
    public async Task Method_ThatIsNotThere_IsRefused() => Assert.Equal((405, "method-not-allowed"), Of(await SendAsync(HttpMethod.Delete, "shops/demo")));

    [Fact]
    public async Task Triage_OfAText_IsADryRun()
    {
        var answer = await SendAsync(HttpMethod.Post, "shops/demo/triage", """{"text":"什么时候发货"}""");

        Assert.Equal("answer", answer.Json.GetProperty("decision").GetString());
        Assert.Equal("什么时候发货", answer.Json.GetProperty("candidates")[0].GetProperty("question").GetString());
    }

    [Fact]
    public async Task Agent_PutAndTokenIssued_OpensHisSocket()
    {
        var put = await SendAsync(HttpMethod.Put, "agents/bob", """{"name":"Bob","queues":["demo/main"],"capacity":2}""");
        Assert.Equal(200, put.Status);
        var token = (await SendAsync(HttpMethod.Post, "agents/bob/tokens")).Json.GetProperty("token").GetString();

        await using var client = await _host.AgentAsync();
        await client.SendAsync(new { type = "hello", token });

        Assert.Equal("Bob", (await client.ExpectAsync("welcome")).GetProperty("agent").GetProperty("name").GetString());
    }

    [Fact]
    public async Task Agent_WithSeveralErrors_TellsThemAll()
    {
        var answer = await SendAsync(HttpMethod.Put, "agents/bob", """{"name":"","queues":["x",null],"capacity":0}""");

        Assert.Equal(4, answer.Json.GetProperty("errors").GetArrayLength());
    }

    [Fact]
    public async Task Agent_OfAnotherShop_IsNotShown() => Assert.Equal((404, "unknown-agent"), Of(await _host.SendAsync(HttpMethod.Get, "/api/v1/agents/anna", _host.Token(Role.Supervisor, "sue", "demo-en"))));

    [Fact]
    public async Task Agent_OfTheSupervisorsShop_IsSetAway()
    {
        var answer = await _host.SendAsync(HttpMethod.Put, "/api/v1/agents/anna/presence", _host.Token(Role.Supervisor, "sue", "demo"), Json("""{"intent":"away"}"""));

        Assert.Equal(("away", "sue"), (answer.Json.GetProperty("forced").GetProperty("intent").GetString(), answer.Json.GetProperty("forced").GetProperty("by").GetString()));
        Assert.Equal("offline", answer.Json.GetProperty("intent").GetString());
    }

    [Fact]
    public async Task Supervisor_OfAToken_EntersHisShopOnly()
    {
        var token = (await SendAsync(HttpMethod.Post, "tokens", """{"subject":"sue","shops":["demo"]}""")).Json.GetProperty("token").GetString();

        Assert.Equal(200, (await _host.SendAsync(HttpMethod.Get, "/api/v1/shops/demo/figures", token)).Status);
        Assert.Equal((403, "wrong-shop"), Of(await _host.SendAsync(HttpMethod.Get, "/api/v1/shops/demo-en/figures", token)));
    }

    [Fact]
    public async Task Transcript_ForAnAgent_IsHisOwnOnly()
    {
        await _host.Cluster.Conversation("demo/web/v-9").SayAsync(Author.Customer, "你好");

        Assert.Equal("你好", (await SendAsync(HttpMethod.Get, "shops/demo/conversations/web/v-9/messages")).Json.GetProperty("messages")[0].GetProperty("text").GetString());
        Assert.Equal((409, "not-owner"), Of(await _host.SendAsync(HttpMethod.Get, "/api/v1/shops/demo/conversations/web/v-9/messages", _host.Agent())));
    }

    [Fact]
    public async Task Visitor_WithHisToken_StaysTheSame()
    {
        var first = await _host.SendAsync(HttpMethod.Post, "/api/v1/shops/demo/visitor-tokens");
        var again = await _host.SendAsync(HttpMethod.Post, "/api/v1/shops/demo/visitor-tokens", first.Json.GetProperty("token").GetString());
        var other = await _host.SendAsync(HttpMethod.Post, "/api/v1/shops/demo/visitor-tokens");

        Assert.Equal(first.Json.GetProperty("visitor").GetString(), again.Json.GetProperty("visitor").GetString());
        Assert.NotEqual(first.Json.GetProperty("visitor").GetString(), other.Json.GetProperty("visitor").GetString());
    }

    [Theory]
    [InlineData("https://evil.example", 403)]
    [InlineData("https://shop.example", 200)]
    public async Task Visitor_FromAPageElsewhere_IsComparedWithTheChannels(string origin, int status) =>
        Assert.Equal(status, (await _host.SendAsync(HttpMethod.Post, "/api/v1/shops/demo/visitor-tokens", with: request => request.Headers.Add("Origin", origin))).Status);

    [Fact]
    public async Task Requests_BeyondTheLimit_AreRefused()
    {
        await using var host = await GatewayHost.StartAsync(options => options.Rest.VisitorTokenBurst = 2);
        await host.SendAsync(HttpMethod.Post, "/api/v1/shops/demo/visitor-tokens");
        await host.SendAsync(HttpMethod.Post, "/api/v1/shops/demo/visitor-tokens");

        var answers = new List<RestAnswer>();
        for (var i = 0; i < 20; i++) answers.Add(await host.SendAsync(HttpMethod.Post, "/api/v1/shops/demo/visitor-tokens"));

        var refused = answers.Find(answer => answer.Status == 429);
        Assert.Equal("rate-limited", refused!.Code);
        Assert.NotNull(refused.Headers.RetryAfter);
    }

    [Fact]
    public async Task Cluster_ThatDoesNotAnswer_IsUnavailable()
    {
        await using var host = await GatewayHost.StartAsync();
        host.Cluster.Failing = new TimeoutException();

        Assert.Equal((503, "unavailable"), Of(await host.SendAsync(HttpMethod.Get, "/api/v1/shops/demo", GatewayHost.Admin)));
        Assert.Equal(503, (await host.SendAsync(HttpMethod.Get, "/health/ready")).Status);
        Assert.Equal(200, (await host.SendAsync(HttpMethod.Get, "/health/live")).Status);
    }

    [Fact]
    public async Task Health_OfAClusterThatAnswers_IsReady() => Assert.Equal(200, (await _host.SendAsync(HttpMethod.Get, "/health/ready")).Status);

    [Fact]
    public async Task OpenApi_DescribesEveryRoute()
    {
        var document = (await _host.SendAsync(HttpMethod.Get, "/openapi/v1.json")).Json;

        var paths = document.GetProperty("paths").EnumerateObject().Select(path => path.Name).ToArray();
        Assert.Contains("/api/v1/shops/{shop}/triage", paths);
        Assert.Contains("/api/v1/agents/{agent}/tokens", paths);
        Assert.True(paths.Length >= 20, string.Join(' ', paths));
    }

    [Fact]
    public async Task DemoPage_IsServed_WithAStrictPolicy()
    {
        var page = await _host.SendAsync(HttpMethod.Get, "/demo/");

        Assert.Contains("app.js", page.Text, StringComparison.Ordinal);
        Assert.StartsWith("default-src 'none'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("text/javascript", (await _host.SendAsync(HttpMethod.Get, "/demo/app.js")).MediaType);
    }

    [Fact]
    public async Task DemoSession_WhereNoDemoIsSetUp_IsNotThere() => Assert.Equal((404, "not-found"), Of(await _host.SendAsync(HttpMethod.Get, "/demo/session")));

    [Fact]
    public async Task DemoSession_UnderAForeignName_IsRefused()
    {
        await using var host = await GatewayHost.StartAsync(options => options.Demo = new DemoOptions { Shops = [new DemoShop("demo", "Demo", "zh", ["anna"], ["什么时候发货"])] });

        Assert.Equal(200, (await host.SendAsync(HttpMethod.Get, "/demo/session")).Status);
        Assert.Equal(403, (await host.SendAsync(HttpMethod.Get, "/demo/session", with: request => request.Headers.Host = "rebound.example")).Status);
        Assert.Equal(403, (await host.SendAsync(HttpMethod.Get, "/demo/session", with: request => request.Headers.Add("Origin", "https://evil.example"))).Status);
    }

    private static (int, string?) Of(RestAnswer answer) => (answer.Status, answer.Code);

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private Task<RestAnswer> SendAsync(HttpMethod method, string path, string? body = null, string type = "application/json", Action<HttpRequestMessage>? with = null) =>
        _host.SendAsync(method, $"/api/v1/{path}", GatewayHost.Admin, body is null ? null : new StringContent(body, Encoding.UTF8, type), with);
}
