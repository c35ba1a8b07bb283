using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Gateway.Auth;
using Reception.Gateway.Tests.Fakes;

namespace Reception.Gateway.Tests.Sockets;

/// <summary>The customer's frames, one after the other as docs/protocol.md tells them.</summary>
public sealed class CustomerSocketTests
{
    [Fact]
    public async Task Chat_FromHelloToRating_GoesThrough()
    {
        await using var host = await GatewayHost.StartAsync();
        await using var client = await host.WelcomedAsync();

        await client.SendAsync(new { type = "post", id = "p1", messages = new[] { new { id = "m1", text = "什么时候发货" } } });
        Assert.Equal(1, (await client.ExpectAsync("ack")).GetProperty("acks")[0].GetProperty("sequence").GetInt64());
        var messages = (await client.ExpectAsync("push")).GetProperty("messages");
        Assert.Equal(["什么时候发货", "48 小时内发货。"], messages.EnumerateArray().Select(message => message.GetProperty("text").GetString()));

        await client.SendAsync(new { type = "human", id = "c1" });
        Assert.Equal("waiting", (await client.ExpectAsync("done")).GetProperty("view").GetProperty("phase").GetString());
        Assert.Equal(1, (await client.ExpectAsync("place")).GetProperty("place").GetInt32());

        await client.SendAsync(new { type = "close", id = "c2" });
        Assert.Equal("closed", (await client.ExpectAsync("done")).GetProperty("view").GetProperty("phase").GetString());

        await client.SendAsync(new { type = "rate", id = "c3", stars = 5, comment = "谢谢" });
        Assert.Equal(5, (await client.ExpectAsync("done")).GetProperty("view").GetProperty("rating").GetInt32());
    }

    [Fact]
    public async Task Welcome_ForACustomer_ShowsNothingOfTheStaff()
    {
        await using var host = await GatewayHost.StartAsync();
        await using var client = await host.CustomerAsync();
        await client.SendAsync(new { type = "hello", token = host.Visitor(), context = new { page = "/p/1", name = "陈" } });

        var view = (await client.ExpectAsync("welcome")).GetProperty("view");

        Assert.False(view.TryGetProperty("topic", out _) || view.TryGetProperty("reason", out _) || view.TryGetProperty("agent", out _) || view.TryGetProperty("context", out _));
        Assert.Equal("/p/1", host.Cluster.Conversation("demo/web/v-1").Context.Page);
    }

    [Fact]
    public async Task Hello_IdentityNamesTheManager_HeComesWithTheVisit()
    {
        await using var host = await GatewayHost.StartAsync();
        await using var client = await host.CustomerAsync();
        var identity = IdentityTokens.Write("demo", "13800138000", "陈", host.Time.GetUtcNow(), TimeSpan.FromHours(1), Convert.FromBase64String(host.Cluster.Shop("demo").Key), "wang");
        await client.SendAsync(new { type = "hello", token = identity });
        await client.ExpectAsync("welcome");

        Assert.Equal("wang", host.Cluster.Conversation(new ConversationId(new("demo"), "web", CustomerKey.Identified(new("demo"), "13800138000")).ToString()).Context.Manager);
    }

    [Fact]
    public async Task Hello_PageNamesAManager_IsNotBelieved()
    {
        await using var host = await GatewayHost.StartAsync();
        await using var client = await host.CustomerAsync();
        await client.SendAsync(new { type = "hello", token = host.Visitor(), context = new { page = "/p/1", manager = "wang" } });
        await client.ExpectAsync("welcome");

        Assert.Equal(("/p/1", null), (host.Cluster.Conversation("demo/web/v-1").Context.Page, host.Cluster.Conversation("demo/web/v-1").Context.Manager));
    }

    [Fact]
    public async Task Hello_WithAfter_BringsWhatWasMissed()
    {
        await using var host = await GatewayHost.StartAsync();
        var conversation = host.Cluster.Conversation("demo/web/v-1");
        for (var i = 1; i <= 5; i++) await conversation.SayAsync(Author.Bot, $"{i}");

        await using var client = await host.WelcomedAsync(after: 3);

        var messages = (await client.ExpectAsync("push")).GetProperty("messages");
        Assert.Equal([4, 5], messages.EnumerateArray().Select(message => message.GetProperty("sequence").GetInt64()));
    }

    [Fact]
    public async Task Hello_WithoutAfter_BringsTheLastFifty()
    {
        await using var host = await GatewayHost.StartAsync();
        var conversation = host.Cluster.Conversation("demo/web/v-1");
        for (var i = 1; i <= 70; i++) await conversation.SayAsync(Author.Bot, $"{i}");

        await using var client = await host.WelcomedAsync(after: null);

        Assert.Equal(21, (await client.ExpectAsync("push")).GetProperty("messages")[0].GetProperty("sequence").GetInt64());
    }

