using System.Text.Json;
using System.Text.Json.Serialization;
using Reception.Contracts.Ids;

namespace Reception.Storage.Json;

/// <summary>Ids in stored JSON: as texts, the way they are written everywhere else. Persisted: never change them.</summary>
public static class KeyJson
{
    /// <summary>For every kind of id, as a value and as a dictionary's key.</summary>
    public static IReadOnlyList<JsonConverter> Converters { get; } =
    [
        new Converter<ShopId>(text => new ShopId(text)),
        new Converter<AgentId>(text => new AgentId(text)),
        new Converter<QueueId>(QueueId.Parse),
        new Converter<ConversationId>(ConversationId.Parse),
    ];

    private sealed class Converter<T>(Func<string, T> parse) : JsonConverter<T> where T : struct
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Parse(reader.GetString());

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());

        public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Parse(reader.GetString());

        public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WritePropertyName(value.ToString()!);

        private T Parse(string? text)
        {
            try
            {
                return parse(text ?? "");
            }
            catch (Exception error) when (error is ArgumentException or FormatException)
            {
                throw new JsonException(error.Message, error);
            }
        }
    }
}
