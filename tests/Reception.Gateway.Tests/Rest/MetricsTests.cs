using Reception.Gateway.Auth;
using Reception.Gateway.Tests.Fakes;

namespace Reception.Gateway.Tests.Rest;

/// <summary>Who may read the metrics: administrators and the scrape token, which opens nothing else; anybody on this machine only if the operator says so.</summary>
public sealed class MetricsTests
{
    private const string Path = "/metrics";

    [Theory, InlineData(GatewayHost.Admin), InlineData(GatewayHost.Scraper)]
    public async Task Metrics_ForWhoMayScrape_AreText(string token)
    {
        await using var host = await GatewayHost.StartAsync();

        var answer = await host.SendAsync(HttpMethod.Get, Path, token);

        Assert.Equal(200, answer.Status);
        Assert.Equal("text/plain", answer.MediaType);
        Assert.Contains("reception_process_cpu_seconds_total{mode=\"user\"}", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_ForAnybodyElse_AreRefused()
    {
        await using var host = await GatewayHost.StartAsync();

        Assert.Equal(401, (await host.SendAsync(HttpMethod.Get, Path)).Status);
        Assert.Equal(401, (await host.SendAsync(HttpMethod.Get, Path, GatewayHost.Scraper + "x")).Status);
        foreach (var role in new[] { Role.Customer, Role.Agent, Role.Supervisor, Role.Integration })
            Assert.Equal((403, "wrong-role"), await AskAsync(host, Path, host.Token(role, "somebody", "demo")));
    }

    [Fact]
    public async Task ScrapeToken_OpensNothing_ButTheMetrics()
    {
        await using var host = await GatewayHost.StartAsync();

        Assert.Equal((403, "wrong-role"), await AskAsync(host, "/api/v1/shops/demo", GatewayHost.Scraper));
        Assert.Equal(405, (await host.SendAsync(HttpMethod.Post, Path, GatewayHost.Scraper)).Status);
    }

    [Fact]
    public async Task Metrics_WhenConfiguredSo_NeedNoTokenFromThisMachine()
    {
        await using var host = await GatewayHost.StartAsync(options => options.Telemetry.AnonymousFromLoopback = true);

        Assert.Equal(200, (await host.SendAsync(HttpMethod.Get, Path)).Status);
        Assert.Equal(401, (await host.SendAsync(HttpMethod.Get, Path, with: request => request.Headers.Add("X-Forwarded-For", "203.0.113.7"))).Status);
        Assert.Equal(401, (await host.SendAsync(HttpMethod.Get, "/api/v1/shops/demo")).Status);
    }

    private static async Task<(int, string?)> AskAsync(GatewayHost host, string path, string token)
    {
        var answer = await host.SendAsync(HttpMethod.Get, path, token);
        return (answer.Status, answer.Code);
    }
}
