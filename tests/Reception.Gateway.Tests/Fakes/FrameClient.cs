using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Reception.Gateway.Tests.Fakes;

/// <summary>A bare WebSocket client that sends what a test gives it, right or wrong.</summary>
internal sealed class FrameClient(ClientWebSocket socket) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private readonly byte[] _buffer = new byte[70_000];

    public WebSocketCloseStatus? CloseStatus => socket.CloseStatus;

    public string? CloseReason => socket.CloseStatusDescription;

    public static async Task<FrameClient> ConnectAsync(Uri url, string path, string? origin)
    {
        var socket = new ClientWebSocket();
        if (origin is not null) socket.Options.SetRequestHeader("Origin", origin);
        await socket.ConnectAsync(new UriBuilder(new Uri(url, path)) { Scheme = "ws" }.Uri, CancellationToken.None);
        return new FrameClient(socket);
    }

    public Task SendAsync(object frame) => SendTextAsync(JsonSerializer.Serialize(frame, JsonSerializerOptions.Web));

    public Task SendTextAsync(string text) => SendBytesAsync(Encoding.UTF8.GetBytes(text));

    public Task SendBytesAsync(ReadOnlyMemory<byte> bytes, WebSocketMessageType type = WebSocketMessageType.Text) => socket.SendAsync(bytes, type, endOfMessage: true, CancellationToken.None).AsTask();

    /// <summary>The next frame; null: closed.</summary>
    public async Task<JsonElement?> ReceiveAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var length = 0;
        while (true)
        {
            var received = await socket.ReceiveAsync(_buffer.AsMemory(length), patience.Token);
            if (received.MessageType == WebSocketMessageType.Close) return null;
            length += received.Count;
            if (received.EndOfMessage) return JsonDocument.Parse(_buffer.AsMemory(0, length).ToArray()).RootElement;
        }
    }

    /// <summary>The next frame of a type; others before it are passed over.</summary>
    public async Task<JsonElement> ExpectAsync(string type)
    {
        while (await ReceiveAsync() is { } frame)
        {
            if (frame.GetProperty("type").GetString() == type) return frame;
        }
        throw new InvalidOperationException($"The socket closed ({socket.CloseStatus} {socket.CloseStatusDescription}) before '{type}'.");
    }

    /// <summary>The code of the next error.</summary>
    public async Task<string?> ErrorAsync() => (await ExpectAsync("error")).GetProperty("code").GetString();

    /// <summary>The code of the bye, once the socket is closed.</summary>
    public async Task<string?> ByeAsync()
    {
        var bye = await ExpectAsync("bye");
        Assert.Null(await ReceiveAsync());
        return bye.GetProperty("code").GetString();
    }

    /// <summary>The sequences of the next push; none when it brings a view only.</summary>
    public async Task<long[]> PushedAsync() => (await ExpectAsync("push")).TryGetProperty("messages", out var messages)
        ? [.. messages.EnumerateArray().Select(message => message.GetProperty("sequence").GetInt64())]
        : [];

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived) await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        }
        catch (WebSocketException)
        {
            // The server was faster.
        }
        socket.Dispose();
    }
}
