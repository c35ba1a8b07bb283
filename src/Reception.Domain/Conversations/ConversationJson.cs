using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Reception.Domain.Conversations.Events;

namespace Reception.Domain.Conversations;

/// <summary>The journal's bytes: UTF-8 JSON, text as it is, defaults left out. Readers ignore fields they do not know.</summary>
public static class ConversationJson
{
    private static readonly ConversationJsonContext Context = new(new JsonSerializerOptions
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    });

    public static byte[] Write(ConversationEvent happened) => JsonSerializer.SerializeToUtf8Bytes(happened, Context.ConversationEvent);

    /// <summary>Throws <see cref="JsonException"/> on bytes that are no event.</summary>
    public static ConversationEvent Read(ReadOnlySpan<byte> utf8) =>
        JsonSerializer.Deserialize(utf8, Context.ConversationEvent) ?? throw new JsonException("A journal event is null.");
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ConversationEvent))]
internal sealed partial class ConversationJsonContext : JsonSerializerContext;
