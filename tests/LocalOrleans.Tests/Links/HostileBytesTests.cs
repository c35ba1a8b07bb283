using System.Net;
using System.Net.Sockets;
using Orleans;
using Orleans.Runtime;
using Reception.Tests;

namespace LocalOrleans.Tests;

/// <summary>Strangers, half connections and broken frames: they are cut off, everybody else is served.</summary>
public sealed class HostileBytesTests
{
    [Fact]
    public async Task Garbage_ToBothPorts_ClosesThatConnectionAndNothingElse()
    {
        await using var cluster = await TestCluster.StartAsync(1);
        var client = await cluster.ConnectAsync();
        var random = new Random(TestRun.SeedFor(nameof(HostileBytesTests)));
        for (var n = 0; n < TestRun.Cases(share: 60, all: 5_000); n++)
        {
            using var stranger = await DialAsync(n % 2 == 0 ? cluster[0].GatewayPort : cluster[0].Address.Endpoint.Port);
            await SendAsync(stranger, Garbage(random));
            stranger.Shutdown(SocketShutdown.Send);
            await ReadToEndAsync(stranger);
        }

        Assert.Equal(7, await client.GetGrain<ILinkGrain>(1).EchoAsync(7));
    }

    [Fact]
    public async Task Garbage_OnAnOpenLink_EndsTheLinkAndTheClientComesBack()
    {
        await using var cluster = await TestCluster.StartAsync(1);
        var client = await cluster.ConnectAsync();
        var random = new Random(TestRun.SeedFor(nameof(HostileBytesTests)));
        for (var n = 0; n < TestRun.Cases(share: 30, all: 2_000); n++)
        {
            using var member = await DialAsync(cluster[0].GatewayPort);
            var me = new Hello(LinkKind.Client, cluster[0].Runtime.Details.ClusterId, "dev", null, ClientIds.NewClient().ToString()).WithContracts();
            await Handshake.OpenAsync(new NetworkStream(member), LinkSecret.Load(new LinkOptions().SecretFile), me, CancellationToken.None);
            await SendAsync(member, Frame(random));
            member.Shutdown(SocketShutdown.Send);
            await ReadToEndAsync(member);
        }

        Assert.Equal(7, await client.GetGrain<ILinkGrain>(1).EchoAsync(7));
        await Eventually.HoldsAsync(() => cluster[0].Links.Accepted.Count == 1);
    }

    [Fact]
    public async Task Connections_ThatSayNothing_KeepNobodyOut()
    {
        await using var cluster = await TestCluster.StartAsync(1);
        var silent = new List<Socket>();
        for (var n = 0; n < 50; n++) silent.Add(await DialAsync(cluster[0].GatewayPort));
        var client = await cluster.ConnectAsync();
        Assert.Equal(7, await client.GetGrain<ILinkGrain>(1).EchoAsync(7));
        foreach (var socket in silent) await ReadToEndAsync(socket);
        silent.ForEach(socket => socket.Dispose());
    }

    [Fact]
    public async Task Arguments_LongerThanAFrame_FailThatCallOnly()
    {
        await using var cluster = await TestCluster.StartAsync(1);
        var grain = (await cluster.ConnectAsync()).GetGrain<ILinkGrain>(1);
        var thrown = await Assert.ThrowsAsync<OrleansMessageRejectionException>(() => grain.CountAsync(new byte[FrameWriter.MaxFrame]));
        Assert.Contains("The arguments", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(FrameWriter.MaxFrame / 2, await grain.CountAsync(new byte[FrameWriter.MaxFrame / 2]));
    }

    [Fact]
    public async Task Result_LongerThanAFrame_FailsThatCallOnly()
    {
        await using var cluster = await TestCluster.StartAsync(1);
        var grain = (await cluster.ConnectAsync()).GetGrain<ILinkGrain>(1);
        var thrown = await Assert.ThrowsAsync<OrleansMessageRejectionException>(() => grain.MakeAsync(FrameWriter.MaxFrame));
        Assert.Contains("The result", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(3_000_000, (await grain.MakeAsync(3_000_000)).Length);
    }

    private static async Task<Socket> DialAsync(int port)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, port);
        return socket;
    }

    private static async Task SendAsync(Socket socket, byte[] bytes)
    {
        try
        {
            await socket.SendAsync(bytes);
        }
        catch (SocketException)
        {
            // It has been cut off already.
        }
    }

    /// <summary>Ends when the other end closes; throws if it does not for 20 s.</summary>
    private static async Task ReadToEndAsync(Socket socket)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20), TimeProvider.System);
        var buffer = new byte[4096];
        try
        {
            while (await socket.ReceiveAsync(buffer, limit.Token) > 0)
            {
                // What it says does not matter.
            }
        }
        catch (SocketException)
        {
            // Cut off: as good as closed.
        }
    }

    private static byte[] Garbage(Random random)
    {
        var bytes = new byte[random.Next(1, 400)];
        random.NextBytes(bytes);
        if (random.Next(2) == 0 && bytes.Length > 4) BitConverter.TryWriteBytes(bytes, bytes.Length - 4);
        return bytes;
    }

    /// <summary>A frame of the right length and a known kind with anything in it.</summary>
    private static byte[] Frame(Random random)
    {
        var bytes = new byte[FrameWriter.Header + random.Next(1, 200)];
        random.NextBytes(bytes);
        BitConverter.TryWriteBytes(bytes, bytes.Length - 4);
        bytes[4] = (byte)random.Next(1, 14);
        return bytes;
    }
}
