using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;

namespace Reception.LoadTest.Drivers;

/// <summary>
/// One WebSocket over its own TCP connection to an address. The opening handshake is written here (RFC 6455, 4.1), because one through
/// HttpClient costs the load process more than the server; frames are the framework's own. Reading never stops: each whole text frame
/// goes to the handler.
/// </summary>
internal sealed class WebSocketLine : IDisposable
{
    private const int FirstBuffer = 2 * 1024;
    private const int LongestFrame = 128 * 1024;
    private static readonly byte[] Magic = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"u8.ToArray();
    private readonly Socket _tcp;
    private readonly WebSocket _socket;

    private WebSocketLine(Socket tcp, WebSocket socket) => (_tcp, _socket) = (tcp, socket);

    /// <exception cref="LinkException">Not connected, or the server refused: its status, or the code of its problem.</exception>
    public static async Task<WebSocketLine> OpenAsync(Uri url, IPEndPoint address, string path)
    {
        var tcp = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await tcp.ConnectAsync(address);
            Stream stream = new NetworkStream(tcp, ownsSocket: false);
            if (url.Scheme is "https" or "wss")
            {
                var secure = new System.Net.Security.SslStream(stream);
                await secure.AuthenticateAsClientAsync(url.Host);
                stream = secure;
            }
            await ShakeHandsAsync(stream, url, path);
            return new WebSocketLine(tcp, WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { IsServer = false, KeepAliveInterval = Timeout.InfiniteTimeSpan }));
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            tcp.Dispose();
            throw new LinkException(exception is SocketException socket ? socket.SocketErrorCode.ToString() : "closed", exception);
        }
        catch
        {
            tcp.Dispose();
            throw;
        }
    }

    public ValueTask SendAsync(ReadOnlyMemory<byte> frame) => _socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    /// <summary>Until the other side closes; null: as agreed, else what happened.</summary>
    public async Task<string?> ReadAllAsync(Action<ReadOnlyMemory<byte>> handle)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
        var length = 0;
        try
        {
            while (true)
            {
                if (length == buffer.Length) Grow(ref buffer);
                var received = await _socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
                if (received.MessageType == WebSocketMessageType.Close) return await AnswerCloseAsync();
                length += received.Count;
                if (length > LongestFrame) return "frame-too-large";
                if (!received.EndOfMessage) continue;
                handle(buffer.AsMemory(0, length));
                length = 0;
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or IOException or SocketException or ObjectDisposedException)
        {
            return "closed";
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Says goodbye; the server closes the connection.</summary>
    public async ValueTask CloseAsync()
    {
        try
        {
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        }
        catch (Exception exception) when (exception is WebSocketException or IOException or ObjectDisposedException or OperationCanceledException)
        {
            // It is closed already.
        }
    }

    /// <summary>No goodbye: the connection is reset.</summary>
    public void Cut()
    {
        _tcp.LingerState = new LingerOption(true, 0);
        _tcp.Dispose();
    }

    public void Dispose()
    {
        _socket.Dispose();
        _tcp.Dispose();
    }

    private async Task<string?> AnswerCloseAsync()
    {
        if (_socket.State == WebSocketState.CloseReceived) await CloseAsync();
        return _socket.CloseStatus is null or WebSocketCloseStatus.NormalClosure ? null : _socket.CloseStatusDescription ?? "closed";
    }

    private static void Grow(ref byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 4);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }

    private static async Task ShakeHandsAsync(Stream stream, Uri url, string path)
    {
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        var request = $"GET {path} HTTP/1.1\r\nHost: {url.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        var answer = await ReadHeadAsync(stream);
        var expected = Convert.ToBase64String(SHA1.HashData([.. Encoding.ASCII.GetBytes(key), .. Magic]));
        if (!answer.StartsWith("HTTP/1.1 101", StringComparison.Ordinal)) throw new LinkException(answer.Length > 12 ? $"http-{answer[9..12]}" : "no-http");
        if (!answer.Contains(expected, StringComparison.Ordinal)) throw new LinkException("no-websocket");
    }

    // The server says nothing before hello, so what is read here is the head and no byte more.
    private static async Task<string> ReadHeadAsync(Stream stream)
    {
        var buffer = new byte[1024];
        var length = 0;
        while (length < buffer.Length)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(length));
            if (read == 0) throw new LinkException("closed");
            length += read;
            if (buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8) >= 0) break;
        }
        return Encoding.ASCII.GetString(buffer, 0, length);
    }
}
