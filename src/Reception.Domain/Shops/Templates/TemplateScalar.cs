using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Reception.Domain.Shops.Templates;

/// <summary>Scalars by what the policy expects, not by how they look: a name <c>2026</c> is text, <c>no</c> is the language.</summary>
internal static class TemplateScalar
{
    /// <summary>Null: it is none of the kind.</summary>
    public static JsonNode? Read(ScalarNode scalar, JsonTypeInfo type)
    {
        var kind = Nullable.GetUnderlyingType(type.Type) ?? type.Type;
        if (scalar.IsNull) return null;
        if (kind == typeof(string)) return JsonValue.Create(scalar.Text);
        if (kind == typeof(bool)) return scalar.Text switch { "true" or "True" or "TRUE" => JsonValue.Create(true), "false" or "False" or "FALSE" => JsonValue.Create(false), _ => null };
        if (kind == typeof(int)) return int.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? JsonValue.Create(whole) : null;
        if (kind == typeof(double)) return double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? JsonValue.Create(number) : null;
        if (kind == typeof(DateOnly)) return DateOnly.TryParseExact(scalar.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? JsonValue.Create(scalar.Text) : null;
        return kind.IsEnum && PolicySchema.Words(kind).Contains(scalar.Text) ? JsonValue.Create(scalar.Text) : null;
    }
}
