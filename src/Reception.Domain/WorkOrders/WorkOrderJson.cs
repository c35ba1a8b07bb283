using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Reception.Contracts.Ids;
using Reception.Domain.WorkOrders.Events;

namespace Reception.Domain.WorkOrders;

/// <summary>The journal's bytes: UTF-8 JSON, text as it is, defaults left out. Readers ignore fields they do not know.</summary>
public static class WorkOrderJson
{
    private static readonly WorkOrderJsonContext Context = new(new JsonSerializerOptions
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Converters = { new WorkConverter() },
    });

    public static byte[] Write(WorkOrderEvent happened) => JsonSerializer.SerializeToUtf8Bytes(happened, Context.WorkOrderEvent);

    /// <summary>Throws <see cref="JsonException"/> on bytes that are no event.</summary>
    public static WorkOrderEvent Read(ReadOnlySpan<byte> utf8) =>
        JsonSerializer.Deserialize(utf8, Context.WorkOrderEvent) ?? throw new JsonException("A journal event is null.");

    /// <summary>Work ids as text, the way they are written everywhere else.</summary>
    private sealed class WorkConverter : JsonConverter<ConversationId>
    {
        public override ConversationId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            ConversationId.TryParse(reader.GetString(), out var id) ? id : throw new JsonException("This is no work id.");

        public override void Write(Utf8JsonWriter writer, ConversationId value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(WorkOrderEvent))]
internal sealed partial class WorkOrderJsonContext : JsonSerializerContext;
