using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Reception.Contracts.Goods;

namespace Reception.Domain.Goods;

/// <summary>Writes the formats that <see cref="CatalogueImport"/> reads; what is read back is the same.</summary>
public static class CatalogueExport
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(IReadOnlyList<Product> products, CatalogueFormat format)
    {
        if (format == CatalogueFormat.Csv) return CatalogueCsv.Write(products);
        var output = new ArrayBufferWriter<byte>();
        foreach (var product in products)
        {
            using (var json = new Utf8JsonWriter(output, Readable)) Write(product, json);
            output.Write("\n"u8);
        }
        return output.WrittenSpan.ToArray();
    }

    private static void Write(Product p, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("id", p.Id);
        json.WriteString("name", p.Name);
        Write("aliases", p.Aliases, json);
        if (p.Attributes is { } attributes)
        {
            json.WriteStartObject("attributes");
            foreach (var attribute in attributes) Write(attribute, json);
            json.WriteEndObject();
        }
        Write("goesWith", p.GoesWith, json);
        Write("suits", p.Suits, json);
        if (p.Price is { } price) json.WriteNumber("price", price);
        if (p.Currency is not null) json.WriteString("currency", p.Currency);
        if (p.Url is not null) json.WriteString("url", p.Url);
        if (p.Picture is not null) json.WriteString("picture", p.Picture);
        if (p.From is { } from) json.WriteString("from", AttributeText.Time(from));
        if (p.Until is { } until) json.WriteString("until", AttributeText.Time(until));
        if (!p.InStock) json.WriteBoolean("inStock", false);
        json.WriteEndObject();
    }

    private static void Write(ProductAttribute attribute, Utf8JsonWriter json)
    {
        if (attribute.Number is { } number)
        {
            json.WriteStartObject(attribute.Name);
            json.WriteNumber("number", number);
            if (attribute.Unit is { } unit) json.WriteString("unit", unit);
            json.WriteEndObject();
        }
        else Write(attribute.Name, attribute.Values, json);
    }

    private static void Write(string name, string[]? texts, Utf8JsonWriter json)
    {
        if (texts is null) return;
        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
