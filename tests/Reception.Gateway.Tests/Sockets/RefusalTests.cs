using System.Net.WebSockets;
using Reception.Contracts.Conversations;
using Reception.Gateway.Auth;
using Reception.Gateway.Tests.Fakes;
using Reception.Protocol;

namespace Reception.Gateway.Tests.Sockets;

/// <summary>Every code a socket can answer with.</summary>
public sealed partial class RefusalTests
{
    [Theory]
    [InlineData("{", "bad-json")]
    [InlineData("[]", "bad-json")]
    [InlineData("{\"type\":\"post\",\"a\":\"\\ud800\",\"messages\":[{\"id\":\"\\ud800\",\"text\":\"x\"}]}", "bad-frame")]
    [InlineData("{\"type\":\"ping\"} x", "bad-json")]
    [InlineData("{}", "bad-frame")]
    [InlineData("{\"type\":7}", "bad-frame")]
    [InlineData("{\"type\":\"dance\"}", "unknown-type")]
    [InlineData("{\"type\":\"accept\",\"id\":\"1\",\"offer\":\"x\"}", "unknown-type")]
    [InlineData("{\"type\":\"welcome\"}", "unknown-type")]
    [InlineData("{\"type\":\"post\"}", "bad-frame")]
    [InlineData("{\"type\":\"post\",\"messages\":[]}", "bad-frame")]
    [InlineData("{\"type\":\"post\",\"messages\":[null]}", "bad-frame")]
    [InlineData("{\"type\":\"post\",\"messages\":[{\"id\":\"1\"}]}", "bad-frame")]
    [InlineData("{\"type\":\"post\",\"messages\":[{\"text\":\"x\"}]}", "bad-frame")]
    [InlineData("{\"type\":\"post\",\"messages\":\"x\"}", "bad-frame")]
    [InlineData("{\"type\":\"post\",\"messages\":[{\"id\":\"1\",\"text\":\" \"}]}", "bad-frame")]
    [InlineData("{\"type\":\"post\",\"messages\":[{\"id\":\"1\",\"text\":\"a\"},{\"id\":\"1\",\"text\":\"b\"}]}", "bad-frame")]
    [InlineData("{\"type\":\"confirm\",\"sequence\":-1}", "bad-frame")]
    [InlineData("{\"type\":\"resume\"}", "bad-frame")]
    [InlineData("{\"type\":\"human\"}", "bad-frame")]
    [InlineData("{\"type\":\"rate\",\"id\":\"1\",\"stars\":6}", "bad-frame")]
    [InlineData("{\"type\":\"rate\",\"id\":\"1\",\"stars\":1}", "wrong-phase")]
    [InlineData("{\"type\":\"hello\",\"token\":\"x\"}", "hello-repeated")]
    public async Task Frame_ThatIsWrong_IsRefusedWithItsCode(string frame, string code)
    {
        await using var host = await GatewayHost.StartAsync();
        await using var client = await host.WelcomedAsync();

        await client.SendTextAsync(frame);

        Assert.Equal(code, await client.ErrorAsync());
    }

    [Fact]
    public async Task Error_SaysWhatToDo_AndTheConnectionGoesOn()
    {
        await using var host = await GatewayHost.StartAsync();
        await using var client = await host.WelcomedAsync();

        await client.SendTextAsync("{\"type\":\"post\",\"id\":\"p\",\"messages\":[]}");

        var error = await client.ExpectAsync("error");
        Assert.Equal("p", error.GetProperty("id").GetString());
        Assert.NotEmpty(error.GetProperty("do").GetString()!);
        await client.SendAsync(new { type = "ping", id = "1" });
        Assert.Equal("1", (await client.ExpectAsync("pong")).GetProperty("id").GetString());
    }

    [Fact]
    public async Task Frame_WithFieldsNobodyKnows_IsCarriedOut()
    {
        await using var host = await GatewayHost.StartAsync();
        await using var client = await host.WelcomedAsync();

        await client.SendTextAsync("{\"future\":{\"a\":[1,2]},\"messages\":[{\"id\":\"1\",\"text\":\"x\",\"mood\":5}],\"type\":\"post\"}");

        await client.ExpectAsync("ack");
    }

    [Fact]
    public async Task Text_LongerThanTheBound_IsRefused()
    {
        await using var host = await GatewayHost.StartAsync();
        await using var client = await host.WelcomedAsync();

        await client.SendAsync(new { type = "post", messages = new[] { new { id = "1", text = new string('x', Limits.TextLength + 1) } } });

        Assert.Equal("bad-frame", await client.ErrorAsync());
    }

