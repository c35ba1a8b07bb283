using System.Collections.Frozen;
using System.Net.WebSockets;
using System.Text.Json.Serialization.Metadata;
using System.Threading.Channels;
using Reception.Gateway.Hosting;
using Reception.Protocol;
using Reception.Protocol.Errors;
using Reception.Protocol.Frames;

namespace Reception.Gateway.Sockets;

/// <summary>
/// One WebSocket: reads bounded text frames one after the other, sends from a bounded queue, and knows how to say goodbye.
/// A reader that lets the queue fill is told <c>slow-reader</c> and cut; what it missed it resumes. Nobody waits for a slow
/// reader but the reading of old messages (<see cref="WhenRoomAsync"/>).
/// </summary>
internal sealed class SocketConnection(WebSocket socket, FrozenDictionary<string, JsonTypeInfo> types, SocketOptions options, GatewayInstruments instruments, TimeProvider time)
{
    /// <summary>Who was told to move has so long after his time before he is told goodbye.</summary>
    public static readonly TimeSpan MoveMargin = TimeSpan.FromSeconds(3);

    private readonly Channel<byte[]> _out = Channel.CreateUnbounded<byte[]>(new UnboundedChannelOptions { SingleReader = true });
    private readonly FrameBudget _budget = new(options, time);
    private readonly Lock _gate = new();
    private TaskCompletionSource? _room;
    private RefusalCode? _bye;
    private DateTimeOffset _byeAt;
    private DateTimeOffset _heard = time.GetUtcNow();
    private byte[]? _farewell;
    private DateTimeOffset? _moveAt;
    private bool _discard;
    private DateTimeOffset _heldUntil;
    private int _bytes;
    private int _frames;
    private string? _role;

    /// <summary>When the token of this connection ends; until hello has come, when hello has to have come.</summary>
    public DateTimeOffset Expires { get; set; } = time.GetUtcNow() + options.HelloTimeout;

    public bool HasSaidHello { get; private set; }

    /// <summary>True while a call of this connection's session is in flight.</summary>
    public Func<bool> IsBusy { get; set; } = static () => false;

    /// <summary>True when the client was told to move or that the server stops: it comes back elsewhere.</summary>
    public bool IsMoving => _moveAt is not null || _bye == ErrorCodes.ServerStopping;

    /// <summary>Why the server ended it; null while it goes on, or when the client left.</summary>
    public RefusalCode? Ended => _bye;

    /// <summary>Hello was accepted.</summary>
    public void Welcomed(string role)
    {
        HasSaidHello = true;
        instruments.OnSessionOpened(_role = role);
    }

    /// <summary>False: the connection is ending.</summary>
    public bool Send(Frame frame)
    {
        var bytes = FrameCodec.Write(frame);
        lock (_gate)
        {
            if (_bye is not null) return false;
            if (_bytes + bytes.Length <= options.SendBytes && _frames < options.SendFrames)
            {
                _bytes += bytes.Length;
                _frames++;
                return _out.Writer.TryWrite(bytes);
            }
        }
        Bye(ErrorCodes.SlowReader);
        return false;
    }

    /// <summary>Refuses one frame. Frames that should never have been sent are counted, refused commands are not.</summary>
    public void Refuse(string? id, RefusalCode code, int? retryAfterMs = null, ViewDocument? view = null, bool counts = false)
    {
        instruments.OnFrameRefused(code);
        Send(new ErrorFrame(id, code.Code, code.Message, code.Advice, retryAfterMs, view));
        if (counts && _budget.CountRefusal()) Bye(code == ErrorCodes.RateLimited ? ErrorCodes.Flooded : ErrorCodes.TooManyErrors, 5_000);
    }

    /// <summary>Reads nothing more until then: the client's own network holds what it sends. For one who does not wait when he is told to.</summary>
    public void HoldReading(DateTimeOffset until) => _heldUntil = until;

    /// <summary>Tells the client to leave at a time; until then all goes on. Who has not said hello is not told.</summary>
    public void Move(DateTimeOffset at, DateTimeOffset now)
    {
        if (!HasSaidHello || !Send(new MovingFrame((int)Math.Max(0, (at - now).TotalMilliseconds)))) return;
        _moveAt = at;
    }

    /// <summary>True when it stayed past its time to move and no call is in flight.</summary>
    public bool MayPart(DateTimeOffset now) => !IsBusy() && !(now < _moveAt + MoveMargin);

    /// <summary>Says why, then closes. The first reason counts.</summary>
    public void Bye(RefusalCode code, int? retryAfterMs = null)
    {
        lock (_gate)
        {
            if (_bye is not null) return;
            _bye = code;
            _byeAt = time.GetUtcNow();
            _discard = code == ErrorCodes.SlowReader;
            _farewell = FrameCodec.Write(new ByeFrame(code.Code, code.Message, code.Advice, Resumes(code), retryAfterMs));
            _out.Writer.TryComplete();
            _room?.TrySetResult();
        }
        instruments.OnBye(code);
    }

