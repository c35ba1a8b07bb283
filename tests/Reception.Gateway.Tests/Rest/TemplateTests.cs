using System.Text;
using System.Text.Json;
using Reception.Gateway.Auth;
using Reception.Gateway.Tests.Fakes;

namespace Reception.Gateway.Tests.Rest;

/// <summary>Templates over REST, as docs/policy.md tells it.</summary>
public sealed class TemplateTests : IAsyncLifetime
{
    private GatewayHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await GatewayHost.StartAsync(options => (options.Rest.Burst, options.Rest.PerSecond) = (10_000, 10_000));

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Template_OfAShop_IsYaml()
    {
        var answer = await SendAsync(HttpMethod.Get, "shops/demo/template");

        Assert.Equal((200, "application/yaml"), (answer.Status, answer.MediaType));
        Assert.Contains("timeZone: Asia/Shanghai", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Template_OfNoShop_IsUnknown() => Assert.Equal((404, "unknown-shop"), Of(await SendAsync(HttpMethod.Get, "shops/nowhere/template")));

    [Fact]
    public async Task Diff_OfAShopsOwnTemplate_IsEmpty() => Assert.Empty(Changes(await PostAsync("shops/demo/template/diff", await TemplateAsync())));

    [Fact]
    public async Task Diff_OfAnOverride_NamesTheChange()
    {
        var answer = await PostAsync("shops/demo/template/diff", await TemplateAsync(), "queues: [{name: main, targetSeconds: 30}]");

        Assert.Equal(["queues[main].targetSeconds changed 60 30"], Changes(answer));
    }

    [Fact]
    public async Task Diff_ForANewShop_HasVersionZero() => Assert.Equal(0, (await PostAsync("shops/new/template/diff", await TemplateAsync())).Json.GetProperty("version").GetInt64());

    [Fact]
    public async Task Apply_AsAnotherShop_MakesIt()
    {
        var answer = await PostAsync("shops/new/template/apply", await TemplateAsync(), set: ["name=分店"], version: 0);

        Assert.Equal(200, answer.Status);
        Assert.Equal("分店", (await SendAsync(HttpMethod.Get, "shops/new")).Json.GetProperty("policy").GetProperty("name").GetString());
    }

    [Fact]
    public async Task Apply_OverAnotherVersion_IsAConflict() => Assert.Equal((409, "version-conflict"), Of(await PostAsync("shops/demo/template/apply", await TemplateAsync(), set: ["name=x"], version: 7)));

    [Fact]
    public async Task Apply_OfAnInvalidPolicy_TellsEveryErrorWithItsLine()
    {
        var answer = await PostAsync("shops/demo/template/apply", await TemplateAsync(), "language: fr\ntimeZone: Mars/Base");

        Assert.Equal((400, "invalid"), Of(answer));
        Assert.Equal(["overrides, line 1: language", "overrides, line 2: timeZone"], answer.Json.GetProperty("errors").EnumerateArray().Select(error => string.Join(": ", error.GetString()!.Split(": ")[..2])));
    }

    [Fact]
    public async Task Apply_OfBareYaml_IsTaken() => Assert.Equal(200, (await SendAsync(HttpMethod.Post, "shops/new/template/apply", await TemplateAsync(), "application/yaml")).Status);

    [Theory]
    [InlineData("application/json", "{}")]
    [InlineData("application/json", "null")]
    [InlineData("application/json", "{\"template\":3}")]
    [InlineData("application/json", "{\"template\":\"\\ud800\"}")]
    public async Task Apply_OfNoTemplate_IsRefused(string type, string body) => Assert.Equal((400, "bad-json"), Of(await SendAsync(HttpMethod.Post, "shops/demo/template/apply", body, type)));

    [Fact]
    public async Task Apply_BySupervisor_IsRefused() =>
        Assert.Equal((403, "wrong-role"), Of(await _host.SendAsync(HttpMethod.Post, "/api/v1/shops/demo/template/apply", _host.Token(Role.Supervisor, "sue", "demo"), new StringContent("name: x", Encoding.UTF8, "application/yaml"))));

    private async Task<string> TemplateAsync() => (await SendAsync(HttpMethod.Get, "shops/demo/template")).Text;

    private Task<RestAnswer> PostAsync(string path, string template, string? overrides = null, string[]? set = null, long? version = null) =>
        SendAsync(HttpMethod.Post, path, JsonSerializer.Serialize(new { template, overrides, set }), version: version);

    private Task<RestAnswer> SendAsync(HttpMethod method, string path, string? body = null, string type = "application/json", long? version = null)
    {
        var content = body is null ? null : new StringContent(body, Encoding.UTF8, type);
        return _host.SendAsync(method, $"/api/v1/{path}", GatewayHost.Admin, content, version is null ? null : request => request.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\""));
    }

    private static string[] Changes(RestAnswer answer) =>
        [.. answer.Json.GetProperty("changes").EnumerateArray().Select(change => string.Join(' ', change.EnumerateObject().Select(part => part.Value.GetString())))];

    private static (int, string?) Of(RestAnswer answer) => (answer.Status, answer.Code);
}
