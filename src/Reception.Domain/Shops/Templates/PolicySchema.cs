using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Reception.Contracts.Shops;

namespace Reception.Domain.Shops.Templates;

/// <summary>What the policy's records look like as documents, from the metadata of <see cref="PolicyJson"/>: templates need no description of their own.</summary>
internal static class PolicySchema
{
    public static JsonTypeInfo Root { get; } = PolicyWire.Json.ShopPolicy;

    public static JsonTypeInfo Of(Type type) => PolicyWire.Json.GetTypeInfo(type) ?? throw new InvalidOperationException($"{type} is no part of a policy.");

    public static JsonTypeInfo ItemOf(JsonTypeInfo list) => Of(list.ElementType!);

    public static bool IsRequired(JsonPropertyInfo member) => member.AssociatedParameter is { HasDefaultValue: false };

    public static JsonPropertyInfo? Member(JsonTypeInfo type, string name) => type.Properties.FirstOrDefault(p => p.Name == name);

    /// <summary>The value that a member has when it is left out, as a document; null: nothing.</summary>
    public static JsonNode? Default(JsonPropertyInfo member) =>
        member.AssociatedParameter is { HasDefaultValue: true, DefaultValue: { } value } ? JsonSerializer.SerializeToNode(value, Of(member.PropertyType)) : null;

    /// <summary>The smallest thing of a kind, in the place of one that could not be read, so that the rest can be checked.</summary>
    public static JsonNode Placeholder(JsonTypeInfo type)
    {
        if (type.Kind == JsonTypeInfoKind.Enumerable) return new JsonArray();
        if (type.Kind == JsonTypeInfoKind.Object) return new JsonObject(type.Properties.Where(IsRequired).Select(p => KeyValuePair.Create(p.Name, (JsonNode?)Placeholder(Of(p.PropertyType)))));
        var kind = Nullable.GetUnderlyingType(type.Type) ?? type.Type;
        if (kind == typeof(string)) return JsonValue.Create("");
        if (kind == typeof(bool)) return JsonValue.Create(false);
        if (kind == typeof(DateOnly)) return JsonValue.Create("2000-01-01");
        return kind.IsEnum ? JsonValue.Create(Words(kind)[0]) : JsonValue.Create(1);
    }

    public static string[] Words(Type kind) => [.. Enum.GetNames(kind).Select(JsonNamingPolicy.KebabCaseLower.ConvertName)];
}