    /// <summary>Completes when half of the queue is free, or the connection is ending.</summary>
    public ValueTask WhenRoomAsync()
    {
        lock (_gate)
        {
            if (_bye is not null || HasRoom()) return ValueTask.CompletedTask;
            _room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return new ValueTask(_room.Task);
        }
    }

    /// <summary>Looks at the clock: hello, token, silence, farewell.</summary>
    public void Tick(DateTimeOffset now)
    {
        if (_bye is not null)
        {
            if (now - _byeAt > options.Farewell) socket.Abort();
        }
        else if (now >= Expires) Bye(HasSaidHello ? ErrorCodes.TokenExpired : ErrorCodes.HelloTimeout);
        else if (now - _heard > options.IdleTimeout) Bye(ErrorCodes.Idle);
    }

    /// <summary>Runs until the socket is closed. <paramref name="handle"/> gets one frame at a time.</summary>
    public async Task RunAsync(Func<ClientFrame, ValueTask> handle)
    {
        instruments.OnSocketOpened();
        var sending = SendAllAsync();
        try
        {
            await ReadAllAsync(handle);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or IOException)
        {
            // The client is gone; its session ends with its connection.
        }
        lock (_gate)
        {
            _discard |= _bye is null;
            _out.Writer.TryComplete();
            _room?.TrySetResult();
        }
        await sending;
        instruments.OnSocketClosed();
        if (_role is { } role) instruments.OnSessionClosed(role);
    }

    private async Task ReadAllAsync(Func<ClientFrame, ValueTask> handle)
    {
        var buffer = new byte[4 * 1024];
        var length = 0;
        while (socket.State is WebSocketState.Open or WebSocketState.CloseSent)
        {
            if (_heldUntil - time.GetUtcNow() is { Ticks: > 0 } held) await Task.Delay(held, time);
            if (length == buffer.Length) Array.Resize(ref buffer, Math.Min(buffer.Length * 4, Limits.FrameBytes + 1));
            var received = await socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
            if (received.MessageType == WebSocketMessageType.Close) return;
            if (_bye is not null) continue;
            _heard = time.GetUtcNow();
            length += received.Count;
            if (received.MessageType != WebSocketMessageType.Text) Bye(ErrorCodes.TextOnly);
            else if (length > Limits.FrameBytes) Bye(ErrorCodes.FrameTooLarge);
            else if (received.EndOfMessage) await HandleAsync(buffer.AsMemory(0, length), handle);
            if (_bye is not null || received.EndOfMessage) length = 0;
            if (length == 0 && buffer.Length > 16 * 1024) buffer = new byte[4 * 1024];
        }
    }

    private async ValueTask HandleAsync(ReadOnlyMemory<byte> utf8, Func<ClientFrame, ValueTask> handle)
    {
        instruments.OnReceived();
        var frame = FrameCodec.Read(utf8.Span, types, out var error) as ClientFrame;
        var id = frame?.Id is { Length: > 0 and <= Limits.IdLength } given ? given : null;
        if (_budget.Take(frame) is { } wait) Refuse(id, ErrorCodes.RateLimited, wait, counts: true);
        else if (frame is null) Refuse(id, error ?? ErrorCodes.BadFrame, counts: true);
        else if (frame.Id?.Length > Limits.IdLength) Refuse(null, ErrorCodes.BadFrame with { Message = "id: 1 to 64 characters." }, counts: true);
        else await handle(frame);
    }

    private async Task SendAllAsync()
    {
        try
        {
            await foreach (var bytes in _out.Reader.ReadAllAsync())
            {
                if (!_discard)
                {
                    await socket.SendAsync(bytes, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
                    instruments.OnSent();
                }
                Sent(bytes.Length);
            }
            if (_farewell is { } farewell) await socket.SendAsync(farewell, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
            var status = (WebSocketCloseStatus)(_bye is { CloseStatus: > 0 } code ? code.CloseStatus : _bye is null ? 1000 : 1013);
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived) await socket.CloseOutputAsync(status, _bye?.Code, CancellationToken.None);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            lock (_gate)
            {
                _bye ??= ErrorCodes.Idle; // nothing can be sent any more
                _out.Writer.TryComplete();
                _room?.TrySetResult();
            }
        }
    }

    private void Sent(int length)
    {
        lock (_gate)
        {
            _bytes -= length;
            _frames--;
            if (_room is null || !HasRoom()) return;
            _room.TrySetResult();
            _room = null;
        }
    }

    private bool HasRoom() => _bytes <= options.SendBytes / 2 && _frames <= options.SendFrames / 2;

    private static bool Resumes(RefusalCode code) => code.Status is not (401 or 403 or 404);
}
