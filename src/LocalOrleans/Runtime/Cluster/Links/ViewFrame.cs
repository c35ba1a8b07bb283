using System.Collections.Immutable;
using System.Net.Sockets;
using Orleans.Runtime;

namespace LocalOrleans;

/// <summary>A view as clients get it: its version and the silos that own grains.</summary>
internal static class ViewFrame
{
    public static void Write(Writer writer, ClusterView view)
    {
        writer.WriteInt(view.Version);
        writer.WriteUInt((ulong)view.Silos.Length);
        foreach (var silo in view.Silos)
        {
            CodecOf<SiloAddress>.Instance.Write(writer, silo.Address);
            writer.WriteInt(silo.GatewayPort);
        }
    }

    public static ClusterView Read(ReadOnlySpan<byte> body)
    {
        var reader = new Reader(body, kept: null, runtime: null);
        var version = reader.ReadInt();
        var silos = new ViewSilo[reader.ReadCount()];
        for (var i = 0; i < silos.Length; i++) silos[i] = new ViewSilo(CodecOf<SiloAddress>.Instance.Read(ref reader), (int)reader.ReadInt());
        return new ClusterView(version, System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray(silos));
    }
}

/// <summary>A socket as a stream that blocks even where it is awaited: for a thread that must not depend on the thread pool.</summary>
internal sealed class BlockingStream : NetworkStream
{
    public BlockingStream(Socket socket) : base(socket) => ReadTimeout = WriteTimeout = 5_000;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }
}
