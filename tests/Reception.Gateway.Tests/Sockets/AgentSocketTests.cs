using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Gateway.Auth;
using Reception.Gateway.Tests.Fakes;

namespace Reception.Gateway.Tests.Sockets;

/// <summary>The agent's frames.</summary>
public sealed class AgentSocketTests
{
    private const string Chat = "demo/web/v-1";

    [Fact]
    public async Task Desk_FromOfferToClose_GoesThrough()
    {
        await using var host = await GatewayHost.StartAsync();
        await using var customer = await host.WelcomedAsync();
        await customer.SendAsync(new { type = "human", id = "h" });
        await customer.ExpectAsync("done");
        await using var agent = await WelcomedAsync(host);
        await agent.SendAsync(new { type = "presence", id = "c0", intent = "online" });
        Assert.Equal("online", (await agent.ExpectAsync("done")).GetProperty("agent").GetProperty("intent").GetString());

        var offer = await host.Cluster.Agent("anna").OfferAsync(host.Cluster.Conversation(Chat), 1);
        Assert.Equal(offer.ToString("N"), (await agent.ExpectAsync("offer")).GetProperty("offer").GetProperty("offer").GetString());
        await agent.SendAsync(new { type = "accept", id = "c1", offer = offer.ToString("N") });
        var view = (await agent.ExpectAsync("done")).GetProperty("view");
        Assert.Equal("anna", view.GetProperty("agent").GetString());
        Assert.Equal<long[]>([1, 2], await agent.PushedAsync());

        var epoch = view.GetProperty("epoch").GetInt64();
        await agent.SendAsync(new { type = "post", id = "c2", conversation = Chat, epoch, messages = new[] { new { id = "a1", text = "您好" } } });
        Assert.Equal(3, (await agent.ExpectAsync("ack")).GetProperty("acks")[0].GetProperty("sequence").GetInt64());
        await agent.SendAsync(new { type = "mute", id = "c3", conversation = Chat, epoch, muted = true });
        Assert.True((await agent.ExpectAsync("done")).GetProperty("view").GetProperty("assistantMuted").GetBoolean());
        await agent.SendAsync(new { type = "close", id = "c4", conversation = Chat, epoch });
        Assert.Equal("closed", (await agent.ExpectAsync("done")).GetProperty("view").GetProperty("phase").GetString());
    }

    [Fact]
    public async Task Command_WithAnOldEpoch_IsRefusedWithTheNewestView()
    {
        await using var host = await GatewayHost.StartAsync();
        await using var agent = await ServingAsync(host);

        await agent.SendAsync(new { type = "hand-back", id = "c", conversation = Chat, epoch = 1 });

        var error = await agent.ExpectAsync("error");
        Assert.Equal("stale-epoch", error.GetProperty("code").GetString());
        Assert.Equal(3, error.GetProperty("view").GetProperty("epoch").GetInt64());
    }

    [Theory]
    [InlineData("hand-back", "bot")]
    [InlineData("transfer", "waiting")]
    public async Task Command_OfTheOwner_ChangesThePhase(string type, string phase)
    {
        await using var host = await GatewayHost.StartAsync();
        await using var agent = await ServingAsync(host);

        await agent.SendAsync(new { type, id = "c", conversation = Chat, epoch = 3, queue = "main" });

        Assert.Equal(phase, (await agent.ExpectAsync("done")).GetProperty("view").GetProperty("phase").GetString());
    }

    [Theory]
    [InlineData("{\"type\":\"post\",\"conversation\":\"demo/web/other\",\"epoch\":1,\"messages\":[{\"id\":\"1\",\"text\":\"x\"}]}", "not-attached")]
    [InlineData("{\"type\":\"close\",\"id\":\"c\",\"conversation\":\"demo/web/other\",\"epoch\":1}", "not-attached")]
    [InlineData("{\"type\":\"resume\",\"conversation\":\"demo/web/other\",\"after\":0}", "not-attached")]
    [InlineData("{\"type\":\"close\",\"id\":\"c\",\"conversation\":\"no conversation\",\"epoch\":1}", "bad-frame")]
    [InlineData("{\"type\":\"close\",\"id\":\"c\",\"conversation\":\"demo/web/v-1\"}", "bad-frame")]
    [InlineData("{\"type\":\"post\",\"conversation\":\"demo/web/v-1\",\"messages\":[{\"id\":\"1\",\"text\":\"x\"}]}", "bad-frame")]
    [InlineData("{\"type\":\"accept\",\"id\":\"c\",\"offer\":\"00000000000000000000000000000009\"}", "offer-gone")]
    [InlineData("{\"type\":\"accept\",\"id\":\"c\",\"offer\":\"mine\"}", "bad-frame")]
    [InlineData("{\"type\":\"presence\",\"id\":\"c\",\"intent\":\"asleep\"}", "bad-frame")]
    [InlineData("{\"type\":\"human\",\"id\":\"c\"}", "unknown-type")]
    public async Task Frame_ThatIsWrong_IsRefusedWithItsCode(string frame, string code)
    {
        await using var host = await GatewayHost.StartAsync();
        await using var agent = await WelcomedAsync(host);

        await agent.SendTextAsync(frame);

        Assert.Equal(code, await agent.ErrorAsync());
    }

    [Fact]
    public async Task Offer_ThatIsWithdrawn_IsTakenBack()
    {
        await using var host = await GatewayHost.StartAsync();
        await using var agent = await WelcomedAsync(host);
        var offer = await host.Cluster.Agent("anna").OfferAsync(host.Cluster.Conversation(Chat), 1);

        await host.Cluster.Agent("anna").PushAsync(session => new(session, OfferGone: offer));

        Assert.Equal(offer.ToString("N"), (await agent.ExpectAsync("offer-gone")).GetProperty("offer").GetString());
    }

