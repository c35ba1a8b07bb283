using System.Text.Json.Serialization;

namespace Reception.Gateway.Auth;

/// <summary>What an <c>rt1</c> token says; short names, it travels with every request. Times in seconds since 1970.</summary>
internal sealed record TokenPayload(
    [property: JsonPropertyName("r")] string? Role,
    [property: JsonPropertyName("s")] string? Subject,
    [property: JsonPropertyName("h")] string[]? Shops,
    [property: JsonPropertyName("i")] long IssuedAt,
    [property: JsonPropertyName("e")] long Expires);

/// <summary>What a shop signs about its customer (<c>ri1</c>). Times in seconds since 1970.</summary>
internal sealed record IdentityPayload(
    [property: JsonPropertyName("shop")] string? Shop,
    [property: JsonPropertyName("sub")] string? Subject,
    [property: JsonPropertyName("name")] string? Name,
    [property: JsonPropertyName("iat")] long IssuedAt,
    [property: JsonPropertyName("exp")] long Expires,
    [property: JsonPropertyName("manager")] string? Manager = null);

[JsonSourceGenerationOptions(MaxDepth = 3, NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(TokenPayload))]
[JsonSerializable(typeof(IdentityPayload))]
internal sealed partial class TokenJson : JsonSerializerContext;
