using System.Net.WebSockets;
using Reception.Contracts.Conversations;
using Reception.Gateway.Auth;
using Reception.Gateway.Tests.Fakes;
using Reception.Protocol;

namespace Reception.Gateway.Tests.Sockets;

/// <summary>Who may open a socket, and from where.</summary>
public sealed partial class RefusalTests
{
    [Fact]
    public async Task Token_ThatIsNone_IsRefused()
    {
        await using var host = await GatewayHost.StartAsync();
        await using var client = await host.CustomerAsync();

        await client.SendAsync(new { type = "hello", token = "rt1.e30.AAAA" });

        var bye = await client.ExpectAsync("bye");
        Assert.Equal("bad-token", bye.GetProperty("code").GetString());
        Assert.False(bye.GetProperty("resume").GetBoolean());
    }

    [Fact]
    public async Task Token_ThatEnded_IsRefused()
    {
        var time = new ManualTime();
        await using var host = await GatewayHost.StartAsync(time: time);
        var token = host.Visitor();
        time.Advance(TimeSpan.FromHours(2));
        await using var client = await host.CustomerAsync();

        await client.SendAsync(new { type = "hello", token });

        Assert.Equal("token-expired", await client.ByeAsync());
    }

    [Fact]
    public async Task Token_ThatEndsMeanwhile_EndsTheConnection()
    {
        var time = new ManualTime();
        await using var host = await GatewayHost.StartAsync(options => options.Sockets.IdleTimeout = TimeSpan.FromDays(1), time);
        await using var client = await host.WelcomedAsync();

        time.Advance(TimeSpan.FromMinutes(60));

        Assert.Equal("token-expired", await client.ByeAsync());
    }

    [Theory]
    [InlineData(Role.Agent)]
    [InlineData(Role.Supervisor)]
    public async Task Token_OfAnotherRole_IsRefused(Role role)
    {
        await using var host = await GatewayHost.StartAsync();
        await using var client = await host.CustomerAsync();

        await client.SendAsync(new { type = "hello", token = host.Token(role, "anna", "demo") });

        Assert.Equal("wrong-role", await client.ByeAsync());
    }

    [Fact]
    public async Task Token_OfAnotherShop_IsRefused()
    {
        await using var host = await GatewayHost.StartAsync();
        await using var client = await host.CustomerAsync();

        await client.SendAsync(new { type = "hello", token = host.Visitor(), shop = "demo-en" });

        Assert.Equal("wrong-shop", await client.ByeAsync());
    }

    [Fact]
    public async Task Shop_ThatIsNotThere_IsRefused()
    {
        await using var host = await GatewayHost.StartAsync();
        await using var client = await host.CustomerAsync();

        await client.SendAsync(new { type = "hello", token = host.Token(Role.Customer, "v-1", "nowhere") });

        Assert.Equal("unknown-shop", await client.ByeAsync());
    }

    [Fact]
    public async Task Channel_ThatIsNotThere_IsRefused()
    {
        await using var host = await GatewayHost.StartAsync();
        await using var client = await host.CustomerAsync();

        await client.SendAsync(new { type = "hello", token = host.Visitor(), channel = "fax" });

        Assert.Equal("unknown-channel", await client.ByeAsync());
    }

    [Theory]
    [InlineData("https://evil.example", false)]
    [InlineData("null", false)]
    [InlineData("https://shop.example.evil.example", false)]
    [InlineData("https://shop.example", true)]
    [InlineData("own", true)]
    public async Task Origin_OfAPage_IsComparedWithTheChannel(string origin, bool allowed)
    {
        await using var host = await GatewayHost.StartAsync();
        await using var client = await host.CustomerAsync(origin == "own" ? host.Url.GetLeftPart(UriPartial.Authority) : origin);

        await client.SendAsync(new { type = "hello", token = host.Visitor() });

        if (allowed) await client.ExpectAsync("welcome");
        else Assert.Equal("origin-refused", await client.ByeAsync());
    }

    [Fact]
    public async Task Origin_OfAPage_IsRefusedAtTheAgentsSocket()
    {
        await using var host = await GatewayHost.StartAsync();

        await Assert.ThrowsAsync<WebSocketException>(() => host.AgentAsync("https://shop.example"));
    }

    [Fact]
    public async Task Connection_BeyondTheBoundOfOneAddress_IsRefused()
    {
        await using var host = await GatewayHost.StartAsync(options => options.Sockets.MaxConnectionsPerAddress = 1);
        await using var first = await host.WelcomedAsync();

        await Assert.ThrowsAsync<WebSocketException>(() => host.CustomerAsync());
    }
}
