using System.Text;
using Reception.Client.Web;
using Reception.Client.Web.Rest;
using Reception.Contracts.Shops;
using Reception.Gateway.Auth;
using Reception.Gateway.Tests.Fakes;
using Reception.Protocol.Rest;

namespace Reception.Gateway.Tests.Rest;

/// <summary>Levers of peak mode over REST: who may, what is said, what is refused.</summary>
public sealed class PeakRestTests
{
    [Fact]
    public async Task Switch_BySupervisor_IsSeenWithItsReason()
    {
        await using var host = await StartAsync();
        var api = new ReceptionApi(new HttpClient(), host.Url, host.Token(Role.Supervisor, "lin", "demo"));

        var peak = await api.SwitchPeakAsync("demo", new PeakRequest("on", ["bot"], "midnight", 600));

        var lever = peak.Levers.Single(l => l.Lever == "bot");
        Assert.Equal((true, true, "hand", "on", "lin", "midnight", TimeSpan.FromMinutes(10)), (lever.Given, lever.On, lever.Cause, lever.Mode, lever.By, lever.Why, lever.Until - lever.At));
        Assert.Equal(("bot", true, "lin"), ((await api.GetPeakAsync("demo")).Changes[0] is var change ? (change.Lever, change.On, change.By) : default));
        Assert.All((await api.SwitchPeakAsync("demo", new PeakRequest("auto"))).Levers, l => Assert.Equal("auto", l.Mode));
    }

    [Fact]
    public async Task Switch_OfWhatThePolicyDoesNotGive_NamesEveryError()
    {
        await using var host = await StartAsync();
        var api = new ReceptionApi(new HttpClient(), host.Url, GatewayHost.Admin);

        Assert.Equal(2, (await Assert.ThrowsAsync<RefusedException>(() => api.SwitchPeakAsync("demo", new PeakRequest("on", ["pool"], Seconds: 0)))).Errors.Count);
        Assert.Equal(2, (await Assert.ThrowsAsync<RefusedException>(() => api.SwitchPeakAsync("demo", new PeakRequest("up", ["pool", "roof"])))).Errors.Count);
        Assert.Equal("unknown-shop", (await Assert.ThrowsAsync<RefusedException>(() => api.GetPeakAsync("nowhere"))).Code);
    }

    [Fact]
    public async Task Switch_ByAnAgentOrAnotherShopsSupervisor_IsRefused()
    {
        await using var host = await StartAsync();
        foreach (var token in new[] { host.Agent(), host.Token(Role.Supervisor, "lin", "demo-en"), host.Visitor() })
            Assert.Equal(403, (await host.SendAsync(HttpMethod.Put, "/api/v1/shops/demo/peak", token, new StringContent("{\"mode\":\"on\"}", Encoding.UTF8, "application/json"))).Status);
    }

    private static async Task<GatewayHost> StartAsync()
    {
        var host = await GatewayHost.StartAsync();
        host.Cluster.Shop("demo").Policy = Policies.Demo() with { Peak = new(Bot: new BotLever(AnswerThreshold: 0.4), Budget: new BudgetLever(MessagesPerSecond: 100)) };
        return host;
    }
}
