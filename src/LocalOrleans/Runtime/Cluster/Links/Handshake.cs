using System.Security.Cryptography;
using Orleans.Runtime;

namespace LocalOrleans;

/// <summary>The other end does not want the link, or may not have it; says why.</summary>
internal sealed class LinkRefusedException(string message) : Exception(message);

/// <summary>
/// The beginning of every connection, before anything else is believed: Challenge → ← Challenge with proof, Hello with proof → ← Hello. Each proof is an HMAC over
/// both nonces and the end's role with the machine's secret as the key, so neither can be replayed or sent back; the accepting end proves first, so a client tells nothing
/// to a stranger on its port. An end that says nothing is cut off by the caller's token. A refusal travels as text.
/// </summary>
internal static class Handshake
{
    private const uint Magic = 0x4C4F4331;
    private const int Protocol = 1;
    private const int NonceSize = 32;
    private const int MaxChallenge = 4096;
    private const int MaxHello = 4 << 20;

    /// <summary>The opening end; throws <see cref="LinkRefusedException"/> when refused by either end.</summary>
    public static async Task<Hello> OpenAsync(Stream stream, byte[] secret, Hello me, CancellationToken cancellation)
    {
        var mine = RandomNumberGenerator.GetBytes(NonceSize);
        await SendAsync(stream, FrameKind.Challenge, writer => WriteChallenge(writer, mine, []), cancellation).ConfigureAwait(false);
        var (theirs, proof) = ReadChallenge(await ReceiveAsync(stream, FrameKind.Challenge, MaxChallenge, cancellation).ConfigureAwait(false));
        if (!CryptographicOperations.FixedTimeEquals(proof, Proof(secret, 'A', mine, theirs)))
            throw new LinkRefusedException("The process at the other end does not know this machine's secret: it runs as another user or with another LOCALORLEANS_SECRET.");
        await SendAsync(stream, FrameKind.Hello, writer => WriteHello(writer, Proof(secret, 'O', mine, theirs), me), cancellation).ConfigureAwait(false);
        var (_, hello) = ReadHello(await ReceiveAsync(stream, FrameKind.Hello, MaxHello, cancellation).ConfigureAwait(false));
        return me.RefusalOf(hello) is { } refusal ? throw new LinkRefusedException(refusal) : hello;
    }

    /// <summary>The accepting end; <paramref name="accepts"/> gives the reason if this hello is not wanted here.</summary>
    public static async Task<Hello> AcceptAsync(Stream stream, byte[] secret, Hello me, Func<Hello, string?> accepts, CancellationToken cancellation)
    {
        var (theirs, _) = ReadChallenge(await ReceiveAsync(stream, FrameKind.Challenge, MaxChallenge, cancellation).ConfigureAwait(false));
        var mine = RandomNumberGenerator.GetBytes(NonceSize);
        await SendAsync(stream, FrameKind.Challenge, writer => WriteChallenge(writer, mine, Proof(secret, 'A', theirs, mine)), cancellation).ConfigureAwait(false);
        var (proof, hello) = ReadHello(await ReceiveAsync(stream, FrameKind.Hello, MaxHello, cancellation).ConfigureAwait(false));
        var refusal = CryptographicOperations.FixedTimeEquals(proof, Proof(secret, 'O', theirs, mine))
            ? me.RefusalOf(hello) ?? accepts(hello)
            : "The secret is not the one of this silo: it runs as another user or with another LOCALORLEANS_SECRET.";
        if (refusal is not null)
        {
            await SendAsync(stream, FrameKind.Refused, writer => writer.WriteString(refusal), cancellation).ConfigureAwait(false);
            throw new LinkRefusedException(refusal);
        }

        await SendAsync(stream, FrameKind.Hello, writer => WriteHello(writer, [], me), cancellation).ConfigureAwait(false);
        return hello;
    }

    private static byte[] Proof(byte[] secret, char role, byte[] opener, byte[] accepter) => HMACSHA256.HashData(secret, (byte[])[(byte)role, .. opener, .. accepter]);

    private static void WriteChallenge(Writer writer, byte[] nonce, byte[] proof)
    {
        writer.WriteFixed(Magic);
        writer.WriteUInt(Protocol);
        writer.WriteBytes(nonce);
        writer.WriteBytes(proof);
    }

    private static (byte[] Nonce, byte[] Proof) ReadChallenge(byte[] body)
    {
        var reader = new Reader(body, kept: null, runtime: null);
        if (reader.ReadFixed<uint>() != Magic) throw new InvalidDataException("This is no link.");
        var protocol = reader.ReadUInt();
        if (protocol != Protocol) throw new LinkRefusedException($"The other end speaks protocol {protocol}, this one {Protocol}.");
        var nonce = reader.ReadBytes().ToArray();
        return nonce.Length == NonceSize ? (nonce, reader.ReadBytes().ToArray()) : throw new InvalidDataException("A nonce has 32 bytes.");
    }

    private static void WriteHello(Writer writer, byte[] proof, Hello hello)
    {
        writer.WriteBytes(proof);
        hello.Write(writer);
    }

    private static (byte[] Proof, Hello Hello) ReadHello(byte[] body)
    {
        var reader = new Reader(body, kept: null, runtime: null);
        return (reader.ReadBytes().ToArray(), Hello.Read(ref reader));
    }

    private static async Task SendAsync(Stream stream, FrameKind kind, Action<Writer> write, CancellationToken cancellation)
    {
        var writer = FrameWriter.Begin(kind);
        write(writer);
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
        if (header[4] == (byte)FrameKind.Refused) throw Refusal(body);
        return header[4] == (byte)kind ? body : throw new InvalidDataException($"{header[4]} where {kind} is due.");
    }

    private static LinkRefusedException Refusal(byte[] body)
    {
        var reader = new Reader(body, kept: null, runtime: null);
        return new LinkRefusedException(reader.ReadString() ?? "");
    }
}
