using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Gateway.Auth;
using Reception.Gateway.Tests.Fakes;

namespace Reception.Gateway.Tests.Sockets;

/// <summary>The supervisor's socket, consults on the agent's, and what a customer's socket never shows.</summary>
public sealed class StaffSocketTests
{
    private const string Chat = "demo/web/v-1";
    private const string Secret = "only-for-staff";

    [Fact]
    public async Task Customer_StaffsPartsPushedToHim_ShowInNoFrame()
    {
        await using var host = await GatewayHost.StartAsync();
        await using var customer = await host.WelcomedAsync();

        await host.Cluster.Conversation(Chat).LeakAsync(Secret);
        await host.Cluster.Conversation(Chat).SayAsync(Author.Agent, "您好");

        while (await customer.ReceiveAsync() is { } frame)
        {
            Assert.Equal("push", frame.GetProperty("type").GetString());
            Assert.DoesNotContain(Secret, frame.GetRawText(), StringComparison.Ordinal);
            if (frame.TryGetProperty("messages", out _)) break;
        }
    }

    [Theory]
    [InlineData("monitor")]
    [InlineData("whisper")]
    [InlineData("internal")]
    [InlineData("consult")]
    [InlineData("take-over")]
    public async Task Customer_FrameOfStaff_IsUnknown(string type)
    {
        await using var host = await GatewayHost.StartAsync();
        await using var customer = await host.WelcomedAsync();

        await customer.SendAsync(new { type, id = "c", conversation = Chat, epoch = 1, text = "x" });

        Assert.Equal("unknown-type", await customer.ErrorAsync());
    }

    [Theory]
    [InlineData(Role.Agent)]
    [InlineData(Role.Customer)]
    [InlineData(Role.Integration)]
    public async Task Supervisor_HelloOfAnotherRole_EndsTheConnection(Role role)
    {
        await using var host = await GatewayHost.StartAsync();
        await using var client = await FrameClient.ConnectAsync(host.Url, "/ws/v1/supervisor", null);

        await client.SendAsync(new { type = "hello", token = host.Token(role, "anna", "demo") });

        Assert.Equal("wrong-role", await client.ByeAsync());
    }

    [Fact]
    public async Task Supervisor_ConversationOfAnotherShop_IsRefused()
    {
        await using var host = await GatewayHost.StartAsync();
        await using var client = await SupervisorAsync(host);

        await client.SendAsync(new { type = "monitor", id = "c", conversation = "demo-en/web/v-1" });

        Assert.Equal("wrong-shop", await client.ErrorAsync());
        Assert.DoesNotContain("listen", host.Cluster.Conversation("demo-en/web/v-1").Calls);
    }

    [Fact]
    public async Task Supervisor_Monitor_ShowsThreadAndInternalLinesAndConfirmsThem()
    {
        await using var host = await GatewayHost.StartAsync();
        var conversation = host.Cluster.Conversation(Chat);
        await conversation.SayAsync(Author.Customer, "发货", push: false);
        await conversation.SayInternallyAsync(new InternalMessage(new(StaffRole.Supervisor, "zhou"), 1, "w", Secret));
        await using var client = await SupervisorAsync(host);

        await client.SendAsync(new { type = "monitor", id = "c", conversation = Chat, why = "training" });

        await client.ExpectAsync("done");
        Assert.Equal<long[]>([1], await client.PushedAsync());
        Assert.Equal(Secret, (await client.ExpectAsync("staff")).GetProperty("lines")[0].GetProperty("text").GetString());
    }

    [Fact]
    public async Task Supervisor_Whisper_IsOfHimAndCarriesTheEpoch()
    {
        await using var host = await GatewayHost.StartAsync();
        await using var client = await SupervisorAsync(host);

        await client.SendAsync(new { type = "whisper", id = "c", conversation = Chat, epoch = 1, text = Secret });
        await client.ExpectAsync("done");

        var said = Assert.IsType<InternalMessage>(Assert.Single(host.Cluster.Conversation(Chat).Staff));
        Assert.Equal((StaffRole.Supervisor, "zhou", 1L), (said.Who.Role, said.Who.Id, said.Epoch));
    }

