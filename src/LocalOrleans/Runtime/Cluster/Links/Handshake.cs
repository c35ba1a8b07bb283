using System.Security.Cryptography;
using System.Text;

namespace LocalOrleans;

/// <summary>The other end does not want the link, or may not have it; says why.</summary>
internal sealed class LinkRefusedException(string message) : Exception(message);

/// <summary>
/// The beginning of every connection, before anything else is believed: Challenge → ← Challenge with proof, proof with Hello → ← Hello. A challenge is the protocol
/// number and a nonce; a proof is an HMAC over both nonces and the end's role with the machine's secret as the key, so neither can be replayed or sent back. The
/// accepting end proves first, so a client tells nothing to a stranger on its port, and nothing of a stranger is parsed. Who says nothing is cut off by
/// the token. A refusal travels as text.
/// </summary>
internal static class Handshake
{
    private const byte Protocol = 1;
    private const int Size = 32;
    private const int MaxChallenge = 4096;
    private const int MaxHello = 4 << 20;

    /// <summary>The opening end; throws <see cref="LinkRefusedException"/> when refused by either end.</summary>
    public static async Task<Hello> OpenAsync(Stream stream, byte[] secret, Hello me, CancellationToken cancellation)
    {
        var mine = RandomNumberGenerator.GetBytes(Size);
        await SendAsync(stream, FrameKind.Challenge, [Protocol, .. mine], cancellation).ConfigureAwait(false);
        var challenge = await ReceiveAsync(stream, FrameKind.Challenge, MaxChallenge, cancellation).ConfigureAwait(false);
        var theirs = Nonce(challenge);
        if (!challenge.AsSpan(1 + Size).SequenceEqual(Proof(secret, 'A', mine, theirs)))
            throw new LinkRefusedException("The process at the other end does not know this machine's secret: it runs as another user or with another LOCALORLEANS_SECRET.");
        await SendAsync(stream, FrameKind.Hello, [.. Proof(secret, 'O', mine, theirs), .. me.Write()], cancellation).ConfigureAwait(false);
        var hello = Hello.Read(await ReceiveAsync(stream, FrameKind.Hello, MaxHello, cancellation).ConfigureAwait(false));
        return me.RefusalOf(hello) is { } refusal ? throw new LinkRefusedException(refusal) : hello;
    }

    /// <summary>The accepting end; <paramref name="accepts"/> gives the reason if this hello is not wanted here.</summary>
    public static async Task<Hello> AcceptAsync(Stream stream, byte[] secret, Hello me, Func<Hello, string?> accepts, CancellationToken cancellation)
    {
        var theirs = Nonce(await ReceiveAsync(stream, FrameKind.Challenge, MaxChallenge, cancellation).ConfigureAwait(false));
        var mine = RandomNumberGenerator.GetBytes(Size);
        await SendAsync(stream, FrameKind.Challenge, [Protocol, .. mine, .. Proof(secret, 'A', theirs, mine)], cancellation).ConfigureAwait(false);
        var body = await ReceiveAsync(stream, FrameKind.Hello, MaxHello, cancellation).ConfigureAwait(false);
        var hello = CryptographicOperations.FixedTimeEquals(body.AsSpan(0, Math.Min(body.Length, Size)), Proof(secret, 'O', theirs, mine)) ? Hello.Read(body.AsSpan(Size)) : null;
        var refusal = hello is null ? "The secret is not the one of this silo: it runs as another user or with another LOCALORLEANS_SECRET." : me.RefusalOf(hello) ?? accepts(hello);
        await SendAsync(stream, refusal is null ? FrameKind.Hello : FrameKind.Refused, refusal is null ? me.Write() : Encoding.UTF8.GetBytes(refusal), cancellation).ConfigureAwait(false);
        return refusal is null ? hello! : throw new LinkRefusedException(refusal);
    }

    private static byte[] Proof(byte[] secret, char role, byte[] opener, byte[] accepter) => HMACSHA256.HashData(secret, (byte[])[(byte)role, .. opener, .. accepter]);

    private static byte[] Nonce(byte[] challenge)
    {
        if (challenge.Length <= Size) throw new InvalidDataException("This is no link.");
        return challenge[0] == Protocol ? challenge[1..(1 + Size)] : throw new LinkRefusedException($"The other end speaks protocol {challenge[0]}, this one {Protocol}.");
    }

    private static async Task SendAsync(Stream stream, FrameKind kind, byte[] body, CancellationToken cancellation)
    {
        var writer = FrameWriter.Begin(kind);
        writer.WriteSpan(body);
        var frame = FrameWriter.End(writer).ToArray();
        FrameWriter.Return(writer);
        await stream.WriteAsync(frame, cancellation).ConfigureAwait(false);
    }

    private static async Task<byte[]> ReceiveAsync(Stream stream, FrameKind kind, int most, CancellationToken cancellation)
    {
        var header = new byte[FrameWriter.Header];
        await stream.ReadExactlyAsync(header, cancellation).ConfigureAwait(false);
        var length = BitConverter.ToInt32(header) - (FrameWriter.Header - sizeof(uint));
        if (length < 0 || length > most) throw new InvalidDataException($"{length} is no length of the beginning of a link.");
        var body = new byte[length];
        await stream.ReadExactlyAsync(body, cancellation).ConfigureAwait(false);
        if (header[4] == (byte)FrameKind.Refused) throw new LinkRefusedException(Encoding.UTF8.GetString(body));
        return header[4] == (byte)kind ? body : throw new InvalidDataException($"{header[4]} where {kind} is due.");
    }
}
