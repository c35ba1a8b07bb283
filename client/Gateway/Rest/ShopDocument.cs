using System.Text.Json;
using Reception.Contracts.Shops;

namespace Reception.Gateway.Rest;

/// <summary>A policy as a file: the same document that <c>PUT /api/v1/shops/{shop}</c> takes.</summary>
public static class ShopDocument
{
    /// <summary>Throws <see cref="JsonException"/> that names the place where the document is wrong.</summary>
    public static ShopPolicy Parse(ReadOnlySpan<byte> utf8) =>
        JsonSerializer.Deserialize(utf8, PolicyWire.Json.ShopPolicy) ?? throw new JsonException("A policy is an object, not null.");
}
