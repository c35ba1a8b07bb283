using System.Net.WebSockets;
using Reception.Protocol;
using Reception.Protocol.Frames;

namespace Reception.Client.Web.Links;

/// <summary>One WebSocket with frames instead of bytes.</summary>
internal sealed class FrameSocket : IDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1);
    private byte[] _buffer = new byte[2 * 1024];

    public async Task ConnectAsync(Uri address, CancellationToken cancel)
    {
        _socket.Options.KeepAliveInterval = Timeout.InfiniteTimeSpan;
        await _socket.ConnectAsync(address, cancel);
    }

    public async Task SendAsync(Frame frame, CancellationToken cancel)
    {
        var bytes = FrameCodec.Write(frame);
        await _sending.WaitAsync(cancel);
        try
        {
            await _socket.SendAsync(bytes, WebSocketMessageType.Text, endOfMessage: true, cancel);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>The next frame that this client understands; null: the server closed.</summary>
    public async Task<Frame?> ReceiveAsync(CancellationToken cancel)
    {
        while (true)
        {
            var length = 0;
            ValueWebSocketReceiveResult received;
            do
            {
                if (length > Limits.FrameBytes) throw new WebSocketException("The server sent a frame that is too large.");
                if (length == _buffer.Length) Array.Resize(ref _buffer, Math.Min(_buffer.Length * 4, Limits.FrameBytes + 1));
                received = await _socket.ReceiveAsync(_buffer.AsMemory(length), cancel);
                if (received.MessageType == WebSocketMessageType.Close) return null;
                length += received.Count;
            }
            while (!received.EndOfMessage);
            if (FrameCodec.Read(_buffer.AsSpan(0, length), FrameCodec.FromServer, out _) is { } frame) return frame;
        }
    }

    /// <summary>Says goodbye; the answer is not waited for.</summary>
    public async Task CloseAsync(CancellationToken cancel)
    {
        if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived) await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancel);
    }

    public void Abort() => _socket.Abort();

    public void Dispose()
    {
        _socket.Dispose();
        _sending.Dispose();
    }
}
