using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CsvHelper;

namespace Reception.Domain.Knowledge.Files;

/// <summary>
/// Reads a table: RFC 4180 with a header, separated by commas, semicolons or tabs, as spreadsheets save it. Cells may hold line
/// breaks between quotes. Broken quoting is told with the line on which its record begins; nothing is guessed.
/// </summary>
internal sealed class TableReader
{
    private readonly ImportCollector _into;
    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);
    private string?[] _unknown = [];

    private TableReader(ImportCollector into) => _into = into;

    public static void Read(byte[] utf8, ImportCollector into)
    {
        try
        {
            new TableReader(into).Read(utf8);
        }
        catch (CsvFormatException e)
        {
            into.Report((int)e.LineNumber, KnowledgeProblemCode.BadTable, $"The table cannot be read on: {e.Message}");
        }
    }

    private void Read(byte[] utf8)
    {
        using var table = CsvReader.Create(utf8, new CsvReaderOptions
        {
            Separator = SeparatorOf(utf8),
            TrackLineNumbers = true,
            MalformedData = CsvMalformedDataHandling.Skip,
            FieldCountMismatch = CsvFieldCountHandling.Allow,
            IncludeValuesInExceptions = false,
            OnMalformedRecord = bad => _into.Report((int)bad.LineNumber, KnowledgeProblemCode.BadTable, Say(bad.Reason)),
        });
        if (!ReadHeader(table.Headers)) return;
        while (table.Read())
        {
            var line = (int)table.LineNumber;
            if (!_into.HasRoom(line)) return;
            if (table.RawRecord.Length > KnowledgeLimits.LineBytes)
                _into.Report(line, KnowledgeProblemCode.TooLong, $"The record has {table.RawRecord.Length} bytes; {KnowledgeLimits.LineBytes} are allowed.");
            else if (!IsBlank(table))
                Add(table, line);
        }
    }

    private static bool IsBlank(CsvReader table) => table.RawRecord.IndexOfAnyExcept(", ;\t\""u8) < 0;

    private bool ReadHeader(IReadOnlyList<string> headers)
    {
        _unknown = new string?[headers.Count];
        for (var i = 0; i < headers.Count; i++)
        {
            if (TableColumns.Of(headers[i]) is not { } column) _unknown[i] = headers[i].Trim();
            else if (!_columns.TryAdd(column, i)) _into.Report(1, KnowledgeProblemCode.BadTable, $"The column '{column}' stands there twice.");
        }

        foreach (var needed in new[] { "id", "question" })
            if (!_columns.ContainsKey(needed)) _into.Report(1, KnowledgeProblemCode.BadTable, $"The first line names the columns; '{needed}' is missing.");
        return _columns.ContainsKey("id") && _columns.ContainsKey("question");
    }

    private void Add(CsvReader table, int line)
    {
        for (var i = 0; i < table.FieldCount; i++)
        {
            if (i < _unknown.Length ? _unknown[i] is null : table.IsEmpty(i)) continue;
            if (i >= _unknown.Length) _into.Report(line, KnowledgeProblemCode.BadTable, $"There are {table.FieldCount} cells and {_unknown.Length} columns.");
            else if (!table.IsEmpty(i)) _into.ReportUnknown(line, _unknown[i]!);
            if (i >= _unknown.Length) break;
        }

        var read = new KnowledgeLine
        {
            Id = Cell("id"),
            Question = Cell("question"),
            Answer = Cell("answer"),
            Similar = List("similar"),
            Topic = Cell("topic"),
            From = Cell("from"),
            Until = Cell("until"),
            Next = List("next"),
            WithoutOrder = Cell("withoutOrder"),
            Variants = Json("variants", KnowledgeWire.Json.VariantLineArray),
            Parts = Json("parts", KnowledgeWire.Json.PartLineArray),
        };
        _into.Add(line, read.ToEntry(_into.Zone, (code, message) => _into.Report(line, code, message)));

        string? Cell(string column) => _columns.TryGetValue(column, out var at) && at < table.FieldCount && table.GetString(at) is { Length: > 0 } cell ? TableCells.Unguard(cell) : null;

        string?[]? List(string column) => Try(column, TableCells.ReadList);

        T? Json<T>(string column, JsonTypeInfo<T> type) where T : class => Try(column, cell => JsonSerializer.Deserialize(cell, type));

        T? Try<T>(string column, Func<string, T?> read) where T : class
        {
            try
            {
                return Cell(column) is { } cell && !string.IsNullOrWhiteSpace(cell) ? read(cell) : null;
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException)
            {
                _into.Report(line, KnowledgeProblemCode.BadJson, $"{column}: {(e is JsonException json ? KnowledgeWire.Say(json) : e.Message)}");
                return null;
            }
        }
    }

    /// <summary>What separates the names of the first line.</summary>
    private static char SeparatorOf(ReadOnlySpan<byte> utf8)
    {
        var end = utf8.IndexOf((byte)'\n');
        var header = Encoding.UTF8.GetString(end < 0 ? utf8[..Math.Min(utf8.Length, 4096)] : utf8[..Math.Min(end, 4096)]);
        return new[] { ',', ';', '\t' }.MaxBy(separator => header.Count(c => c == separator));
    }

    private static string Say(CsvMalformedReason reason) => reason switch
    {
        CsvMalformedReason.StrayQuote => "A quote stands inside a cell that does not begin with one; put the cell in quotes and double the quotes in it.",
        CsvMalformedReason.TextAfterClosingQuote => "Text follows a closing quote; quotes inside a cell are doubled.",
        CsvMalformedReason.UnterminatedQuote => "A quote that opens here is never closed.",
        _ => $"The record cannot be read ({reason}).",
    };
}
