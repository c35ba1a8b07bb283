using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Reception.Protocol;

namespace Reception.Gateway.Auth;

/// <summary>
/// <c>PREFIX.PAYLOAD.SIGNATURE</c>: base64url without padding, HMAC-SHA256 over the ASCII text before the second dot.
/// The version is the prefix; there is no algorithm to choose and so none to confuse.
/// </summary>
internal static class CompactToken
{
    private const int SignatureLength = 43;

    public static string Write(string prefix, ReadOnlySpan<byte> payload, ReadOnlySpan<byte> key)
    {
        var signed = $"{prefix}.{Base64Url.EncodeToString(payload)}";
        return $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(signed)))}";
    }

    /// <summary>The payload of a well-formed token, <b>not yet checked</b>; null when it is not well-formed.</summary>
    public static byte[]? Peek(string prefix, string token)
    {
        if (token.Length > Limits.TokenLength || !Ascii.IsValid(token) || !token.StartsWith(prefix + ".", StringComparison.Ordinal)) return null;
        var dot = token.LastIndexOf('.');
        if (dot <= prefix.Length || token.Length - dot - 1 != SignatureLength) return null;
        var payload = token.AsSpan(prefix.Length + 1, dot - prefix.Length - 1);
        return Decode(payload);
    }

    /// <summary>True when the signature is of this key; compared in constant time.</summary>
    public static bool IsSignedBy(string token, ReadOnlySpan<byte> key)
    {
        var dot = token.LastIndexOf('.');
        if (Decode(token.AsSpan(dot + 1)) is not { } signature) return false;
        var expected = HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(token[..dot]));
        return CryptographicOperations.FixedTimeEquals(expected, signature);
    }

    private static byte[]? Decode(ReadOnlySpan<char> text)
    {
        var bytes = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        var status = Base64Url.DecodeFromChars(text, bytes, out _, out var written);
        return status == OperationStatus.Done && written > 0 ? bytes[..written] : null;
    }
}