    [Fact]
    public async Task Frame_OverTheSize_EndsTheConnection()
    {
        await using var host = await GatewayHost.StartAsync();
        await using var client = await host.WelcomedAsync();

        await client.SendTextAsync(new string(' ', Limits.FrameBytes + 1));

        Assert.Equal("frame-too-large", await client.ByeAsync());
        Assert.Equal(1009, (int)client.CloseStatus!);
    }

    [Fact]
    public async Task Frame_OfExactlyTheSize_IsRead()
    {
        await using var host = await GatewayHost.StartAsync();
        await using var client = await host.WelcomedAsync();
        const string ping = "{\"type\":\"ping\",\"id\":\"full\"}";

        await client.SendTextAsync(ping + new string(' ', Limits.FrameBytes - ping.Length));

        Assert.Equal("full", (await client.ExpectAsync("pong")).GetProperty("id").GetString());
    }

    [Fact]
    public async Task Frame_ThatIsBinary_EndsTheConnection()
    {
        await using var host = await GatewayHost.StartAsync();
        await using var client = await host.WelcomedAsync();

        await client.SendBytesAsync("{}"u8.ToArray(), WebSocketMessageType.Binary);

        Assert.Equal("text-only", await client.ByeAsync());
    }

    [Fact]
    public async Task Frame_DeeperThanTheBound_IsRefused()
    {
        await using var host = await GatewayHost.StartAsync();
        await using var client = await host.WelcomedAsync();

        await client.SendTextAsync("{\"type\":\"ping\",\"x\":" + new string('[', 40) + new string(']', 40) + "}");

        Assert.Equal("bad-json", await client.ErrorAsync());
    }

    [Fact]
    public async Task Frame_BeforeHello_EndsTheConnection()
    {
        await using var host = await GatewayHost.StartAsync();
        await using var client = await host.CustomerAsync();

        await client.SendAsync(new { type = "ping" });

        Assert.Equal("hello-expected", await client.ByeAsync());
    }

    [Fact]
    public async Task Silence_BeforeHello_EndsTheConnection()
    {
        var time = new ManualTime();
        await using var host = await GatewayHost.StartAsync(time: time);
        await using var client = await host.CustomerAsync();
        await client.SendTextAsync("{");
        await client.ErrorAsync(); // the server reads by now

        time.Advance(TimeSpan.FromSeconds(11));

        Assert.Equal("hello-timeout", await client.ByeAsync());
    }

