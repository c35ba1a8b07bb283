using System.Net.WebSockets;
using Reception.Client.Web;
using Reception.Client.Web.Chats;
using Reception.Contracts.Conversations;
using Reception.Gateway.Tests.Fakes;

namespace Reception.Gateway.Tests.Sockets;

/// <summary>A gateway on its way out: nobody is let in, everybody is told to move, what is in flight ends, and nothing is lost.</summary>
public sealed class DrainTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task Stop_WithASpread_TellsClientsWhenToMove()
    {
        await using var host = await GatewayHost.StartAsync(options => options.Drain.Spread = TimeSpan.FromSeconds(2));
        await using var client = await host.WelcomedAsync();

        var stopping = host.App.StopAsync();

        var moving = await client.ExpectAsync("moving");
        Assert.InRange(moving.GetProperty("afterMs").GetInt32(), 0, 2_500);
        await client.DisposeAsync();
        await stopping.WaitAsync(Limit);
    }

    [Fact]
    public async Task Stop_WhileAPostIsInFlight_AnswersItBeforeGoodbye()
    {
        await using var host = await GatewayHost.StartAsync();
        var (begun, may) = (new TaskCompletionSource(), new TaskCompletionSource());
        host.Cluster.Conversation("demo/web/v-1").Before = async call =>
        {
            if (call != "post") return;
            begun.SetResult();
            await may.Task;
        };
        await using var client = await host.WelcomedAsync();
        await client.SendAsync(new { type = "post", id = "p", messages = new[] { new { id = "m", text = "hello" } } });
        await begun.Task.WaitAsync(Limit);

        var stopping = host.App.StopAsync();
        may.SetResult();

        Assert.Equal("p", (await client.ExpectAsync("ack")).GetProperty("id").GetString());
        Assert.Equal("server-stopping", await client.ByeAsync());
        await client.DisposeAsync();
        await stopping.WaitAsync(Limit);
    }

    [Fact]
    public async Task Stop_WhileClientsMove_IsNotReady()
    {
        await using var host = await GatewayHost.StartAsync(options => options.Drain.Spread = TimeSpan.FromSeconds(10));
        await using var client = await host.WelcomedAsync();
        Assert.Equal(200, (await host.SendAsync(HttpMethod.Get, "/health/ready")).Status);

        var stopping = host.App.StopAsync();
        await client.ExpectAsync("moving");

        Assert.Equal(503, (await host.SendAsync(HttpMethod.Get, "/health/ready")).Status);
        await client.DisposeAsync();
        await stopping.WaitAsync(Limit);
    }

    [Fact]
    public async Task Stop_WhileClientsMove_LetsNobodyIn()
    {
        await using var host = await GatewayHost.StartAsync(options => options.Drain.Spread = TimeSpan.FromSeconds(10));
        await using var client = await host.WelcomedAsync();

        var stopping = host.App.StopAsync();
        await client.ExpectAsync("moving");

        await Assert.ThrowsAsync<WebSocketException>(() => host.CustomerAsync());
        await client.DisposeAsync();
        await stopping.WaitAsync(Limit);
    }

    [Fact]
    public async Task Stop_OfAnAgentsGateway_KeepsHisLease()
    {
        await using var host = await GatewayHost.StartAsync();
        await using var client = await host.AgentAsync();
        await client.SendAsync(new { type = "hello", token = host.Agent() });
        await client.ExpectAsync("welcome");

        var stopping = host.App.StopAsync();
        await client.ByeAsync();
        await client.DisposeAsync();
        await stopping.WaitAsync(Limit);

        Assert.Equal((1, 0), (host.Cluster.Agent("anna").Renewals, host.Cluster.Agent("anna").Disconnections));
    }

    [Fact]
    public async Task Chat_WhoseGatewayStops_GoesOnAtTheNextOne()
    {
        await using var first = await GatewayHost.StartAsync(options => options.Drain.Spread = TimeSpan.FromMilliseconds(100));
        await using var second = await GatewayHost.StartAsync(behind: first.Cluster);
        var conversation = first.Cluster.Conversation("demo/web/v-1");
        await using var chat = CustomerChat.Start(new WebClientOptions { Url = first.Url, More = [second.Url] }, first.Visitor());
        await chat.WelcomedAsync();
        await chat.PostAsync("before");

        await first.App.StopAsync().WaitAsync(Limit);
        await conversation.SayAsync(Author.Bot, "meanwhile");
        await chat.PostAsync("after");

        Assert.Equal([1, 2, 3], await SequencesAsync(chat, 3));
    }

    [Fact]
    public async Task Chat_WhoseGatewayIsGone_GoesOnAtTheNextOne()
    {
        var first = await GatewayHost.StartAsync();
        await using var second = await GatewayHost.StartAsync(behind: first.Cluster);
        var options = new WebClientOptions { Url = first.Url, More = [second.Url], LossSpread = TimeSpan.FromMilliseconds(10), FirstPause = TimeSpan.FromMilliseconds(10) };
        await using var chat = CustomerChat.Start(options, first.Visitor());
        await chat.WelcomedAsync();
        await chat.PostAsync("before");

        await first.DisposeAsync();
        await chat.PostAsync("after");

        Assert.Equal([1, 2], await SequencesAsync(chat, 2));
    }

    private static async Task<List<long>> SequencesAsync(CustomerChat chat, int count)
    {
        using var patience = new CancellationTokenSource(Limit);
        var seen = new List<long>();
        await foreach (var happened in chat.Events.WithCancellation(patience.Token))
        {
            if (happened is MessageArrived arrived) seen.Add(arrived.Message.Sequence);
            if (seen.Count == count) break;
        }
        return seen;
    }
}
