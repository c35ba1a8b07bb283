using System.Text.Json;
using System.Text.Json.Serialization;
using Reception.Contracts.Ids;
using Reception.Contracts.Shops;

namespace Reception.Gateway.Rest;

/// <summary>The policy of a shop as its REST document: camel case, enumerations as words, everything required that has no default.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(ShopIdConverter), typeof(AssistModeConverter), typeof(DayConverter)],
    MaxDepth = Protocol.Limits.JsonDepth)]
[JsonSerializable(typeof(ShopPolicy))]
[JsonSerializable(typeof(VersionedPolicy))]
internal sealed partial class ShopJson : JsonSerializerContext;

/// <summary>The context to use: Chinese stays readable.</summary>
internal static class ShopWire
{
    public static ShopJson Json { get; } = new(new JsonSerializerOptions(ShopJson.Default.Options) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}

internal sealed class ShopIdConverter : JsonConverter<ShopId>
{
    public override ShopId Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => ShopId.TryParse(reader.GetString(), out var id) ? id : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, ShopId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}

internal sealed class AssistModeConverter() : JsonStringEnumConverter<AssistMode>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false);

internal sealed class DayConverter() : JsonStringEnumConverter<DayOfWeek>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false);
