using Microsoft.Extensions.DependencyInjection;
using Reception.Client.Web;
using Reception.Client.Web.Chats;
using Reception.Contracts.Conversations;
using Reception.Contracts.Shops;
using Reception.Gateway.Admission;
using Reception.Gateway.Auth;
using Reception.Gateway.Tests.Fakes;

namespace Reception.Gateway.Tests.Admission;

/// <summary>Shops at the gateway's door: one floods, the others do not notice; nothing that was acknowledged is lost; a person can always be asked for.</summary>
public sealed class ShopFloodTests
{
    [Fact]
    public async Task Post_BeyondTheBudget_IsRefusedWithAHint_AndTheOtherShopIsNot()
    {
        var time = new ManualTime();
        await using var host = await StartAsync(time);
        await using var flood = await host.WelcomedAsync();
        await using var calm = await OtherShopAsync(host);
        await FillAsync(flood);

        await flood.SendAsync(Post("late", 50));
        var error = await flood.ExpectAsync("error");
        Assert.Equal(("late", "rate-limited"), (error.GetProperty("id").GetString(), error.GetProperty("code").GetString()));
        var hint = error.GetProperty("retryAfterMs").GetInt32();
        Assert.InRange(hint, 100, 15_000);
        Assert.Equal(100, host.Cluster.Conversation("demo/web/v-1").Bursts.Sum(b => b.Messages.Length));

        await calm.SendAsync(Post("calm", 50));
        Assert.Equal(50, (await calm.ExpectAsync("ack")).GetProperty("acks").GetArrayLength());

        time.Advance(TimeSpan.FromMilliseconds(hint));
        await flood.SendAsync(Post("late", 50));
        Assert.Equal("late", (await flood.ExpectAsync("ack")).GetProperty("id").GetString());
        Assert.Equal(150, host.Cluster.Conversation("demo/web/v-1").Bursts.Sum(b => b.Messages.Length));
    }

    [Fact]
    public async Task Human_BeyondEveryBudget_IsDone()
    {
        var time = new ManualTime();
        await using var host = await StartAsync(time);
        await using var flood = await host.WelcomedAsync();
        await FillAsync(flood);
        await flood.SendAsync(Post("late", 50));
        Assert.Equal("rate-limited", await flood.ErrorAsync());

        await flood.SendAsync(new { type = "human", id = "h" });

        Assert.Equal("h", (await flood.ExpectAsync("done")).GetProperty("id").GetString());
    }

    [Fact]
    public async Task Human_BeyondTheConnectionsFrames_IsDone()
    {
        var time = new ManualTime();
        await using var host = await GatewayHost.StartAsync(options => options.Sockets.FrameBurst = 3, time);
        await using var client = await host.WelcomedAsync();
        for (var i = 0; i < 3; i++) await client.SendAsync(new { type = "ping", id = $"{i}" });
        Assert.Equal("rate-limited", await client.ErrorAsync());

        await client.SendAsync(new { type = "human", id = "h" });
        Assert.Equal("h", (await client.ExpectAsync("done")).GetProperty("id").GetString());
        await client.SendAsync(new { type = "human", id = "h2" });
        Assert.Equal("rate-limited", await client.ErrorAsync());
    }

    [Fact]
    public async Task WhoDoesNotWait_IsReadLater_AndThenHeard()
    {
        var time = new ManualTime();
        await using var host = await StartAsync(time);
        await using var flood = await host.WelcomedAsync();
        await FillAsync(flood);
        for (var i = 0; i < 2; i++)
        {
            await flood.SendAsync(Post($"late-{i}", 50));
            Assert.Equal("rate-limited", await flood.ErrorAsync());
        }
        await flood.SendAsync(new { type = "human", id = "h" });

        var done = flood.ExpectAsync("done"); // it is held back …
        while (!done.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(50)); // … for half a second of the gateway's time, not for ever
            await Task.WhenAny(done, Task.Run(Thread.Yield));
        }

