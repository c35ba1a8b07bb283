using System.Text;
using Reception.Gateway.Tests.Fakes;

namespace Reception.Gateway.Tests.Rest;

/// <summary>Catalogue files in and out, and dry runs.</summary>
public sealed class CatalogueTests : IAsyncLifetime
{
    private GatewayHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await GatewayHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Csv_ImportedAndPublished_IsReadAsAsked()
    {
        Assert.Equal(200, (await SendAsync(HttpMethod.Put, "draft", "id,name\na,A", "text/csv")).Status);
        Assert.Equal(1, (await SendAsync(HttpMethod.Post, "publish", "{}")).Json.GetProperty("version").GetInt32());

        Assert.Equal("Csv as Csv", (await SendAsync(HttpMethod.Get, "", accept: "text/csv")).Text);
        Assert.Equal("Csv as JsonLines", (await SendAsync(HttpMethod.Get, "?version=1")).Text);
    }

    [Fact]
    public async Task File_WithProblems_TellsThemAll()
    {
        var answer = await SendAsync(HttpMethod.Put, "draft", "bad", "application/x-ndjson");

        Assert.Equal((400, "invalid", 2), (answer.Status, answer.Code, answer.Json.GetProperty("errors").GetArrayLength()));
    }

    [Theory]
    [InlineData("GET", "", null, 404, "unknown-version")]
    [InlineData("POST", "publish", "{}", 409, "nothing-to-publish")]
    [InlineData("POST", "roll-back", "{}", 400, "invalid")]
    [InlineData("POST", "roll-back", "{\"version\":3}", 404, "unknown-version")]
    [InlineData("POST", "try", "{\"text\":\" \"}", 400, "invalid")]
    [InlineData("PUT", "draft", "{}", 415, "unsupported-media-type")]
    public async Task Request_ThatCannotBe_IsRefused(string method, string path, string? body, int status, string code)
    {
        var answer = await SendAsync(new HttpMethod(method), path, body);
        Assert.Equal((status, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Try_UnsafeAddress_IsLeftOut()
    {
        var part = (await SendAsync(HttpMethod.Post, "try", "{\"text\":\"how much\",\"product\":\"a\"}")).Json.GetProperty("parts")[0];

        Assert.Equal("product", part.GetProperty("kind").GetString());
        Assert.False(part.TryGetProperty("url", out _));
    }

    private Task<RestAnswer> SendAsync(HttpMethod method, string path, string? body = null, string type = "application/json", string? accept = null) => _host.SendAsync(
        method,
        path.Length == 0 || path[0] == '?' ? $"/api/v1/shops/demo/catalogue{path}" : $"/api/v1/shops/demo/catalogue/{path}",
        GatewayHost.Admin,
        body is null ? null : new StringContent(body, Encoding.UTF8, type),
        request => request.Headers.TryAddWithoutValidation("Accept", accept ?? "*/*"));
}
