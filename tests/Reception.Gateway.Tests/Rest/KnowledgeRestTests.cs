using System.Text;
using Reception.Contracts.Knowledge;
using Reception.Gateway.Tests.Fakes;

namespace Reception.Gateway.Tests.Rest;

/// <summary>Drafts, reviews, publications and canaries over REST.</summary>
public sealed class KnowledgeRestTests : IAsyncLifetime
{
    private const string Line = "{\"id\":\"ship\",\"question\":\"什么时候发货\",\"answer\":\"48 小时内\",\"from\":\"2026-11-01\",\"similar\":[\"=几天\"]}\n";

    private GatewayHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await GatewayHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private FakeKnowledge Knowledge => _host.Cluster.Knowledge("demo");

    [Fact]
    public async Task Draft_AsCsv_ComesBackAsJsonLines()
    {
        await SendAsync(HttpMethod.Put, "draft", Line, "application/x-ndjson");
        var csv = (await SendAsync(HttpMethod.Get, "draft?format=csv")).Text;
        Assert.Contains("'=几天", csv, StringComparison.Ordinal);

        var stored = await SendAsync(HttpMethod.Put, "draft", csv, "text/csv; charset=utf-8");

        Assert.Equal(2, stored.Json.GetProperty("revision").GetInt64());
        Assert.Contains("\"similar\":[\"=几天\"]", (await SendAsync(HttpMethod.Get, "draft")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"id,question\nnever closed")]
    [InlineData("id,question\na,\"open")]
    [InlineData("nothing,known\n1,2")]
    [InlineData("id,question,parts\na,q,\"[{\"\"kind\"\":\"\"link\"\",\"\"url\"\":\"\"javascript:alert(1)\"\"}]\"")]
    [InlineData("")]
    public async Task Draft_OfABrokenTable_IsRefusedWithReasons(string csv)
    {
        var answer = await SendAsync(HttpMethod.Put, "draft", csv, "text/csv");
        Assert.Equal((400, "invalid"), Of(answer));
        Assert.NotEqual(0, answer.Json.GetProperty("errors").GetArrayLength());
    }

    [Fact]
    public async Task Draft_OverAnotherRevision_IsAConflict()
    {
        await SendAsync(HttpMethod.Put, "draft", Line, "application/x-ndjson");
        Assert.Equal((409, "version-conflict"), Of(await SendAsync(HttpMethod.Put, "draft", Line, "application/x-ndjson", revision: 7)));
        Assert.Equal(200, (await SendAsync(HttpMethod.Put, "draft/entries/pay", "{\"question\":\"怎么付款\",\"answer\":\"都行\"}", revision: 1)).Status);
        Assert.Equal((409, "version-conflict"), Of(await SendAsync(HttpMethod.Delete, "draft/entries/pay", revision: 1)));
        Assert.Equal(2, (await SendAsync(HttpMethod.Get, "draft/state")).Json.GetProperty("revision").GetInt64());
    }

    [Fact]
    public async Task Entry_PutReadAndRemoved_IsGone()
    {
        await SendAsync(HttpMethod.Put, "draft/entries/pay", "{\n \"id\": \"pay\",\n \"question\": \"怎么付款\"\n}");
        Assert.Equal("怎么付款", (await SendAsync(HttpMethod.Get, "draft/entries/pay")).Json.GetProperty("question").GetString());
        Assert.Equal(200, (await SendAsync(HttpMethod.Delete, "draft/entries/pay")).Status);
        Assert.Equal((404, "unknown-entry"), Of(await SendAsync(HttpMethod.Get, "draft/entries/pay")));
        Assert.Equal((404, "unknown-entry"), Of(await SendAsync(HttpMethod.Delete, "draft/entries/pay")));
    }

    [Theory]
    [InlineData("{\"id\":\"other\",\"question\":\"q\"}")]
    [InlineData("{\"question\":\"q\",\"parts\":[{\"kind\":\"picture\",\"url\":\"//evil.example/x\"}]}")]
    [InlineData("[]")]
    public async Task Entry_ThatIsWrong_IsRefused(string json) => Assert.Equal((400, "invalid"), Of(await SendAsync(HttpMethod.Put, "draft/entries/pay", json)));

    [Fact]
    public async Task Review_BySomebodyElse_Approves()
    {
        await SendAsync(HttpMethod.Put, "draft", Line, "application/x-ndjson");
        Assert.Equal((409, "review-missing"), Of(await SendAsync(HttpMethod.Post, "draft/review", "{\"step\":\"approve\"}")));
        await SendAsync(HttpMethod.Post, "draft/review", "{\"step\":\"submit\"}");
        Assert.Equal((409, "same-person"), Of(await SendAsync(HttpMethod.Post, "draft/review", "{\"step\":\"approve\"}")));
        Assert.Equal((400, "invalid"), Of(await SendAsync(HttpMethod.Post, "draft/review", "{\"step\":\"dance\"}")));
        Assert.Equal("submitted", (await SendAsync(HttpMethod.Get, "draft/state")).Json.GetProperty("review").GetProperty("state").GetString());
    }

    [Fact]
    public async Task Diff_OfANewDraft_ListsWhatIsAdded()
    {
        await SendAsync(HttpMethod.Put, "draft", Line, "application/x-ndjson");
        var diff = (await SendAsync(HttpMethod.Get, "diff")).Json;
        Assert.Equal((1, "added", "48 小时内"), (diff.GetProperty("added").GetInt32(), diff.GetProperty("changes")[0].GetProperty("kind").GetString(), diff.GetProperty("changes")[0].GetProperty("after").GetProperty("answer").GetString()));
    }

    [Fact]
    public async Task Publish_WithErrors_IsRefusedUnlessForced()
    {
        await SendAsync(HttpMethod.Put, "draft", Line, "application/x-ndjson");
        Knowledge.Report = Knowledge.Report with { Errors = 1, Findings = [new(FindingSeverity.Error, FindingKind.Contradiction, ["a", "b"], "a, b: differ.")] };

        var refused = await SendAsync(HttpMethod.Post, "publish", "{}");
        Assert.Equal((409, "publish-refused"), Of(refused));
        Assert.Equal("a, b: differ.", refused.Json.GetProperty("errors")[0].GetString());
        Assert.Equal("contradiction", (await SendAsync(HttpMethod.Get, "publication")).Json.GetProperty("report").GetProperty("findings")[0].GetProperty("kind").GetString());

        Assert.Equal("published", (await SendAsync(HttpMethod.Post, "publish", "{\"force\":true}")).Json.GetProperty("state").GetString());
    }

    [Fact]
    public async Task Publish_AsksTheCheckWithWhatWentUnanswered()
    {
        await SendAsync(HttpMethod.Put, "draft", Line, "application/x-ndjson");
        await SendAsync(HttpMethod.Post, "publish", "{\"note\":\"n\"}");
        Assert.Equal("能开发票吗", Assert.Single(Knowledge.Ordered!.Asked!));
    }

    [Fact]
    public async Task Check_OfADraft_PublishesNothing()
    {
        await SendAsync(HttpMethod.Put, "draft", Line, "application/x-ndjson");
        Assert.Equal("checked", (await SendAsync(HttpMethod.Post, "check")).Json.GetProperty("state").GetString());
        Assert.Equal((404, "unknown-version"), Of(await SendAsync(HttpMethod.Get, "")));
    }

    [Fact]
    public async Task Canary_PublishedRaisedAndPromoted_ShowsItsShare()
    {
        Assert.Equal((409, "no-canary"), Of(await SendAsync(HttpMethod.Put, "canary", "{\"percent\":5}")));
        await SendAsync(HttpMethod.Put, "draft", Line, "application/x-ndjson");
        Assert.Equal((400, "invalid"), Of(await SendAsync(HttpMethod.Post, "publish", "{\"canaryShare\":100}")));
        await SendAsync(HttpMethod.Post, "publish", "{\"canaryShare\":10}");
        Assert.Equal((400, "invalid"), Of(await SendAsync(HttpMethod.Put, "canary", "{\"percent\":101}")));
        Assert.Equal((400, "invalid"), Of(await SendAsync(HttpMethod.Put, "canary", "{}")));

        var raised = (await SendAsync(HttpMethod.Put, "canary", "{\"percent\":50}")).Json[0];
        Assert.Equal(("canary", 50), (raised.GetProperty("state").GetString(), raised.GetProperty("share").GetInt32()));
        Assert.Equal("in-force", (await SendAsync(HttpMethod.Put, "canary", "{\"percent\":100}")).Json[0].GetProperty("state").GetString());
    }

    [Fact]
    public async Task Regression_ImportedAndExported_IsTheSame()
    {
        const string cases = "{\"text\":\"几天发货\",\"expect\":\"ship\"}\n{\"text\":\"天气\",\"expect\":null,\"channel\":\"web\"}\n{\"text\":\"钱\",\"expect\":[\"a\",\"b\"]}\n";
        Assert.Equal(3, (await SendAsync(HttpMethod.Put, "regression", cases, "application/x-ndjson")).Json.GetProperty("entries").GetInt32());
        Assert.Equal(cases, (await SendAsync(HttpMethod.Get, "regression")).Text);
        Assert.Equal((400, "invalid"), Of(await SendAsync(HttpMethod.Put, "regression", "{\"text\":\"x\"}", "application/x-ndjson")));
    }

    [Theory]
    [InlineData("draft?format=xml")]
    [InlineData("?format=xml")]
    public async Task Export_OfAnUnknownFormat_IsRefused(string path) => Assert.Equal((400, "invalid"), Of(await SendAsync(HttpMethod.Get, path)));

    private Task<RestAnswer> SendAsync(HttpMethod method, string path, string? body = null, string type = "application/json", long? revision = null)
    {
        HttpContent? content = null;
        if (body is not null)
        {
            content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            content.Headers.TryAddWithoutValidation("Content-Type", type);
        }
        var slash = path.Length == 0 || path[0] == '?' ? "" : "/";
        return _host.SendAsync(method, $"/api/v1/shops/demo/knowledge{slash}{path}", GatewayHost.Admin, content, revision is null ? null : request => request.Headers.TryAddWithoutValidation("If-Match", $"\"{revision}\""));
    }

    private static (int, string?) Of(RestAnswer answer) => (answer.Status, answer.Code);
}
