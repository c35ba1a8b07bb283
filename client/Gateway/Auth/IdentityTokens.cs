using System.Text.Json;
using Reception.Contracts.Ids;
using Reception.Gateway.Shops;
using Reception.Protocol.Errors;

namespace Reception.Gateway.Auth;

/// <summary>
/// Reads the identities that shops sign for their customers (<c>ri1</c>), with the key of the shop that the payload names:
/// the name is only believed once the signature is checked. Replay is bounded by the expiry, a day at most.
/// </summary>
public sealed class IdentityTokens(ShopDirectory shops, TimeProvider time)
{
    private const string Prefix = "ri1";
    private const int MaxLifetimeSeconds = 86_400;
    private const int MaxAheadSeconds = 60;
    private const int MaxSubjectLength = 256;

    /// <summary>True for a token of this kind, valid or not.</summary>
    public static bool IsIdentity(string token) => token.StartsWith(Prefix + ".", StringComparison.Ordinal);

    /// <summary>The customer; otherwise null and the code that says why.</summary>
    public async ValueTask<(TokenSubject? Subject, RefusalCode? Error)> ReadAsync(string token)
    {
        if (CompactToken.Peek(Prefix, token) is not { } bytes || Parse(bytes) is not { } payload) return (null, ErrorCodes.BadToken);
        if (!ShopId.TryParse(payload.Shop, out var shop) || string.IsNullOrWhiteSpace(payload.Subject) || payload.Subject.Length > MaxSubjectLength) return (null, ErrorCodes.BadToken);
        if (payload.Name?.Length > Protocol.Limits.ContextLength || (payload.Manager is { } manager && !AgentId.TryParse(manager, out _))) return (null, ErrorCodes.BadToken);
        if (await shops.GetIdentityKeyAsync(shop) is not { } key || !CompactToken.IsSignedBy(token, key)) return (null, ErrorCodes.BadToken);
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        if (payload.Expires <= now) return (null, ErrorCodes.TokenExpired);
        if (payload.IssuedAt > now + MaxAheadSeconds || payload.Expires <= payload.IssuedAt || payload.Expires - payload.IssuedAt > MaxLifetimeSeconds) return (null, ErrorCodes.BadToken);
        return (new TokenSubject(Role.Customer, CustomerKey.Identified(shop, payload.Subject), [shop.Value], DateTimeOffset.FromUnixTimeSeconds(payload.Expires), payload.Name, payload.Manager), null);
    }

    /// <summary>What a shop's own server does; the samples and tests use it.</summary>
    public static string Write(string shop, string customerId, string? name, DateTimeOffset issuedAt, TimeSpan lifetime, ReadOnlySpan<byte> key, string? manager = null)
    {
        var payload = new IdentityPayload(shop, customerId, name, issuedAt.ToUnixTimeSeconds(), (issuedAt + lifetime).ToUnixTimeSeconds(), manager);
        return CompactToken.Write(Prefix, JsonSerializer.SerializeToUtf8Bytes(payload, TokenJson.Default.IdentityPayload), key);
    }

    private static IdentityPayload? Parse(byte[] bytes)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, TokenJson.Default.IdentityPayload);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
