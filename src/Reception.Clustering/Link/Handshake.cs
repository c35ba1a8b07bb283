using System.Buffers;
using System.IO.Pipelines;
using System.Security.Cryptography;

namespace Reception.Clustering.Link;

/// <summary>
/// Who is on the other side of a loopback port: each proves that it knows the secret of the data folder, over both sides' random
/// numbers, before anything else is read. Client: magic, nonce; server: nonce, proof; client: proof; server: one byte.
/// </summary>
internal static class Handshake
{
    private const int NonceBytes = 32;
    private const int ProofBytes = 32;

    /// <summary>"RCPTSTOR" and the protocol's number.</summary>
    private static ReadOnlySpan<byte> Magic => "RCPTSTOR\u0001"u8;

    /// <summary>Throws <see cref="StoreUnavailableException"/> when the other side does not know the secret or is no store.</summary>
    public static async Task GreetAsync(IDuplexPipe pipe, byte[] secret, CancellationToken cancellation)
    {
        var mine = RandomNumberGenerator.GetBytes(NonceBytes);
        await pipe.Output.WriteAsync((byte[])[.. Magic, .. mine], cancellation).ConfigureAwait(false);
        var theirs = await ReadAsync(pipe.Input, NonceBytes + ProofBytes, cancellation).ConfigureAwait(false);
        if (theirs is null || !CryptographicOperations.FixedTimeEquals(Proof(secret, "store"u8, mine, theirs.AsSpan(0, NonceBytes)), theirs.AsSpan(NonceBytes)))
            throw new StoreUnavailableException("What listens on the store's port is not the store of this data folder.");
        await pipe.Output.WriteAsync(Proof(secret, "caller"u8, mine, theirs.AsSpan(0, NonceBytes)), cancellation).ConfigureAwait(false);
        if (await ReadAsync(pipe.Input, 1, cancellation).ConfigureAwait(false) is null) throw new StoreUnavailableException("The store closed the connection before it answered.");
    }

    /// <summary>False: whoever connected does not know the secret or speaks another protocol.</summary>
    public static async Task<bool> AnswerAsync(IDuplexPipe pipe, byte[] secret, CancellationToken cancellation)
    {
        var hello = await ReadAsync(pipe.Input, Magic.Length + NonceBytes, cancellation).ConfigureAwait(false);
        if (hello is null || !hello.AsSpan(0, Magic.Length).SequenceEqual(Magic)) return false;
        var theirs = hello[Magic.Length..];
        var mine = RandomNumberGenerator.GetBytes(NonceBytes);
        await pipe.Output.WriteAsync((byte[])[.. mine, .. Proof(secret, "store"u8, theirs, mine)], cancellation).ConfigureAwait(false);
        var proof = await ReadAsync(pipe.Input, ProofBytes, cancellation).ConfigureAwait(false);
        if (proof is null || !CryptographicOperations.FixedTimeEquals(proof, Proof(secret, "caller"u8, theirs, mine))) return false;
        await pipe.Output.WriteAsync((byte[])[1], cancellation).ConfigureAwait(false);
        return true;
    }

    private static byte[] Proof(byte[] secret, ReadOnlySpan<byte> role, ReadOnlySpan<byte> caller, ReadOnlySpan<byte> store) =>
        HMACSHA256.HashData(secret, (byte[])[.. role, .. caller, .. store]);

    /// <summary>Null: the other side closed before it had sent so much.</summary>
    private static async Task<byte[]?> ReadAsync(PipeReader input, int length, CancellationToken cancellation)
    {
        var read = await input.ReadAtLeastAsync(length, cancellation).ConfigureAwait(false);
        if (read.Buffer.Length < length) return null;
        var taken = read.Buffer.Slice(0, length);
        var bytes = taken.ToArray();
        input.AdvanceTo(taken.End);
        return bytes;
    }
}
