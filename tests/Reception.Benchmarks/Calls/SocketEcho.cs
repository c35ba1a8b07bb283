using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;

namespace Reception.Benchmarks.Calls;

/// <summary>Sends back what comes.</summary>
internal sealed class EchoServer : IDisposable
{
    private readonly TcpListener _listener;

    public EchoServer(IPEndPoint endpoint)
    {
        _listener = new TcpListener(endpoint);
        _listener.Start();
        _ = AcceptAsync();
    }

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        while (true)
        {
            var socket = await _listener.AcceptSocketAsync();
            socket.NoDelay = true;
            _ = EchoAsync(new NetworkStream(socket, ownsSocket: true));
        }
    }

    private static async Task EchoAsync(NetworkStream stream)
    {
        var reader = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 64 << 10));
        while (await reader.ReadAsync() is { IsCompleted: false } read)
        {
            foreach (var segment in read.Buffer) await stream.WriteAsync(segment);
            reader.AdvanceTo(read.Buffer.End);
        }
    }
}

/// <summary>
/// The bare floor under a remote call: one connection, many callers, each sends a frame of the size of a call and waits until it is back.
/// Frames are gathered in a pipe and sent by one loop; no names, no serializer, no grain.
/// </summary>
internal sealed class EchoClient
{
    /// <summary>About what a call of this benchmark takes on the wire.</summary>
    public const int FrameSize = 48;

    private readonly NetworkStream _stream;
    private readonly Pipe _out = new(new PipeOptions(minimumSegmentSize: 64 << 10, useSynchronizationContext: false));
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource<int>?[] _waiting = new TaskCompletionSource<int>?[1024];
    private readonly Stack<int> _free = new(Enumerable.Range(0, 1024));

    private EchoClient(Socket socket)
    {
        _stream = new NetworkStream(socket, ownsSocket: true);
        _ = SendAsync();
        _ = ReceiveAsync();
    }

    public static async Task<EchoClient> ConnectAsync(IPEndPoint endpoint)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(endpoint);
        return new EchoClient(socket);
    }

    public Task<int> CallAsync()
    {
        var answer = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        Span<byte> frame = stackalloc byte[FrameSize];
        lock (_gate)
        {
            var slot = _free.Pop();
            _waiting[slot] = answer;
            BitConverter.TryWriteBytes(frame, slot);
            _out.Writer.Write(frame);
            _ = _out.Writer.FlushAsync();
        }

        return answer.Task;
    }

    private async Task SendAsync()
    {
        while (await _out.Reader.ReadAsync() is { IsCompleted: false } read)
        {
            foreach (var segment in read.Buffer) await _stream.WriteAsync(segment);
            _out.Reader.AdvanceTo(read.Buffer.End);
        }
    }

    private async Task ReceiveAsync()
    {
        var reader = PipeReader.Create(_stream, new StreamPipeReaderOptions(bufferSize: 64 << 10));
        while (await reader.ReadAsync() is { IsCompleted: false } read)
        {
            var rest = read.Buffer;
            while (rest.Length >= FrameSize)
            {
                Complete(rest.Slice(0, FrameSize));
                rest = rest.Slice(FrameSize);
            }

            reader.AdvanceTo(rest.Start, rest.End);
        }
    }

    private void Complete(ReadOnlySequence<byte> frame)
    {
        Span<byte> copy = stackalloc byte[FrameSize];
        frame.CopyTo(copy);
        var slot = BitConverter.ToInt32(copy);
        TaskCompletionSource<int> answer;
        lock (_gate)
        {
            answer = _waiting[slot]!;
            _free.Push(slot);
        }

        answer.SetResult(slot);
    }
}
