using System.Net.WebSockets;
using Reception.Protocol.Errors;
using Reception.Protocol.Frames;

namespace Reception.Client.Web.Links;

/// <summary>
/// A connection that stays: connects, says hello, pings, and when it is lost connects again after a growing pause with jitter.
/// Frames that wait for an answer are sent again with the same ids, in the same order, so that nothing is lost or doubled. A gateway
/// that goes down says <c>moving</c>: then the link lets what is under way be answered, leaves, and connects to the next.
/// </summary>
internal sealed class FrameLink(string path, WebClientOptions options, Func<HelloFrame> hello, Action<Frame> receive, Action<LinkState, string?> tell) : IAsyncDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan AnswersDue = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);
    private readonly CancellationTokenSource _end = new();
    private readonly PendingFrames _pending = new();
    private readonly Reconnect _reconnect = new(options);
    private FrameSocket? _socket;
    private Task _running = Task.CompletedTask;
    private DateTimeOffset _heard;
    private DateTimeOffset? _leaveAt;
    private LinkLoss _loss;
    private int _disposed;

    /// <summary>Called four times a second while connected: what is due now (confirmations), or null.</summary>
    public Func<IEnumerable<ClientFrame>> Due { get; init; } = static () => [];

    public void Start() => _running = Task.Run(RunAsync);

    /// <summary>Sends a frame that has an id and waits for its answer, over as many connections as it takes.</summary>
    public async Task<Frame> AskAsync(ClientFrame frame, CancellationToken cancel)
    {
        var answer = _pending.AddAsync(frame);
        await TrySendAsync(frame);
        return await answer.WaitAsync(cancel);
    }

    /// <summary>Sends a frame nobody answers; lost when there is no connection.</summary>
    public async Task TrySendAsync(Frame frame)
    {
        if (_socket is not { } socket) return;
        try
        {
            await socket.SendAsync(frame, _end.Token);
        }
        catch (Exception exception) when (IsLoss(exception))
        {
            socket.Abort();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1) return;
        if (_socket is { } socket)
        {
            try
            {
                await socket.CloseAsync(_end.Token);
            }
            catch (Exception exception) when (IsLoss(exception))
            {
                // It is closed either way.
            }
        }
        await _end.CancelAsync();
        _pending.End(new RefusedException("closed", "The connection was closed.", "Start another."));
        await _running;
        _end.Dispose();
    }

    private async Task RunAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            ByeFrame? bye = null;
            (_loss, _leaveAt) = (LinkLoss.Refused, null);
            try
            {
                tell(LinkState.Connecting, null);
                bye = await ConnectOnceAsync();
            }
            catch (Exception exception) when (IsLoss(exception))
            {
                if (!_end.IsCancellationRequested) tell(LinkState.Waiting, exception.Message);
            }
            _socket = null;
            if (bye is { Resume: false })
            {
                _pending.End(new RefusedException(bye.Code, bye.Message, bye.Do));
                tell(LinkState.Ended, $"{bye.Message} {bye.Do}");
                return;
            }
            if (bye is not null) tell(LinkState.Waiting, bye.Message);
            await PauseAsync(_reconnect.Next(_loss, bye?.RetryAfterMs));
        }
        tell(LinkState.Ended, null);
    }

    private async Task<ByeFrame?> ConnectOnceAsync()
    {
        using var socket = new FrameSocket();
        using var timeout = new CancellationTokenSource(options.ConnectTimeout, options.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, _end.Token);
        await socket.ConnectAsync(WebClientOptions.Socket(_reconnect.Url, path), both.Token);
        await socket.SendAsync(hello(), both.Token);
        var first = await socket.ReceiveAsync(both.Token);
        if (first is ByeFrame refused) return refused;
        if (first is not WelcomeFrame welcome)
        {
            if (first is ErrorFrame error) return new ByeFrame(error.Code, error.Message, error.Do, Resume: false);
            throw new WebSocketException("The server did not welcome.");
        }
        _heard = options.Time.GetUtcNow();
        receive(welcome);
        tell(LinkState.Connected, null);
        _loss = LinkLoss.Cut;
        _reconnect.OnWelcomed();
        _socket = socket; // what is asked from here on may go twice; its id makes that harmless
        foreach (var frame in _pending.All()) await socket.SendAsync(frame, _end.Token);
        using var beating = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
        var beat = BeatAsync(socket, TimeSpan.FromSeconds(Math.Max(1, welcome.Limits.PingSeconds)), beating.Token);
        try
        {
            return await ReceiveAllAsync(socket);
        }
        finally
        {
            await beating.CancelAsync();
            await beat;
        }
    }

    private async Task<ByeFrame?> ReceiveAllAsync(FrameSocket socket)
    {
        while (await socket.ReceiveAsync(_end.Token) is { } frame)
        {
            _heard = options.Time.GetUtcNow();
            if (frame is ByeFrame bye) return bye;
            if (frame is ErrorFrame error) Refused(socket, error);
            if (frame is MovingFrame moving) _leaveAt ??= _heard + TimeSpan.FromMilliseconds(Math.Max(0, moving.AfterMs));
            receive(frame);
            if (AnswersTo(frame) is { } id) _pending.Answer(id, frame);
        }
        return null;
    }

    private void Refused(FrameSocket socket, ErrorFrame error)
    {
        var again = error.Code == ErrorCodes.RateLimited.Code || error.Code == ErrorCodes.Busy.Code || error.Code == ErrorCodes.Unavailable.Code;
        if (again && _pending.Find(error.Id) is { } frame) _ = SendAgainAsync(socket, frame, TimeSpan.FromMilliseconds(error.RetryAfterMs ?? 1_000));
        else _pending.Refuse(error.Id, new RefusedException(error.Code, error.Message, error.Do));
    }

    private async Task SendAgainAsync(FrameSocket socket, ClientFrame frame, TimeSpan pause)
    {
        try
        {
            await Task.Delay(pause * (1 + options.NextDouble()), options.Time, _end.Token);
            if (_socket == socket && _pending.Find(frame.Id) is not null) await socket.SendAsync(frame, _end.Token);
        }
        catch (Exception exception) when (IsLoss(exception))
        {
            // The next connection sends it.
        }
    }

    private async Task BeatAsync(FrameSocket socket, TimeSpan ping, CancellationToken cancel)
    {
        try
        {
            using var timer = new PeriodicTimer(Beat, options.Time);
            var pinged = options.Time.GetUtcNow();
            while (await timer.WaitForNextTickAsync(cancel))
            {
                var now = options.Time.GetUtcNow();
                if (now >= _leaveAt)
                {
                    await LeaveAsync(socket, now, cancel);
                    continue;
                }
                foreach (var frame in Due()) await socket.SendAsync(frame, cancel);
                if (now - _heard > ping * 3) socket.Abort();
                if (now - pinged < ping) continue;
                pinged = now;
                await socket.SendAsync(new PingFrame(), cancel);
            }
        }
        catch (Exception exception) when (IsLoss(exception))
        {
            // Reading finds it out too.
        }
    }

    // From the first call on nothing new is sent here; what is asked meanwhile goes over the next connection.
    private async Task LeaveAsync(FrameSocket socket, DateTimeOffset now, CancellationToken cancel)
    {
        _socket = null;
        if (now - _leaveAt > Farewell) socket.Abort();
        else if (_loss != LinkLoss.Moved && (_pending.IsEmpty || now - _leaveAt >= AnswersDue))
        {
            _loss = LinkLoss.Moved;
            await socket.CloseAsync(cancel);
        }
    }

    private async Task PauseAsync(TimeSpan pause)
    {
        try
        {
            await Task.Delay(pause, options.Time, _end.Token);
        }
        catch (OperationCanceledException)
        {
            // Disposed.
        }
    }

    private static string? AnswersTo(Frame frame) => frame switch
    {
        AckFrame ack => ack.Id,
        DoneFrame done => done.Id,
        PongFrame pong => pong.Id,
        _ => null,
    };

    private static bool IsLoss(Exception exception) => exception is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException or HttpRequestException or InvalidOperationException;
}
