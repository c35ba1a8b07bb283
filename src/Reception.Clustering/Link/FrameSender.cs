using System.Buffers;
using System.IO.Pipelines;

namespace Reception.Clustering.Link;

/// <summary>
/// Many writers, one flusher: a frame is copied behind the others under a short lock; whatever gathered while the last flush ran goes out
/// with the next one. Above <see cref="MaxWaiting"/> bytes a caller can wait for room.
/// </summary>
internal sealed class FrameSender(PipeWriter output) : IThreadPoolWorkItem
{
    private const int MaxWaiting = 16 << 20;
    private const int MaxKept = 1 << 20;

    private readonly Lock _lock = new();
    private ArrayBufferWriter<byte> _waiting = new(64 << 10);
    private ArrayBufferWriter<byte> _leaving = new(64 << 10);
    private TaskCompletionSource? _room;
    private bool _flushing;
    private bool _closed;

    /// <summary>False: the connection is closed, the frame goes nowhere.</summary>
    public bool TrySend(uint call, byte code, ReadOnlySpan<byte> body)
    {
        lock (_lock)
        {
            if (_closed) return false;
            Frame.WriteHead(_waiting.GetSpan(Frame.HeadBytes), call, code, body.Length);
            _waiting.Advance(Frame.HeadBytes);
            _waiting.Write(body);
            if (_flushing) return true;
            _flushing = true;
        }
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        return true;
    }

    /// <summary>Completes when fewer than the most bytes wait, or the connection is closed.</summary>
    public Task RoomAsync()
    {
        lock (_lock)
        {
            if (_closed || _waiting.WrittenCount < MaxWaiting) return Task.CompletedTask;
            _room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _room.Task;
        }
    }

    public void Close()
    {
        TaskCompletionSource? room;
        lock (_lock)
        {
            _closed = true;
            (room, _room) = (_room, null);
        }
        room?.TrySetResult();
    }

    void IThreadPoolWorkItem.Execute() => _ = FlushAsync();

    private async Task FlushAsync()
    {
        try
        {
            while (TakeWaiting())
            {
                output.Write(_leaving.WrittenSpan);
                if (_leaving.Capacity > MaxKept) _leaving = new ArrayBufferWriter<byte>(64 << 10);
                else _leaving.ResetWrittenCount();
                if ((await output.FlushAsync().ConfigureAwait(false)).IsCompleted) Close();
            }
        }
        catch (Exception error) when (error is IOException or InvalidOperationException or Microsoft.AspNetCore.Connections.ConnectionAbortedException)
        {
            Close(); // whoever reads from the connection learns of it there
        }
    }

    private bool TakeWaiting()
    {
        TaskCompletionSource? room;
        lock (_lock)
        {
            if (_waiting.WrittenCount == 0 || _closed)
            {
                _flushing = false;
                return false;
            }
            (_waiting, _leaving) = (_leaving, _waiting);
            (room, _room) = (_room, null);
        }
        room?.TrySetResult();
        return true;
    }
}