    [Theory]
    [InlineData("take-over")]
    [InlineData("reassign")]
    [InlineData("whisper")]
    public async Task Supervisor_StaleEpoch_IsRefusedWithTheNewestView(string type)
    {
        await using var host = await GatewayHost.StartAsync();
        await using var client = await SupervisorAsync(host);

        await client.SendAsync(new { type, id = "c", conversation = Chat, epoch = 0, queue = "main", text = "x" });

        var error = await client.ExpectAsync("error");
        Assert.Equal(("stale-epoch", 1L), (error.GetProperty("code").GetString(), error.GetProperty("view").GetProperty("epoch").GetInt64()));
    }

    [Theory]
    [InlineData("""{"type":"reassign","id":"c","conversation":"demo/web/v-1","epoch":1}""", "bad-frame")]
    [InlineData("""{"type":"reassign","id":"c","conversation":"demo/web/v-1","epoch":1,"agent":"li","seconds":4}""", "bad-frame")]
    [InlineData("""{"type":"take-over","conversation":"demo/web/v-1","epoch":1}""", "bad-frame")]
    [InlineData("""{"type":"whisper","id":"c","conversation":"demo/web/v-1","epoch":1,"text":" "}""", "bad-frame")]
    [InlineData("""{"type":"leave","id":"c","conversation":"demo/web/v-1"}""", "not-attached")]
    [InlineData("""{"type":"accept","id":"c","offer":"00000000000000000000000000000009"}""", "unknown-type")]
    public async Task Supervisor_WrongFrame_IsRefusedWithItsCode(string frame, string code)
    {
        await using var host = await GatewayHost.StartAsync();
        await using var client = await SupervisorAsync(host);

        await client.SendTextAsync(frame);

        Assert.Equal(code, await client.ErrorAsync());
    }

    [Fact]
    public async Task Agent_ConsultOfBothKinds_IsRefused()
    {
        await using var host = await GatewayHost.StartAsync();
        await using var agent = await AgentAsync(host);

        await agent.SendAsync(new { type = "consult", id = "c", conversation = Chat, epoch = 1, agent = "li", party = "platform" });

        Assert.Equal("bad-frame", await agent.ErrorAsync());
    }

    [Fact]
    public async Task Agent_ConsultOfWhatHeDoesNotServe_IsNotAttached()
    {
        await using var host = await GatewayHost.StartAsync();
        await using var agent = await AgentAsync(host);

        await agent.SendAsync(new { type = "consult", id = "c", conversation = Chat, epoch = 1, agent = "li" });

        Assert.Equal("not-attached", await agent.ErrorAsync());
    }

    [Fact]
    public async Task Agent_Joins_SeesThreadAndWritesToTheOwner()
    {
        await using var host = await GatewayHost.StartAsync();
        await host.Cluster.Conversation(Chat).SayAsync(Author.Customer, "发货", push: false);
        await using var agent = await AgentAsync(host);

        await agent.SendAsync(new { type = "join", id = "c1", conversation = Chat });
        await agent.ExpectAsync("done");
        Assert.Equal<long[]>([1], await agent.PushedAsync());
        await agent.SendAsync(new { type = "internal", id = "c2", conversation = Chat, epoch = 1, text = Secret });
        await agent.ExpectAsync("done");

        var said = Assert.IsType<InternalMessage>(Assert.Single(host.Cluster.Conversation(Chat).Staff));
        Assert.Equal((StaffRole.Agent, "anna"), (said.Who.Role, said.Who.Id));
    }

    private static async Task<FrameClient> SupervisorAsync(GatewayHost host)
    {
        var client = await FrameClient.ConnectAsync(host.Url, "/ws/v1/supervisor", null);
        await client.SendAsync(new { type = "hello", token = host.Token(Role.Supervisor, "zhou", "demo") });
        await client.ExpectAsync("welcome");
        return client;
    }

    private static async Task<FrameClient> AgentAsync(GatewayHost host)
    {
        var client = await host.AgentAsync();
        await client.SendAsync(new { type = "hello", token = host.Agent() });
        await client.ExpectAsync("welcome");
        return client;
    }
}