    [Fact]
    public async Task Hello_WithLongThread_ComesInFramesWithinTheBound()
    {
        await using var host = await GatewayHost.StartAsync();
        var conversation = host.Cluster.Conversation("demo/web/v-1");
        for (var i = 1; i <= 450; i++) await conversation.SayAsync(Author.Bot, new string('长', 4_000));

        await using var client = await host.WelcomedAsync(after: 0);

        long last = 0;
        while (last < 450)
        {
            foreach (var sequence in await client.PushedAsync()) Assert.Equal(++last, sequence);
        }
    }

    [Fact]
    public async Task Post_RepeatedWithTheSameId_IsAcknowledgedAgainWithTheSameSequence()
    {
        await using var host = await GatewayHost.StartAsync();
        await using var client = await host.WelcomedAsync();
        var frame = new { type = "post", id = "p1", messages = new[] { new { id = "m1", text = "你好" } } };

        await client.SendAsync(frame);
        await client.ExpectAsync("ack");
        await client.SendAsync(frame);

        Assert.Equal(1, (await client.ExpectAsync("ack")).GetProperty("acks")[0].GetProperty("sequence").GetInt64());
    }

    [Fact]
    public async Task Push_OutOfOrderAndDoubled_ComesInOrderOnce()
    {
        await using var host = await GatewayHost.StartAsync();
        await using var client = await host.WelcomedAsync();
        var conversation = host.Cluster.Conversation("demo/web/v-1");
        for (var i = 1; i <= 3; i++) await conversation.SayAsync(Author.Bot, $"{i}", push: false);
        await conversation.SayAsync(Author.Bot, "4");
        await conversation.SayAsync(Author.Bot, "5");

        var seen = new List<long>();
        while (seen.Count < 5) seen.AddRange(await client.PushedAsync());

        Assert.Equal([1, 2, 3, 4, 5], seen);
    }

    [Fact]
    public async Task Confirm_OfSeveral_IsSentInOneBatch()
    {
        var time = new ManualTime();
        await using var host = await GatewayHost.StartAsync(time: time);
        await using var client = await host.WelcomedAsync();
        await client.SendAsync(new { type = "post", id = "p1", messages = new[] { new { id = "m1", text = "发货" } } });
        await client.ExpectAsync("ack");
        await client.ExpectAsync("push");
        await client.SendAsync(new { type = "confirm", sequence = 1 });
        await client.SendAsync(new { type = "confirm", sequence = 2 });
        await client.SendAsync(new { type = "ping", id = "x" });
        await client.ExpectAsync("pong");

        time.Advance(TimeSpan.FromSeconds(1));
        await client.SendAsync(new { type = "human", id = "h" }); // behind the confirmation in the same lane
        await client.ExpectAsync("done");

        var conversation = host.Cluster.Conversation("demo/web/v-1");
        Assert.Equal(2, conversation.Confirmed);
        Assert.Single(conversation.Calls, "confirm");
    }

    [Fact]
    public async Task Resume_OnAnOpenSocket_ReadsAgain()
    {
        await using var host = await GatewayHost.StartAsync();
        await using var client = await host.WelcomedAsync();
        await client.SendAsync(new { type = "post", id = "p1", messages = new[] { new { id = "m1", text = "发货" } } });
        await client.ExpectAsync("ack");

        await client.SendAsync(new { type = "resume", id = "r", after = 1 });

        var answer = await client.ExpectAsync("messages");
        Assert.Equal(2, answer.GetProperty("messages")[0].GetProperty("sequence").GetInt64());
        Assert.Equal(2, answer.GetProperty("last").GetInt64());
    }

    [Fact]
    public async Task Typing_OfTheOtherSide_ComesThrough()
    {
        await using var host = await GatewayHost.StartAsync();
        await using var client = await host.WelcomedAsync();
        var conversation = host.Cluster.Conversation("demo/web/v-1");

        await conversation.PushAsync(session => new(session, Contracts.Ids.ConversationId.Parse("demo/web/v-1"), Typing: Author.Agent));

        Assert.Equal("agent", (await client.ExpectAsync("typing")).GetProperty("author").GetString());
    }

    [Fact]
    public async Task Leaving_ClosesTheSessionAtTheConversation()
    {
        await using var host = await GatewayHost.StartAsync();
        var conversation = host.Cluster.Conversation("demo/web/v-1");
        var closed = new TaskCompletionSource();
        conversation.Before = call =>
        {
            if (call == "close-session") closed.TrySetResult();
            return Task.CompletedTask;
        };
        var client = await host.WelcomedAsync();

        await client.DisposeAsync();

        await closed.Task.WaitAsync(TimeSpan.FromSeconds(90));
    }
}