    [Fact]
    public async Task Offer_ThatIsDeclined_GoesToTheAgent()
    {
        await using var host = await GatewayHost.StartAsync();
        await using var agent = await WelcomedAsync(host);
        var offer = await host.Cluster.Agent("anna").OfferAsync(host.Cluster.Conversation(Chat), 1);

        await agent.SendAsync(new { type = "decline", id = "c", offer = offer.ToString("N") });

        await agent.ExpectAsync("done");
        Assert.Equal([offer], host.Cluster.Agent("anna").Declined);
    }

    [Fact]
    public async Task Proposal_ForTheAgent_ComesThrough()
    {
        await using var host = await GatewayHost.StartAsync();
        await using var agent = await ServingAsync(host);

        await host.Cluster.Agent("anna").PushAsync(session => new(session, ConversationId.Parse(Chat), Proposal: new ProposedReply(3, "ship", "什么时候发货", "48 小时内。", 0.8)));

        Assert.Equal("ship", (await agent.ExpectAsync("proposal")).GetProperty("proposal").GetProperty("entryId").GetString());
    }

    [Fact]
    public async Task Reconnect_WithHeldWork_ResumesWhereTheAgentWas()
    {
        await using var host = await GatewayHost.StartAsync();
        await using (await ServingAsync(host))
        {
            host.Cluster.Agent("anna").Holds.Add(new HeldWork(ConversationId.Parse(Chat), new QueueId(new ShopId("demo"), "main"), 1, 3, default));
        }
        await host.Cluster.Conversation(Chat).SayAsync(Author.Customer, "在吗");

        await using var again = await host.AgentAsync();
        await again.SendAsync(new { type = "hello", token = host.Agent(), threads = new[] { new { conversation = Chat, after = 2 } } });

        Assert.Equal<long[]>([3], await again.PushedAsync());
    }

    [Fact]
    public async Task Hold_ThatAppearsElsewhere_IsAttached()
    {
        await using var host = await GatewayHost.StartAsync();
        await using (await ServingAsync(host))
        {
            // The other desk of the same agent accepted and left.
        }
        await using var agent = await WelcomedAsync(host);
        host.Cluster.Agent("anna").Holds.Add(new HeldWork(ConversationId.Parse(Chat), new QueueId(new ShopId("demo"), "main"), 1, 3, default));

        await host.Cluster.Agent("anna").ChangedAsync();

        Assert.Equal<long[]>([1, 2], await agent.PushedAsync());
    }

    [Fact]
    public async Task Lease_OfTheConnection_IsRenewed()
    {
        var time = new ManualTime();
        await using var host = await GatewayHost.StartAsync(time: time);
        await using var agent = await WelcomedAsync(host);

        time.Advance(TimeSpan.FromSeconds(11));
        await agent.SendAsync(new { type = "presence", id = "c", intent = "away" }); // behind the renewal in the same lane
        await agent.ExpectAsync("done");

        Assert.Equal(1, host.Cluster.Agent("anna").Renewals);
    }

    [Fact]
    public async Task Lease_ThatTheAgentForgot_IsMadeAgain()
    {
        var time = new ManualTime();
        await using var host = await GatewayHost.StartAsync(time: time);
        await using var agent = await WelcomedAsync(host);
        host.Cluster.Agent("anna").LeaseKnown = false;

        time.Advance(TimeSpan.FromSeconds(11));
        await agent.SendAsync(new { type = "presence", id = "c", intent = "away" });
        await agent.ExpectAsync("done");

        Assert.Equal(2, host.Cluster.Agent("anna").Connections);
    }

    [Theory]
    [InlineData(Role.Customer, "wrong-role")]
    [InlineData(Role.Supervisor, "wrong-role")]
    public async Task Token_OfAnotherRole_IsRefused(Role role, string code)
    {
        await using var host = await GatewayHost.StartAsync();
        await using var agent = await host.AgentAsync();

        await agent.SendAsync(new { type = "hello", token = host.Token(role, "anna", "demo") });

        Assert.Equal(code, await agent.ByeAsync());
    }

    [Fact]
    public async Task Agent_ThatIsNotThere_IsRefused()
    {
        await using var host = await GatewayHost.StartAsync();
        await using var agent = await host.AgentAsync();

        await agent.SendAsync(new { type = "hello", token = host.Agent("nobody") });

        Assert.Equal("unknown-agent", await agent.ByeAsync());
    }

    private static async Task<FrameClient> WelcomedAsync(GatewayHost host)
    {
        var client = await host.AgentAsync();
        await client.SendAsync(new { type = "hello", token = host.Agent() });
        await client.ExpectAsync("welcome");
        return client;
    }

    /// <summary>Anna serves a customer; epoch 3, two messages.</summary>
    private static async Task<FrameClient> ServingAsync(GatewayHost host)
    {
        await using var customer = await host.WelcomedAsync();
        await customer.SendAsync(new { type = "human", id = "h" });
        await customer.ExpectAsync("done");
        var agent = await WelcomedAsync(host);
        var offer = await host.Cluster.Agent("anna").OfferAsync(host.Cluster.Conversation(Chat), 1);
        await agent.SendAsync(new { type = "accept", id = "a", offer = offer.ToString("N") });
        await agent.ExpectAsync("done");
        await agent.ExpectAsync("push");
        host.Cluster.Agent("anna").Offers.Clear();
        return agent;
    }
}
