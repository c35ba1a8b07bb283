using System.Text.Json;
using Reception.Contracts.Goods;

namespace Reception.Domain.Goods;

/// <summary>
/// The JSON lines of a catalogue: <c>{id, name, aliases[], attributes{name: text, number, [texts] or {number, unit}}, goesWith[],
/// suits[], price, currency, url, picture, from, until, inStock}</c>; other properties are ignored.
/// </summary>
internal static class CatalogueLines
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 6 };

    public static void Read(ReadOnlySpan<byte> utf8, CatalogueImport.Taker taker)
    {
        var number = 0;
        foreach (var range in utf8.Split((byte)'\n'))
        {
            number++;
            var line = utf8[range].Trim(" \t\r"u8);
            if (line.IsEmpty) continue;
            try
            {
                using var json = JsonDocument.Parse(line.ToArray(), Options);
                if (json.RootElement.ValueKind != JsonValueKind.Object) taker.Report(number, "A JSON object is expected.");
                else if (!taker.Take(number, Read(json.RootElement))) return;
            }
            catch (JsonException problem)
            {
                taker.Report(number, $"No valid product: {problem.Message}");
            }
            catch (Exception problem) when (problem is InvalidOperationException or FormatException or OverflowException)
            {
                taker.Report(number, "No valid product: a value is not of the expected kind."); // half a surrogate pair, a number too large
            }
        }
    }

    private static Product Read(JsonElement json) => new(
        Text(json, "id") ?? "",
        Text(json, "name") ?? "",
        Texts(json, "aliases"),
        Attributes(json),
        Texts(json, "goesWith"),
        Texts(json, "suits"),
        Find(json, "price") is { } price ? Kind(price, JsonValueKind.Number, "price: a number").GetDecimal() : null,
        Text(json, "currency"),
        Text(json, "url"),
        Text(json, "picture"),
        Time(json, "from"),
        Time(json, "until"),
        Find(json, "inStock") is not { } stock || stock.ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => throw new JsonException("inStock: true or false") });

    private static ProductAttribute[]? Attributes(JsonElement json)
    {
        if (Find(json, "attributes") is not { } attributes) return null;
        return [.. Kind(attributes, JsonValueKind.Object, "attributes: an object").EnumerateObject().Select(Attribute)];
    }

    private static ProductAttribute Attribute(JsonProperty property)
    {
        var value = property.Value;
        switch (value.ValueKind)
        {
            case JsonValueKind.Number: return AttributeText.Number(property.Name, value.GetDecimal(), null);
            case JsonValueKind.Array: return new(property.Name, Strings(value, property.Name));
            case JsonValueKind.Object when Find(value, "number") is { ValueKind: JsonValueKind.Number } number: return AttributeText.Number(property.Name, number.GetDecimal(), Text(value, "unit"));
            case JsonValueKind.String: return AttributeText.Of(property.Name, value.GetString()!);
            default: throw new JsonException($"attributes.{property.Name}: a text, a number, a list of texts, or {{number, unit}}");
        }
    }

    private static JsonElement? Find(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static string? Text(JsonElement json, string name) => Find(json, name) is { } value ? Kind(value, JsonValueKind.String, $"{name}: a text").GetString() : null;

    private static string[]? Texts(JsonElement json, string name) => Find(json, name) is { } value ? Strings(Kind(value, JsonValueKind.Array, $"{name}: a list of texts"), name) : null;

    private static string[] Strings(JsonElement array, string name) => [.. array.EnumerateArray().Select(item => Kind(item, JsonValueKind.String, $"{name}: a list of texts").GetString()!)];

    private static DateTimeOffset? Time(JsonElement json, string name)
    {
        if (Text(json, name) is not { } text) return null;
        return AttributeText.TryTime(text, out var time) ? time : throw new JsonException($"{name}: a time with offset, such as 2026-11-11T00:00:00+08:00");
    }

    private static JsonElement Kind(JsonElement value, JsonValueKind kind, string expected) => value.ValueKind == kind ? value : throw new JsonException(expected);
}
