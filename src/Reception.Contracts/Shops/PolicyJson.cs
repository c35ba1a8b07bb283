using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.Routing;

namespace Reception.Contracts.Shops;

/// <summary>
/// The policy of a shop as a document, the same for REST, files and templates: camel case, enumerations as words (<c>longest-idle</c>),
/// nothing written that is null, everything required that has no default.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    MaxDepth = 16,
    Converters =
    [
        typeof(ShopIdConverter), typeof(Words<AssistMode>), typeof(Words<DayOfWeek>), typeof(Words<ClosedAction>), typeof(Words<DistributionMode>), typeof(Words<WaitOffer>),
        typeof(Words<LimitAction>), typeof(Words<ReviewSubject>), typeof(Words<WorkKind>), typeof(Words<SelectorOperator>), typeof(Words<HandOverReason>),
        typeof(Words<PeakLever>), typeof(Words<PeakMode>),
    ])]
[JsonSerializable(typeof(ShopPolicy))]
[JsonSerializable(typeof(VersionedPolicy))]
public sealed partial class PolicyJson : JsonSerializerContext;

/// <summary>The context to use: Chinese stays readable.</summary>
public static class PolicyWire
{
    public static PolicyJson Json { get; } = new(new JsonSerializerOptions(PolicyJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}

internal sealed class ShopIdConverter : JsonConverter<ShopId>
{
    public override ShopId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => ShopId.TryParse(reader.GetString(), out var id) ? id : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, ShopId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}

internal sealed class Words<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) where T : struct, Enum;
