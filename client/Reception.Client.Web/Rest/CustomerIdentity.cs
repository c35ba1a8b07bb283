using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Reception.Client.Web.Rest;

/// <summary>
/// Signs who a customer is (<c>ri1</c> in docs/protocol.md): what the shop's own server does with its identity key
/// (<see cref="ReceptionApi.GetIdentityKeyAsync"/>). Never in a page: whoever has the key is every customer.
/// </summary>
public static class CustomerIdentity
{
    /// <summary>The longest lifetime that a gateway takes.</summary>
    public static readonly TimeSpan LongestLifetime = TimeSpan.FromDays(1);

    /// <param name="customer">The customer's id in the shop, 1 to 256 characters.</param>
    /// <param name="key">The shop's key as the API gives it: base64 of 32 bytes.</param>
    public static string Sign(string shop, string customer, DateTimeOffset issuedAt, TimeSpan lifetime, ReadOnlySpan<byte> key, string? name = null, string? manager = null)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lifetime, LongestLifetime);
        var payload = JsonSerializer.SerializeToUtf8Bytes(
            new IdentityPayload(shop, customer, name, issuedAt.ToUnixTimeSeconds(), (issuedAt + lifetime).ToUnixTimeSeconds(), manager), IdentityJson.Default.IdentityPayload);
        var signed = $"ri1.{Base64Url.EncodeToString(payload)}";
        return $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(signed)))}";
    }
}

internal sealed record IdentityPayload(
    [property: JsonPropertyName("shop")] string Shop,
    [property: JsonPropertyName("sub")] string Subject,
    [property: JsonPropertyName("name")] string? Name,
    [property: JsonPropertyName("iat")] long IssuedAt,
    [property: JsonPropertyName("exp")] long Expires,
    [property: JsonPropertyName("manager")] string? Manager);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IdentityPayload))]
internal sealed partial class IdentityJson : JsonSerializerContext;
