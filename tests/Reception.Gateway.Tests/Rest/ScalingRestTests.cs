using System.Text.Json;
using Reception.Contracts.Scaling;
using Reception.Gateway.Auth;
using Reception.Gateway.Tests.Fakes;

namespace Reception.Gateway.Tests.Rest;

/// <summary>What the cluster needs and what shops have to expect, over REST; gateways report what they use.</summary>
public sealed class ScalingRestTests : IAsyncLifetime
{
    private const string Operations = "a-token-of-the-operator-s-programs";
    private GatewayHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await GatewayHost.StartAsync(options => options.OperationsToken = Operations);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData(Operations)]
    [InlineData(GatewayHost.Admin)]
    public async Task Scaling_WithATokenOfOperationsOrTheAdministrators_IsAnswered(string token)
    {
        var answer = await _host.SendAsync(HttpMethod.Get, "/api/v1/scaling", token);

        Assert.Equal(200, answer.Status);
        var root = JsonDocument.Parse(answer.Text).RootElement;
        Assert.Equal((5, 3, 41, 24), (root.GetProperty("silos").GetProperty("desired").GetInt32(), root.GetProperty("gateways").GetProperty("desired").GetInt32(), root.GetProperty("agents").GetInt32(), root.GetProperty("hours").GetArrayLength()));
        Assert.Equal((2.1, 0.1083), (root.GetProperty("load").GetProperty("siloMsPerMessage").GetDouble(), root.GetProperty("hours")[0].GetProperty("messagesPerSecond").GetDouble()));
        Assert.Equal(JsonValueKind.Null, root.GetProperty("queues")[0].GetProperty("hours")[1].ValueKind);
    }

    [Theory]
    [InlineData(Role.Supervisor)]
    [InlineData(Role.Agent)]
    [InlineData(Role.Integration)]
    public async Task Scaling_ForPeopleOfAShop_IsRefused(Role role) =>
        Assert.Equal((403, "wrong-role"), Of(await _host.SendAsync(HttpMethod.Get, "/api/v1/scaling", _host.Token(role, "somebody", "demo"))));

    [Theory]
    [InlineData("/api/v1/shops/demo")]
    [InlineData("/api/v1/shops/demo/forecast")]
    [InlineData("/api/v1/shops/demo/figures")]
    public async Task Operations_OfAShop_MayReadNothing(string path) => Assert.Equal((403, "wrong-role"), Of(await _host.SendAsync(HttpMethod.Get, path, Operations)));

    [Theory]
    [InlineData("/api/v1/scaling?hours=0")]
    [InlineData("/api/v1/scaling?hours=169")]
    [InlineData("/api/v1/shops/demo/forecast?hours=-1")]
    public async Task Hours_OutOfBounds_AreRefused(string path) => Assert.Equal((400, "invalid"), Of(await _host.SendAsync(HttpMethod.Get, path, GatewayHost.Admin)));

    [Fact]
    public async Task Forecast_AsASupervisor_HasItsErrorBesideTheNaiveOneAndTheCalendar()
    {
        var answer = await _host.SendAsync(HttpMethod.Get, "/api/v1/shops/demo/forecast?hours=3", _host.Token(Role.Supervisor, "tina", "demo"));

        Assert.Equal(200, answer.Status);
        var root = JsonDocument.Parse(answer.Text).RootElement;
        var (error, phase) = (root.GetProperty("arrivals").GetProperty("error"), root.GetProperty("calendar")[0]);
        Assert.Equal(("weekly", 3, 0.11, 0.15), (root.GetProperty("arrivals").GetProperty("basis").GetString(), root.GetProperty("arrivals").GetProperty("hours").GetArrayLength(), error.GetProperty("wape").GetDouble(), error.GetProperty("naiveWape").GetDouble()));
        Assert.Equal(("双11", false, 5.5), (phase.GetProperty("name").GetString(), phase.GetProperty("knowledgeExists").GetBoolean(), phase.GetProperty("measuredRatio").GetDouble()));
        Assert.Contains("\"wished\":60", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forecast_UnknownShop_IsRefused() => Assert.Equal((404, "unknown-shop"), Of(await _host.SendAsync(HttpMethod.Get, "/api/v1/shops/nobody/forecast", GatewayHost.Admin)));

    [Fact]
    public async Task Gateway_EveryFewSeconds_ReportsWhatItUses()
    {
        var time = new ManualTime();
        await using var host = await GatewayHost.StartAsync(time: time);
        LoadReport[] Seen()
        {
            lock (host.Cluster.Scaling.Reports) return [.. host.Cluster.Scaling.Reports];
        }

        for (var i = 0; i < 1_000 && Seen().Length < 2; i++)
        {
            time.Advance(TimeSpan.FromSeconds(5));
            await Task.Yield();
        }

        Assert.All(Seen(), report => Assert.Equal((ProcessKind.Gateway, Environment.ProcessorCount, LoadReport.ThisProcess), (report.Kind, report.Cores, report.Process)));
        Assert.True(Seen().Length >= 2 && Seen()[^1].CpuSeconds >= Seen()[0].CpuSeconds && Seen()[0].CpuSeconds > 0);
    }

    private static (int, string?) Of(RestAnswer answer) => (answer.Status, answer.Code);
}