        Assert.Equal("h", (await done).GetProperty("id").GetString());
        Assert.True(time.GetUtcNow() - new ManualTime().GetUtcNow() >= TimeSpan.FromMilliseconds(450));
    }

    [Fact]
    public async Task Hello_NewConversationsBeyondTheBudget_AreToldWhenToCome_AndWhoResumesComesIn()
    {
        var time = new ManualTime();
        await using var host = await GatewayHost.StartAsync(time: time);
        host.Cluster.Budget("demo").Lever = new(ConversationsPerSecond: 1, ConversationBurst: 2);
        for (var i = 0; i < 2; i++) await using (await host.WelcomedAsync($"v-{i}", after: null)) { }

        await using var third = await host.CustomerAsync();
        await third.SendAsync(new { type = "hello", token = host.Visitor("v-3") });
        var bye = await third.ExpectAsync("bye");
        Assert.Equal(("rate-limited", true), (bye.GetProperty("code").GetString(), bye.GetProperty("resume").GetBoolean()));
        Assert.InRange(bye.GetProperty("retryAfterMs").GetInt32(), 100, 15_000);

        await using (await host.WelcomedAsync("v-1", after: 7)) { }
        time.Advance(TimeSpan.FromSeconds(1));
        await using (await host.WelcomedAsync("v-3", after: null)) { }
    }

    [Fact]
    public async Task Overloaded_NewConversationsAndMessagesAreBusy_TheRestGoesOn()
    {
        var time = new ManualTime();
        await using var host = await GatewayHost.StartAsync(options => (options.Overload.Enabled, options.Overload.Probe) = (true, TimeSpan.FromSeconds(1)), time);
        await using var client = await host.WelcomedAsync();
        await using var agent = await host.AgentAsync();
        await agent.SendAsync(new { type = "hello", token = host.Agent() });
        await agent.ExpectAsync("welcome");
        var control = host.App.Services.GetRequiredService<OverloadControl>();
        while (control.Pressure < 1.9) Strain();

        await using var late = await host.CustomerAsync();
        await late.SendAsync(new { type = "hello", token = host.Visitor("late") });
        Assert.Equal("busy", await late.ByeAsync());
        await client.SendAsync(Post("p", 50)); // the first that is known of the shop
        Assert.Equal("p", (await client.ExpectAsync("ack")).GetProperty("id").GetString());
        Strain();
        await client.SendAsync(Post("q", 50));
        Assert.Equal("busy", await client.ErrorAsync());
        await client.SendAsync(new { type = "human", id = "h" });
        Assert.Equal("h", (await client.ExpectAsync("done")).GetProperty("id").GetString());
        await client.SendAsync(new { type = "close", id = "c" });
        Assert.Equal("c", (await client.ExpectAsync("done")).GetProperty("id").GetString());
        await agent.SendAsync(new { type = "presence", id = "on", intent = "online" });
        Assert.Equal("on", (await agent.ExpectAsync("done")).GetProperty("id").GetString());

        void Strain()
        {
            for (var i = 0; i < 1_000; i++) control.OnDelay(TimeSpan.FromSeconds(1));
            time.Advance(TimeSpan.FromSeconds(1));
            control.OnDelay(TimeSpan.FromSeconds(1));
        }
    }

    [Fact]
    public async Task Chat_FasterThanTheBudget_StoresEveryLineOnceAndInOrder()
    {
        await using var host = await GatewayHost.StartAsync();
        host.Cluster.Budget("demo").Lever = new(MessagesPerSecond: 50, MessageBurst: 100);
        await using var chat = CustomerChat.Start(new WebClientOptions { Url = host.Url }, host.Visitor());
        await chat.WelcomedAsync();

        var stored = await Task.WhenAll(Enumerable.Range(0, 220).Select(i => chat.PostAsync($"{i}")));

        Assert.Equal(220, stored.Distinct().Count());
        var bursts = host.Cluster.Conversation("demo/web/v-1").Bursts;
        Assert.Equal(Enumerable.Range(0, 220).Select(i => $"{i}"), bursts.SelectMany(b => b.Messages).Select(m => m.Text));
    }

    private static async Task<GatewayHost> StartAsync(ManualTime time)
    {
        var host = await GatewayHost.StartAsync(options => options.Sockets.FrameBurst = 500, time);
        host.Cluster.Budget("demo").Lever = new BudgetLever(MessagesPerSecond: 10, MessageBurst: 100);
        return host;
    }

    private static async Task<FrameClient> OtherShopAsync(GatewayHost host)
    {
        var client = await host.CustomerAsync();
        await client.SendAsync(new { type = "hello", token = host.Token(Role.Customer, "w-1", "demo-en") });
        await client.ExpectAsync("welcome");
        return client;
    }

    private static async Task FillAsync(FrameClient client)
    {
        for (var i = 0; i < 2; i++)
        {
            await client.SendAsync(Post($"fill-{i}", 50));
            await client.ExpectAsync("ack");
        }
    }

    private static object Post(string id, int count) => new { type = "post", id, messages = Enumerable.Range(0, count).Select(i => new { id = $"{id}-{i}", text = "在吗" }) };
}
