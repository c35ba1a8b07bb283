using System.Net.WebSockets;
using Reception.Gateway.Tests.Fakes;
using Reception.Tests;

namespace Reception.Gateway.Tests.Hostile;

/// <summary>Random and mutated frames: nothing crashes, nothing is an internal error, and the memory stays bounded.</summary>
public sealed class HostileFrameTests(ITestOutputHelper output)
{
    private const long Growth = 64 * 1024 * 1024;

    private static readonly string[] Customer =
    [
        """{"type":"post","id":"p1","messages":[{"id":"m1","text":"什么时候发货"},{"id":"m2","text":"x"}]}""",
        """{"type":"confirm","sequence":2}""", """{"type":"typing"}""", """{"type":"resume","id":"r","after":0}""", """{"type":"human","id":"c1"}""",
        """{"type":"close","id":"c2"}""", """{"type":"rate","id":"c3","stars":5,"comment":"好"}""", """{"type":"ping","id":"p"}""",
        """{"type":"hello","token":"rt1.e30.x","channel":"web","after":0,"context":{"page":"/p","name":"陈"}}""",
    ];

    private static readonly string[] Agent =
    [
        """{"type":"presence","id":"1","intent":"online"}""", """{"type":"accept","id":"2","offer":"00000000000000000000000000000001"}""", """{"type":"decline","id":"3","offer":"00000000000000000000000000000001"}""",
        """{"type":"post","id":"4","conversation":"demo/web/v-1","epoch":3,"messages":[{"id":"m","text":"您好"}],"proposal":"ship"}""", """{"type":"confirm","conversation":"demo/web/v-1","sequence":2}""",
        """{"type":"resume","id":"5","conversation":"demo/web/v-1","after":0}""", """{"type":"close","id":"6","conversation":"demo/web/v-1","epoch":3}""", """{"type":"hand-back","id":"7","conversation":"demo/web/v-1","epoch":3}""",
        """{"type":"transfer","id":"8","conversation":"demo/web/v-1","epoch":3,"queue":"main"}""", """{"type":"mute","id":"9","conversation":"demo/web/v-1","epoch":3,"muted":true}""",
        """{"type":"hello","token":"rt1.e30.x","threads":[{"conversation":"demo/web/v-1","after":2}]}""",
    ];

    [Fact]
    public Task Frames_OfCustomers_HarmNothing() => RunAsync(nameof(Frames_OfCustomers_HarmNothing), "/ws/v1/customer", Customer, host => host.Visitor());

    [Fact]
    public Task Frames_OfAgents_HarmNothing() => RunAsync(nameof(Frames_OfAgents_HarmNothing), "/ws/v1/agent", Agent, host => host.Agent());

    [Fact]
    public async Task Frames_BeforeHello_HarmNothing()
    {
        await using var host = await StartAsync();
        var mutations = Mutations(nameof(Frames_BeforeHello_HarmNothing));
        for (var i = 0; i < TestRun.Cases(200, 5_000); i++)
        {
            await using var client = await host.CustomerAsync();
            await client.SendBytesAsync(mutations.Of(Customer[^1]));
        }
        await AssertUnharmedAsync(host);
    }

    private async Task RunAsync(string name, string path, string[] good, Func<GatewayHost, string> token)
    {
        await using var host = await StartAsync();
        var mutations = Mutations(name);
        FrameClient? client = null;
        var (reconnects, before) = (0, GC.GetTotalMemory(forceFullCollection: true));
        for (var i = 0; i < TestRun.Cases(3_000, 40_000); i++)
        {
            try
            {
                client ??= await HelloAsync(host, path, token(host));
                await client.SendBytesAsync(mutations.Of(good[mutations.Next(good.Length)]));
                if (i % 50 == 49) await client.SendAsync(new { type = "ping", id = $"sync{i}" });
                if (i % 50 == 49) await SyncAsync(client, $"sync{i}");
            }
            catch (Exception exception) when (exception is WebSocketException or InvalidOperationException or IOException)
            {
                if (client is not null) await client.DisposeAsync(); // broken UTF-8 ends a connection, as the WebSocket standard wants
                (client, reconnects) = (null, reconnects + 1);
            }
        }
        if (client is not null) await client.DisposeAsync();
        await AssertUnharmedAsync(host);
        var grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        output.WriteLine($"{reconnects} connections ended, memory grew by {grown / 1024:#,0} KiB");
        Assert.InRange(grown, long.MinValue, Growth);
    }

    private static async Task SyncAsync(FrameClient client, string id)
    {
        while (true)
        {
            var frame = await client.ReceiveAsync() ?? throw new InvalidOperationException("closed");
            Assert.False(frame.TryGetProperty("code", out var code) && code.GetString() == "internal", frame.ToString());
            if (frame.GetProperty("type").GetString() == "pong" && frame.TryGetProperty("id", out var pong) && pong.GetString() == id) return;
        }
    }

    private static async Task<FrameClient> HelloAsync(GatewayHost host, string path, string token)
    {
        var client = await FrameClient.ConnectAsync(host.Url, path, null);
        await client.SendAsync(new { type = "hello", token, after = 0 });
        await client.ExpectAsync("welcome");
        return client;
    }

    private static async Task AssertUnharmedAsync(GatewayHost host)
    {
        Assert.DoesNotContain(host.Logs.Lines, line => line.Level >= Microsoft.Extensions.Logging.LogLevel.Error);
        await using var client = await host.WelcomedAsync("v-2");
        await client.SendAsync(new { type = "ping" });
        await client.ExpectAsync("pong");
    }

    private static Task<GatewayHost> StartAsync() => GatewayHost.StartAsync(options => (options.Sockets.FramesPerSecond, options.Sockets.FrameBurst, options.Sockets.RefusalsPerMinute) = (1_000_000, 1_000_000, 1_000_000));

    private Mutations Mutations(string name)
    {
        output.WriteLine($"seed {TestRun.SeedFor(name)} (RECEPTION_SEED={TestRun.Seed})");
        return new Mutations(TestRun.SeedFor(name));
    }
}
