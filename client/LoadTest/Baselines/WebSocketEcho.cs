using System.Net;
using System.Text;
using Reception.LoadTest.Drivers;
using Reception.LoadTest.Hosting;
using Reception.LoadTest.Measures;

namespace Reception.LoadTest.Baselines;

/// <summary>
/// Kestrel's WebSockets in a process of its own, which send back what comes, and the drivers' own client (<see cref="WebSocketLine"/>)
/// on this side: frames of the size of a message, one under way on each socket. No JSON, no session, nothing stored. And whole
/// connections: connect, one echo, close.
/// </summary>
internal static class WebSocketEcho
{
    private const int Connectors = 16;

    public static async Task<Baseline[]> MeasureAsync(BaselineOptions options, CancellationToken cancel)
    {
        var address = new IPEndPoint(IPAddress.Loopback, FreePorts.Next());
        await using var server = await BaselineHost.StartAsync(BaselineHost.WebSocket, address.Port);
        return [await MessagesAsync(options, address, server.Id, cancel), await ConnectionsAsync(options, address, server.Id, cancel)];
    }

    private static async Task<Baseline> MessagesAsync(BaselineOptions options, IPEndPoint address, int server, CancellationToken cancel)
    {
        var frame = Encoding.ASCII.GetBytes(new string('x', options.MessageBytes));
        var figures = new EchoFigures(server);
        var sockets = await Task.WhenAll(Enumerable.Range(0, options.Sockets).Select(async _ => new EchoSocket(await OpenAsync(address), figures, frame)));
        var reading = sockets.Select(socket => socket.RunAsync()).ToArray();
        await Task.Delay(options.WarmUp, TimeProvider.System, cancel);
        figures.Begin();
        await Task.Delay(options.Length, TimeProvider.System, cancel);
        var baseline = figures.End("websocket-echo", $"{options.Sockets} sockets, {options.MessageBytes} B, one message under way on each");
        foreach (var socket in sockets) await socket.EndAsync();
        await Task.WhenAll(reading);
        return baseline;
    }

    private static async Task<Baseline> ConnectionsAsync(BaselineOptions options, IPEndPoint address, int server, CancellationToken cancel)
    {
        var frame = Encoding.ASCII.GetBytes(new string('x', options.MessageBytes));
        var figures = new EchoFigures(server);
        using var over = new CancellationTokenSource();
        var connectors = Enumerable.Range(0, Connectors).Select(_ => ConnectAsync(address, figures, frame, over.Token)).ToArray();
        await Task.Delay(options.WarmUp, TimeProvider.System, cancel);
        figures.Begin();
        await Task.Delay(options.Length, TimeProvider.System, cancel);
        var baseline = figures.End("websocket-connect", $"{Connectors} at a time: connect, one echo of {options.MessageBytes} B, close");
        await over.CancelAsync();
        await Task.WhenAll(connectors);
        return baseline;
    }

    private static async Task ConnectAsync(IPEndPoint address, EchoFigures figures, byte[] frame, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            var start = figures.Now;
            using var line = await OpenAsync(address);
            var closed = line.ReadAllAsync(_ => Close(line));
            await line.SendAsync(frame);
            if (await closed is { } broken) throw new InvalidOperationException($"The bare echo ended a connection: {broken}.");
            figures.OnEcho(start);
        }
    }

    private static void Close(WebSocketLine line) => _ = line.CloseAsync().AsTask();

    private static Task<WebSocketLine> OpenAsync(IPEndPoint address) => WebSocketLine.OpenAsync(new Uri($"ws://{address}"), address, "/echo");

    /// <summary>Sends the next as soon as the last is back.</summary>
    private sealed class EchoSocket(WebSocketLine line, EchoFigures figures, byte[] frame)
    {
        private long _sent;
        private volatile bool _isOver;

        public async Task RunAsync()
        {
            var reading = line.ReadAllAsync(_ => OnEcho());
            await SendAsync();
            if (await reading is { } broken) throw new InvalidOperationException($"The bare echo ended a connection: {broken}.");
            line.Dispose();
        }

        public async Task EndAsync()
        {
            _isOver = true;
            await line.CloseAsync();
        }

        private void OnEcho()
        {
            figures.OnEcho(_sent);
            if (!_isOver) _ = SendAsync();
        }

        private async Task SendAsync()
        {
            _sent = figures.Now;
            try
            {
                await line.SendAsync(frame);
            }
            catch (Exception) when (_isOver)
            {
                // It was closed between the look and the sending.
            }
        }
    }
}
