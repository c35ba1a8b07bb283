using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using Reception.Protocol.Errors;

namespace Reception.Gateway.Rest;

/// <summary>Reads bounded bodies; what is wrong comes back as a refusal, never as an exception.</summary>
internal static class Bodies
{
    public const int JsonBytes = 64 * 1024;

    /// <summary>The document, or the refusal. An empty body is an empty document where <paramref name="empty"/> is given.</summary>
    public static async Task<(T? Value, IResult? Refusal)> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type, T? empty = null, int maxBytes = JsonBytes)
        where T : class
    {
        var (bytes, refusal) = await ReadAsync(context, maxBytes, "application/json");
        if (refusal is not null) return (null, refusal);
        if (bytes!.Length == 0 && empty is not null) return (empty, null);
        try
        {
            return JsonSerializer.Deserialize(bytes, type) is { } value ? (value, null) : (null, Problems.Of(ErrorCodes.BadJson));
        }
        catch (JsonException exception)
        {
            return (null, Problems.Of(ErrorCodes.BadJson, exception.Path is { Length: > 1 } path ? $"{path} is missing or not of the expected kind." : null));
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or NotSupportedException)
        {
            return (null, Problems.Of(ErrorCodes.BadJson)); // half a surrogate pair, an id that is none
        }
    }

    /// <summary>The whole body, or the refusal.</summary>
    public static async Task<(byte[]? Bytes, IResult? Refusal)> ReadAsync(HttpContext context, int maxBytes, params string[] contentTypes)
    {
        var request = context.Request;
        if (request.ContentLength > maxBytes) return (null, TooLarge(maxBytes));
        var empty = request.ContentLength == 0 || (request.ContentLength is null && request.ContentType is null);
        if (!empty && !IsOneOf(request.ContentType, contentTypes)) return (null, Problems.Of(ErrorCodes.UnsupportedMediaType, $"Send {string.Join(" or ", contentTypes)}."));
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = maxBytes + 1;
        var body = new ArrayBufferWriter<byte>(4096);
        try
        {
            while (await request.Body.ReadAsync(body.GetMemory(4096), context.RequestAborted) is > 0 and var read)
            {
                body.Advance(read);
                if (body.WrittenCount > maxBytes) return (null, TooLarge(maxBytes));
            }
        }
        catch (BadHttpRequestException exception)
        {
            return (null, exception.StatusCode == StatusCodes.Status413PayloadTooLarge ? TooLarge(maxBytes) : Problems.Of(ErrorCodes.BadRequest));
        }
        return (body.WrittenSpan.ToArray(), null);
    }

    private static bool IsOneOf(string? contentType, string[] allowed) => MediaTypeHeaderValue.TryParse(contentType, out var type)
        && Array.Exists(allowed, allow => string.Equals(type.MediaType.Value, allow, StringComparison.OrdinalIgnoreCase));

    private static IResult TooLarge(int maxBytes) => Problems.Of(ErrorCodes.BodyTooLarge, $"At most {maxBytes} bytes.");
}
