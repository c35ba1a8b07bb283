using Microsoft.AspNetCore.Connections;

namespace Reception.Clustering.Link;

/// <summary>
/// The caller's end of one connection: calls in flight by their number. When the connection closes, every one of them fails as
/// unavailable at once.
/// </summary>
internal sealed class StoreConnection(ConnectionContext connection, TimeSpan callTimeout, TimeProvider time, Action onClosed) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<uint, PendingCall> _pending = [];
    private readonly FrameSender _sender = new(connection.Transport.Output);
    private uint _last;
    private bool _closed;

    /// <summary>The answer's body, or the answer's error.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> CallAsync(byte operation, PayloadWriter request, CancellationToken cancellation)
    {
        if (request.Length > Frame.MaxBytes - Frame.HeadBytes) throw new ArgumentException($"A call to the store has at most {Frame.MaxBytes} bytes; this one has {request.Length}.", nameof(request));
        await _sender.RoomAsync().WaitAsync(callTimeout, time, cancellation).ConfigureAwait(false);
        var pending = new PendingCall(time.GetTimestamp());
        lock (_lock)
        {
            if (_closed) throw Lost();
            pending.Number = ++_last;
            _pending.Add(pending.Number, pending);
        }
        if (!_sender.TrySend(pending.Number, operation, request.Written)) Fail(pending.Number, Lost());
        if (!cancellation.CanBeCanceled) return await pending.Task.ConfigureAwait(false);
        await using var registration = cancellation.UnsafeRegister((_, token) => Fail(pending.Number, new OperationCanceledException(token)), null);
        return await pending.Task.ConfigureAwait(false);
    }

    /// <summary>Reads answers until the connection closes; fails what is in flight then.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await using var timer = time.CreateTimer(_ => GiveUpOld(), null, TimeSpan.FromMilliseconds(500), TimeSpan.FromMilliseconds(500));
        try
        {
            await Frame.ReadAllAsync(connection.Transport.Input, TakeAsync, cancellation).ConfigureAwait(false);
        }
        finally
        {
            Close();
        }
    }

    public ValueTask DisposeAsync()
    {
        Close();
        return connection.DisposeAsync();
    }

    private ValueTask TakeAsync(Frame frame)
    {
        PendingCall? pending;
        lock (_lock) _pending.Remove(frame.Call, out pending);
        if (pending is null) return ValueTask.CompletedTask; // given up
        if ((AnswerCode)frame.Code == AnswerCode.Done) pending.TrySetResult(frame.Body);
        else pending.TrySetException(Error((AnswerCode)frame.Code, new PayloadReader(frame.Body).Text()));
        return ValueTask.CompletedTask;
    }

    private static Exception Error(AnswerCode code, string text) => code switch
    {
        AnswerCode.Unavailable => new StoreUnavailableException(text),
        AnswerCode.Misuse => new ArgumentException(text),
        _ => new StoreCallException(text),
    };

    private static StoreUnavailableException Lost() => new("The connection to the store was lost.");

    private void Fail(uint call, Exception error)
    {
        PendingCall? pending;
        lock (_lock) _pending.Remove(call, out pending);
        pending?.TrySetException(error);
    }

    private void GiveUpOld()
    {
        uint[] old;
        lock (_lock) old = [.. _pending.Values.Where(call => time.GetElapsedTime(call.Started) > callTimeout).Select(call => call.Number)];
        foreach (var call in old) Fail(call, new StoreUnavailableException($"The store did not answer within {callTimeout.TotalSeconds:0.#} s."));
    }

    private void Close()
    {
        _sender.Close();
        PendingCall[] all;
        lock (_lock)
        {
            if (_closed) return;
            _closed = true;
            all = [.. _pending.Values];
            _pending.Clear();
        }
        onClosed();
        foreach (var call in all) call.TrySetException(Lost());
    }

    private sealed class PendingCall(long started) : TaskCompletionSource<ReadOnlyMemory<byte>>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public long Started => started;

        public uint Number { get; set; }
    }
}
