using System.Text.Json;
using Reception.Contracts.Ids;
using Reception.Protocol.Errors;

namespace Reception.Gateway.Auth;

/// <summary>Writes and reads the gateway's own tokens (<c>rt1</c>): visitors, agents, supervisors.</summary>
public sealed class SignedTokens(ITokenKeySource keys, TimeProvider time)
{
    private const string Prefix = "rt1";

    /// <summary>The token, and when it ends.</summary>
    public (string Token, DateTimeOffset Expires) Write(Role role, string subject, IReadOnlyList<string> shops, TimeSpan lifetime)
    {
        var now = time.GetUtcNow();
        var expires = DateTimeOffset.FromUnixTimeSeconds((now + lifetime).ToUnixTimeSeconds());
        var payload = new TokenPayload(Words.Of(role), subject, [.. shops], now.ToUnixTimeSeconds(), expires.ToUnixTimeSeconds());
        return (CompactToken.Write(Prefix, JsonSerializer.SerializeToUtf8Bytes(payload, TokenJson.Default.TokenPayload), keys.Key.Span), expires);
    }

    /// <summary>The subject of a valid token; otherwise null and the code that says why.</summary>
    public TokenSubject? Read(string token, out RefusalCode? error)
    {
        error = ErrorCodes.BadToken;
        if (CompactToken.Peek(Prefix, token) is not { } bytes || !CompactToken.IsSignedBy(token, keys.Key.Span)) return null;
        // Signed by us, so it has the form we gave it; an older form is refused, not trusted.
        if (Parse(bytes) is not { Subject: { Length: > 0 } subject, Shops: { } shops } payload) return null;
        if (!Words.TryParse<Role>(payload.Role, out var role) || role is not (Role.Customer or Role.Agent or Role.Supervisor or Role.Integration)) return null;
        if (Array.Exists(shops, shop => !KeyPart.IsValid(shop))) return null;
        if (payload.Expires <= time.GetUtcNow().ToUnixTimeSeconds())
        {
            error = ErrorCodes.TokenExpired;
            return null;
        }
        error = null;
        return new TokenSubject(role, subject, shops, DateTimeOffset.FromUnixTimeSeconds(payload.Expires));
    }

    private static TokenPayload? Parse(byte[] bytes)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, TokenJson.Default.TokenPayload);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
