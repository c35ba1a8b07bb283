using System.Globalization;
using CsvHelper;
using Reception.Contracts.Goods;
using Reception.Domain.Knowledge.Files;

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
        try
        {
            using var table = TableFile.Open(utf8.ToArray(), taker.Report);
            string[] header = [.. table.Headers.Select(name => name.Trim())];
            if (!IsHeader(1, header, taker)) return;
            while (table.Read())
            {
                if (TableFile.IsBlank(table)) continue;
                var line = (int)table.LineNumber;
                if (table.FieldCount > header.Length) taker.Report(line, $"{table.FieldCount} fields; the header has {header.Length}.");
                string[] fields = [.. Enumerable.Range(0, table.FieldCount).Select(at => TableCells.Unguard(table.GetString(at) ?? ""))];
                if (!taker.Take(line, new Row(line, header, fields, taker).ToProduct())) return;
            }
        }
        catch (CsvFormatException e)
        {
            taker.Report((int)e.LineNumber, $"The table cannot be read on: {e.Message}");
        }
    }

    public static byte[] Write(IReadOnlyList<Product> products)
    {
        string[] attributes = [.. products.SelectMany(p => p.Attributes ?? []).Select(a => a.Name).Distinct(StringComparer.Ordinal)];
        using var output = new MemoryStream();
        using (var table = CsvWriter.Create(output, new CsvWriterOptions { WriteByteOrderMark = true }, leaveOpen: true))
        {
            foreach (var name in Known.Concat(attributes)) table.WriteField(name);
            table.EndRecord();
            foreach (var product in products) WriteRecord(product, attributes, table);
        }
        return output.ToArray();
    }

    private static void WriteRecord(Product p, string[] attributes, CsvWriter table)
    {
        string[] known =
        [
            p.Id, p.Name, Join(p.Aliases), Join(p.GoesWith), Join(p.Suits), p.Price?.ToString(CultureInfo.InvariantCulture) ?? "", p.Currency ?? "", p.Url ?? "", p.Picture ?? "",
            p.From is { } from ? AttributeText.Time(from) : "", p.Until is { } until ? AttributeText.Time(until) : "", p.InStock ? "true" : "false",
        ];
        foreach (var cell in known.Concat(attributes.Select(name => Join(p.Attributes?.FirstOrDefault(a => a.Name == name)?.Values))))
            table.WriteField(TableCells.Guard(cell), CsvQuoting.WhenNeededOrWhitespace);
        table.EndRecord();
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

    private sealed class Row(int line, string[] header, string[] fields, CatalogueImport.Taker taker)
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
            return at >= 0 && at < fields.Length && fields[at].Trim() is { Length: > 0 } field ? field : null;
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
