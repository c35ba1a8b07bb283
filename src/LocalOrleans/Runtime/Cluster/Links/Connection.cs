using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;

namespace LocalOrleans;

/// <summary>
/// One socket after its hello: frames go out in batches, frames come in one by one.
/// <para><b>Out.</b> Whoever has a frame appends it to a pipe under <see cref="Gate"/>, for as long as a copy takes; one loop sends what the pipe has gathered, so
/// the busier the link the larger the batches. Above <see cref="PauseAt"/> unsent bytes the link is full: <see cref="IsFull"/> is set under the gate and nothing
/// is flushed until the loop is below half of it; then <see cref="OnRoom"/> is called. Calls are not written to a full link, answers are: there are never
/// more of them than calls that were read.</para>
/// <para><b>In.</b> One loop reads and hands every whole frame over before it reads on. The accepting end does not read while the link is full,
/// so whoever asks faster than he listens is slowed down by TCP itself. The opening end always reads: two full ends would wait for each other for ever.</para>
/// <para><b>End.</b> The first of: the other end closes, a socket error, a frame that is none, <see cref="Close"/>. Then <see cref="IsOpen"/> is false for good,
/// set under the gate, and <see cref="OnClosed"/> is called once; what was appended and not sent is lost. <see cref="CompleteAsync"/> sends it first.</para>
/// </summary>
internal abstract class Connection(Socket socket, bool accepted)
{
    private const int PauseAt = 1 << 20;
    private static readonly PipeOptions OutOptions = new(pauseWriterThreshold: PauseAt, resumeWriterThreshold: PauseAt / 2, minimumSegmentSize: 64 << 10, useSynchronizationContext: false);

    private readonly Pipe _out = new(OutOptions);
    private readonly NetworkStream _stream = new(socket, ownsSocket: true);
    private TaskCompletionSource _room = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _sending = Task.CompletedTask;
    private volatile bool _open = true;
    private volatile bool _full;
    private bool _closed;

    /// <summary>Guards what is appended, and what a derived class keeps in step with it.</summary>
    protected Lock Gate { get; } = new();

    public bool IsOpen => _open;

    public bool IsFull => _full;

    /// <summary>Sends and receives until the end; never fails.</summary>
    public async Task RunAsync()
    {
        _sending = SendAsync();
        Exception? reason = null;
        try
        {
            await ReceiveAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            reason = exception;
        }

        Close(reason);
        await _sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Sends what is written, then ends.</summary>
    public async Task CompleteAsync()
    {
        lock (Gate) End();
        await _sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Close(null);
    }

    /// <summary>Ends at once.</summary>
    public void Close(Exception? reason)
    {
        lock (Gate)
        {
            End();
            if (_closed) return;
            _closed = true;
        }

        _stream.Dispose();
        _room.TrySetResult();
        OnClosed(reason);
    }

    /// <summary>Adds a frame; the caller holds the gate and has seen the link open.</summary>
    protected void Append(ReadOnlySpan<byte> frame)
    {
        _out.Writer.Write(frame);
        if (!_full) Flush();
    }

    /// <summary>A whole frame; anything thrown ends the link.</summary>
    protected abstract void OnFrame(FrameKind kind, ulong number, ReadOnlySpan<byte> body);

    /// <summary>The link was full and is not any more.</summary>
    protected abstract void OnRoom();

    /// <summary>The end; called once.</summary>
    protected abstract void OnClosed(Exception? reason);

    private void End()
    {
        if (_open) _out.Writer.Complete();
        _open = false;
    }

    private void Flush()
    {
        var flush = _out.Writer.FlushAsync(CancellationToken.None);
        if (flush.IsCompleted) return;
        _full = true;
        _room = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = AwaitRoomAsync(flush);
    }

    private async Task AwaitRoomAsync(ValueTask<FlushResult> flush)
    {
        await flush.ConfigureAwait(false);
        lock (Gate)
        {
            _full = false;
            if (!_open) return;
            Flush();
            if (_full) return;
            _room.TrySetResult();
        }

        OnRoom();
    }

    private async Task SendAsync()
    {
        try
        {
            for (var done = false; !done;)
            {
                var read = await _out.Reader.ReadAsync().ConfigureAwait(false);
                foreach (var segment in read.Buffer) await _stream.WriteAsync(segment).ConfigureAwait(false);
                _out.Reader.AdvanceTo(read.Buffer.End);
                done = read.IsCompleted;
            }
        }
        catch (Exception exception)
        {
            Close(exception);
        }

        await _out.Reader.CompleteAsync().ConfigureAwait(false);
    }

    private async Task ReceiveAsync()
    {
        var reader = PipeReader.Create(_stream, new StreamPipeReaderOptions(bufferSize: 64 << 10, minimumReadSize: 8 << 10, leaveOpen: true));
        while (true)
        {
            var read = await reader.ReadAsync().ConfigureAwait(false);
            var rest = read.Buffer;
            while (TryTake(ref rest, out var frame)) Hand(frame);
            reader.AdvanceTo(rest.Start, rest.End);
            if (read.IsCompleted) return;
            while (accepted && _full && _open) await _room.Task.ConfigureAwait(false);
        }
    }

    private static bool TryTake(ref ReadOnlySequence<byte> rest, out ReadOnlySequence<byte> frame)
    {
        frame = default;
        var input = new SequenceReader<byte>(rest);
        if (!input.TryReadLittleEndian(out int length)) return false;
        if (length is < FrameWriter.Header - sizeof(uint) or > FrameWriter.MaxFrame) throw new InvalidDataException($"{length} is no length of a frame.");
        if (input.Remaining < length) return false;
        frame = rest.Slice(sizeof(uint), length);
        rest = rest.Slice(sizeof(uint) + length);
        return true;
    }

    private void Hand(ReadOnlySequence<byte> frame)
    {
        if (frame.IsSingleSegment)
        {
            Hand(frame.FirstSpan);
            return;
        }

        var whole = ArrayPool<byte>.Shared.Rent((int)frame.Length);
        frame.CopyTo(whole);
        Hand(whole.AsSpan(0, (int)frame.Length));
        ArrayPool<byte>.Shared.Return(whole);
    }

    private void Hand(ReadOnlySpan<byte> frame) =>
        OnFrame((FrameKind)frame[0], System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(frame[1..]), frame[9..]);
}
