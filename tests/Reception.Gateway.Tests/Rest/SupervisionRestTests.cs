using System.Net.Http.Json;
using Reception.Contracts.Conversations;
using Reception.Gateway.Auth;
using Reception.Gateway.Tests.Fakes;

namespace Reception.Gateway.Tests.Rest;

/// <summary>Internal lines and supervisor commands over REST: who may, and what he is told.</summary>
public sealed class SupervisionRestTests
{
    private const string Chat = "/api/v1/shops/demo/conversations/web/v-1";
    private const string Secret = "only-for-staff";

    [Fact]
    public async Task Internal_Customer_IsRefused()
    {
        await using var host = await GatewayHost.StartAsync();
        await WhisperedAsync(host);

        var answer = await host.SendAsync(HttpMethod.Get, $"{Chat}/internal", host.Visitor());

        Assert.Equal(403, answer.Status);
        Assert.DoesNotContain(Secret, answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Internal_AgentWhoIsNotIn_IsRefused()
    {
        await using var host = await GatewayHost.StartAsync();
        await WhisperedAsync(host);

        var answer = await host.SendAsync(HttpMethod.Get, $"{Chat}/internal", host.Agent());

        Assert.Equal(409, answer.Status);
        Assert.DoesNotContain(Secret, answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Internal_Supervisor_ReadsIt()
    {
        await using var host = await GatewayHost.StartAsync();
        await WhisperedAsync(host);

        Assert.Contains(Secret, (await host.SendAsync(HttpMethod.Get, $"{Chat}/internal", Supervisor(host))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Transcript_Supervisor_HasNoInternalLine()
    {
        await using var host = await GatewayHost.StartAsync();
        await WhisperedAsync(host);

        var answer = await host.SendAsync(HttpMethod.Get, $"{Chat}/messages", Supervisor(host));

        Assert.DoesNotContain(Secret, answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("whisper")]
    [InlineData("take-over")]
    [InlineData("reassign")]
    public async Task Command_Agent_IsRefused(string command)
    {
        await using var host = await GatewayHost.StartAsync();

        Assert.Equal(403, (await host.SendAsync(HttpMethod.Post, $"{Chat}/{command}", host.Agent(), JsonContent.Create(new { id = "c", epoch = 1, text = "x", queue = "main" }))).Status);
    }

    [Theory]
    [InlineData("whisper")]
    [InlineData("take-over")]
    [InlineData("reassign")]
    public async Task Command_StaleEpoch_Conflicts(string command)
    {
        await using var host = await GatewayHost.StartAsync();

        var answer = await host.SendAsync(HttpMethod.Post, $"{Chat}/{command}", Supervisor(host), JsonContent.Create(new { id = "c", epoch = 0, text = "x", queue = "main" }));

        Assert.Equal(409, answer.Status);
        Assert.Contains("stale-epoch", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TakeOver_Supervisor_IsInHisNameWithTheReason()
    {
        await using var host = await GatewayHost.StartAsync();

        await host.SendAsync(HttpMethod.Post, $"{Chat}/take-over", Supervisor(host), JsonContent.Create(new { id = "c", epoch = 1, why = "angry" }));

        var command = Assert.IsType<SupervisorCommand>(Assert.Single(host.Cluster.Conversation("demo/web/v-1").Staff));
        Assert.Equal(("zhou", "angry", "c"), (command.Supervisor, command.Why, command.CommandId));
    }

    [Fact]
    public async Task Reassign_Nobody_IsInvalid()
    {
        await using var host = await GatewayHost.StartAsync();

        Assert.Equal(400, (await host.SendAsync(HttpMethod.Post, $"{Chat}/reassign", Supervisor(host), JsonContent.Create(new { id = "c", epoch = 1 }))).Status);
    }

    [Fact]
    public async Task Internal_Integration_IsTheWordOfAParty()
    {
        await using var host = await GatewayHost.StartAsync();

        await host.SendAsync(HttpMethod.Post, $"{Chat}/internal", host.Token(Role.Integration, "market", "demo"), JsonContent.Create(new { id = "c", epoch = 1, text = "We have the parcel." }));

        var said = Assert.IsType<InternalMessage>(Assert.Single(host.Cluster.Conversation("demo/web/v-1").Staff));
        Assert.Equal((StaffRole.System, true), (said.Who.Role, said.OfParty));
    }

    private static string Supervisor(GatewayHost host) => host.Token(Role.Supervisor, "zhou", "demo");

    private static async Task WhisperedAsync(GatewayHost host)
    {
        var conversation = host.Cluster.Conversation("demo/web/v-1");
        await conversation.SayAsync(Author.Customer, "你好", push: false);
        await conversation.SayInternallyAsync(new InternalMessage(new(StaffRole.Supervisor, "zhou"), 1, "w", Secret));
    }
}
