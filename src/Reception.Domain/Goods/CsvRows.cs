using System.Text;

namespace Reception.Domain.Goods;

/// <summary>Rows of a CSV text (RFC 4180): fields in quotes may hold commas, line ends and doubled quotes. Total: any text gives rows.</summary>
internal static class CsvRows
{
    /// <summary>Each row with the line it begins on; empty rows are left out. An open quote ends with the text, and is told.</summary>
    public static IEnumerable<(int Line, List<string> Fields, bool Open)> Read(string text)
    {
        var (line, began, fields, field, quoted) = (1, 1, new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\n') line++;
            if (quoted)
            {
                if (c != '"') field.Append(c);
                else if (i + 1 < text.Length && text[i + 1] == '"') field.Append(text[++i]);
                else quoted = false;
            }
            else if (c == '"' && field.Length == 0) quoted = true;
            else if (c == ',') Next();
            else if (c is '\n' or '\r')
            {
                Next();
                if (fields.Exists(f => f.Length > 0)) yield return (began, fields, false);
                (fields, began) = ([], c == '\n' ? line : line + (i + 1 < text.Length && text[i + 1] == '\n' ? 1 : 0));
            }
            else field.Append(c);
        }
        Next();
        if (quoted || fields.Exists(f => f.Length > 0)) yield return (began, fields, quoted);

        void Next()
        {
            fields.Add(field.ToString());
            field.Clear();
        }
    }

    /// <summary>A row as it is read back.</summary>
    public static string Write(IEnumerable<string> fields) =>
        string.Join(',', fields.Select(f => f.AsSpan().IndexOfAny("\",\r\n") >= 0 ? $"\"{f.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : f)) + "\r\n";
}
