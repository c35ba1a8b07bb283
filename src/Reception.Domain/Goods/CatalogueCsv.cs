using System.Globalization;
using System.Text;
using Reception.Contracts.Goods;

namespace Reception.Domain.Goods;

/// <summary>
/// The CSV of a catalogue: a header with <c>id, name</c> and any of <c>aliases, goesWith, suits, price, currency, url, picture, from,
/// until, inStock</c>; every other column is an attribute. Several values of a field stand between <c>|</c>.
/// </summary>
internal static class CatalogueCsv
{
    private const char Between = '|';
    private const int MaxColumns = 200;
    private static readonly string[] Known = ["id", "name", "aliases", "goesWith", "suits", "price", "currency", "url", "picture", "from", "until", "inStock"];

    public static void Read(ReadOnlySpan<byte> utf8, CatalogueImport.Taker taker)
    {
        string[]? header = null;
        foreach (var (line, fields, open) in CsvRows.Read(Encoding.UTF8.GetString(utf8)))
        {
            if (open) taker.Report(line, "A quote is not closed.");
            if (header is null)
            {
                header = [.. fields.Select(f => f.Trim())];
                if (!IsHeader(line, header, taker)) return;
                continue;
            }
            if (fields.Count > header.Length) taker.Report(line, $"{fields.Count} fields; the header has {header.Length}.");
            var row = new Row(line, header, fields, taker);
            if (!taker.Take(line, row.ToProduct())) return;
        }
    }

    public static string Write(IReadOnlyList<Product> products)
    {
        string[] attributes = [.. products.SelectMany(p => p.Attributes ?? []).Select(a => a.Name).Distinct(StringComparer.Ordinal)];
        var text = new StringBuilder(CsvRows.Write(Known.Concat(attributes)));
        foreach (var p in products)
        {
            string[] known =
            [
                p.Id, p.Name, Join(p.Aliases), Join(p.GoesWith), Join(p.Suits), p.Price?.ToString(CultureInfo.InvariantCulture) ?? "", p.Currency ?? "", p.Url ?? "", p.Picture ?? "",
                p.From is { } from ? AttributeText.Time(from) : "", p.Until is { } until ? AttributeText.Time(until) : "", p.InStock ? "true" : "false",
            ];
            text.Append(CsvRows.Write(known.Concat(attributes.Select(name => Join(p.Attributes?.FirstOrDefault(a => a.Name == name)?.Values)))));
        }
        return text.ToString();
    }

    private static string Join(string[]? values) => string.Join(Between, values ?? []);

    private static bool IsHeader(int line, string[] header, CatalogueImport.Taker taker)
    {
        if (header.Length > MaxColumns) taker.Report(line, $"{header.Length} columns; {MaxColumns} are allowed.");
        else if (!header.Contains("id") || !header.Contains("name")) taker.Report(line, "The first row names the columns; id and name must be among them.");
        else if (header.GroupBy(h => h, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice) taker.Report(line, $"The column '{twice.Key}' stands twice.");
        else if (Array.Exists(header, string.IsNullOrEmpty)) taker.Report(line, "A column has no name.");
        else return true;
        return false;
    }

    private sealed class Row(int line, string[] header, List<string> fields, CatalogueImport.Taker taker)
    {
        public Product ToProduct() => new(
            Field("id") ?? "",
            Field("name") ?? "",
            List("aliases"),
            Attributes(),
            List("goesWith"),
            List("suits"),
            Price(),
            Field("currency"),
            Field("url"),
            Field("picture"),
            Time("from"),
            Time("until"),
            InStock());

        private string? Field(string name)
        {
            var at = Array.IndexOf(header, name);
            return at >= 0 && at < fields.Count && fields[at].Trim() is { Length: > 0 } field ? field : null;
        }

        private string[]? List(string name) => Field(name)?.Split(Between, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

        private ProductAttribute[]? Attributes()
        {
            ProductAttribute[] attributes = [.. header.Except(Known).Where(name => Field(name) is not null).Select(name => List(name) is [var one] ? AttributeText.Of(name, one) : new(name, List(name)!))];
            return attributes.Length == 0 ? null : attributes;
        }

        private decimal? Price()
        {
            if (Field("price") is not { } text) return null;
            if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var price)) return price;
            taker.Report(line, "price: a number such as 99 or 49.90.");
            return null;
        }

        private DateTimeOffset? Time(string name)
        {
            if (Field(name) is not { } text) return null;
            if (AttributeText.TryTime(text, out var time)) return time;
            taker.Report(line, $"{name}: a time with offset, such as 2026-11-11T00:00:00+08:00.");
            return null;
        }

        private bool InStock()
        {
            if (Field("inStock") is not { } text) return true;
            if (bool.TryParse(text, out var stock)) return stock;
            taker.Report(line, "inStock: true or false.");
            return true;
        }
    }
}
