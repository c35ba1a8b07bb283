using System.Globalization;
using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Reception.LoadTest.Hosting;

namespace Reception.LoadTest.Baselines;

/// <summary>The other process of a baseline: this program again, with <c>baseline-host KIND PORT…</c>. It says "ready" and ends with its standard input.</summary>
internal static class BaselineHost
{
    /// <summary>The program's first argument that leads here.</summary>
    public const string Verb = "baseline-host";

    public const string WebSocket = "websocket";
    public const string Grain = "grain";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task<ServerProcess> StartAsync(string kind, params int[] ports)
    {
        var arguments = ports.Select(port => port.ToString(CultureInfo.InvariantCulture));
        var server = ServerProcess.Start($"baseline {kind}", typeof(BaselineHost).Assembly.Location, [Verb, kind, .. arguments], new Dictionary<string, string>());
        try
        {
            await server.ReadyAsync(Patience);
            return server;
        }
        catch
        {
            await server.KillAsync();
            throw;
        }
    }

    /// <param name="arguments">What stands behind <see cref="Verb"/>.</param>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var ports = arguments.Skip(1).Select(port => int.Parse(port, CultureInfo.InvariantCulture)).ToArray();
        using var host = arguments[0] == WebSocket ? Echo(ports[0]) : Silo(ports[0], ports[1]);
        await host.StartAsync();
        await Console.Out.WriteLineAsync("ready");
        while (await Console.In.ReadLineAsync() is not null)
        {
        }
        await host.StopAsync();
        return 0;
    }

    private static WebApplication Echo(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        var app = builder.Build();
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = Timeout.InfiniteTimeSpan });
        app.Run(EchoAsync);
        return app;
    }

    private static async Task EchoAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var buffer = new byte[4096];
        try
        {
            while (true)
            {
                var received = await socket.ReceiveAsync(buffer.AsMemory(), context.RequestAborted);
                if (received.MessageType == WebSocketMessageType.Close) break;
                await socket.SendAsync(buffer.AsMemory(0, received.Count), received.MessageType, received.EndOfMessage, context.RequestAborted);
            }
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, context.RequestAborted);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException)
        {
            // The other side is gone.
        }
    }

    private static IHost Silo(int silo, int gateway)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(orleans => orleans.UseLocalhostClustering(siloPort: silo, gatewayPort: gateway));
        return builder.Build();
    }
}