    [Fact]
    public async Task Hello_TheClusterIsSlow_IsNotCalledLate()
    {
        var time = new ManualTime();
        await using var host = await GatewayHost.StartAsync(time: time);
        var (came, goesOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        host.Cluster.Conversation("demo/web/v-1").Before = call =>
        {
            came.TrySetResult();
            return goesOn.Task;
        };
        await using var client = await host.CustomerAsync();
        await client.SendAsync(new { type = "hello", token = host.Visitor("v-1") });
        await came.Task;

        time.Advance(TimeSpan.FromSeconds(11));
        goesOn.SetResult();

        await client.ExpectAsync("welcome");
    }

    [Fact]
    public async Task Silence_ForTooLong_EndsTheConnection()
    {
        var time = new ManualTime();
        await using var host = await GatewayHost.StartAsync(time: time);
        await using var client = await host.WelcomedAsync();

        time.Advance(TimeSpan.FromSeconds(92));

        Assert.Equal("idle", await client.ByeAsync());
    }

    [Fact]
    public async Task Frames_FasterThanTheLimit_AreRefusedThenEndTheConnection()
    {
        await using var host = await GatewayHost.StartAsync(options => (options.Sockets.FrameBurst, options.Sockets.RefusalsPerMinute) = (5, 20), new ManualTime());
        await using var client = await host.WelcomedAsync();
        for (var i = 0; i < 30; i++) await client.SendAsync(new { type = "ping", id = $"{i}" });

        var first = await client.ExpectAsync("error");

        Assert.Equal("rate-limited", first.GetProperty("code").GetString());
        Assert.True(first.GetProperty("retryAfterMs").GetInt32() > 0);
        Assert.Equal("flooded", await client.ByeAsync());
    }

    [Fact]
    public async Task Rubbish_AgainAndAgain_EndsTheConnection()
    {
        await using var host = await GatewayHost.StartAsync(options => options.Sockets.RefusalsPerMinute = 10);
        await using var client = await host.WelcomedAsync();

        for (var i = 0; i < 10; i++) await client.SendTextAsync("rubbish");

        Assert.Equal("too-many-errors", await client.ByeAsync());
    }

    [Fact]
    public async Task Post_ThatTheGrainFindsInvalid_IsRefusedWithItsWords()
    {
        await using var host = await GatewayHost.StartAsync();
        await using var client = await host.WelcomedAsync();
        host.Cluster.Conversation("demo/web/v-1").Refusal = CommandOutcome.Invalid;

        await client.SendAsync(new { type = "post", messages = new[] { new { id = "1", text = "x" } } });

        var error = await client.ExpectAsync("error");
        Assert.Equal("invalid", error.GetProperty("code").GetString());
        Assert.Equal("no", error.GetProperty("message").GetString());
    }

    [Fact]
    public async Task Resume_WithoutACluster_IsUnavailableAndSaysWhenToTryAgain()
    {
        await using var host = await GatewayHost.StartAsync();
        await using var client = await host.WelcomedAsync();
        host.Cluster.Conversation("demo/web/v-1").Before = _ => throw new TimeoutException();

        await client.SendAsync(new { type = "resume", id = "r", after = 0 });

        var error = await client.ExpectAsync("error");
        Assert.Equal("unavailable", error.GetProperty("code").GetString());
        Assert.True(error.GetProperty("retryAfterMs").GetInt32() > 0);
    }

    [Fact]
    public async Task Post_TheClusterDoesNotTake_IsTriedAgainWithTheSameIdsThenUnavailable()
    {
        await using var host = await GatewayHost.StartAsync();
        await using var client = await host.WelcomedAsync();
        var conversation = host.Cluster.Conversation("demo/web/v-1");
        conversation.Refusal = CommandOutcome.Unavailable;

        await client.SendAsync(new { type = "post", messages = new[] { new { id = "1", text = "x" } } });

        Assert.Equal("unavailable", await client.ErrorAsync());
        Assert.Equal(4, conversation.Bursts.Count);
        Assert.All(conversation.Bursts, burst => Assert.Equal("1", burst.Messages[0].ClientMessageId));
    }

    [Fact]
    public async Task Hello_WithoutACluster_EndsWithUnavailableAndMayComeBack()
    {
        await using var host = await GatewayHost.StartAsync();
        host.Cluster.Failing = new TimeoutException();
        await using var client = await host.CustomerAsync();

        await client.SendAsync(new { type = "hello", token = host.Visitor() });

        var bye = await client.ExpectAsync("bye");
        Assert.Equal("unavailable", bye.GetProperty("code").GetString());
        Assert.True(bye.GetProperty("resume").GetBoolean());
    }

    [Fact]
    public async Task Server_ThatStops_SaysSo()
    {
        await using var host = await GatewayHost.StartAsync();
        await using var client = await host.WelcomedAsync();

        var stopping = host.App.StopAsync();

        Assert.Equal("server-stopping", await client.ByeAsync());
        await client.DisposeAsync();
        await stopping;
    }

    [Fact]
    public async Task Utf8_ThatIsNone_EndsTheConnectionOnly()
    {
        await using var host = await GatewayHost.StartAsync();
        await using (var client = await host.WelcomedAsync())
        {
            await client.SendBytesAsync(new byte[] { 0xC3, 0x28 });
            await Assert.ThrowsAnyAsync<Exception>(async () => await client.ExpectAsync("pong"));
        }

        await using var other = await host.WelcomedAsync("v-2");
        await other.SendAsync(new { type = "ping" });
        await other.ExpectAsync("pong");
    }

    [Fact]
    public async Task Texts_OfCustomers_AreNotLogged()
    {
        await using var host = await GatewayHost.StartAsync();
        await using var client = await host.WelcomedAsync();
        await client.SendAsync(new { type = "post", messages = new[] { new { id = "1", text = "my-secret-发货" } } });
        await client.ExpectAsync("ack");
        await client.SendTextAsync("{\"type\":\"post\",\"messages\":[{\"id\":\"\",\"text\":\"my-secret\"}]}");
        await client.ErrorAsync();

        Assert.DoesNotContain(host.Logs.Lines, line => line.Text.Contains("my-secret", StringComparison.Ordinal) || line.Text.Contains("rt1.", StringComparison.Ordinal));
    }
}
