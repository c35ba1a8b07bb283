using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CsvHelper;

namespace Reception.Domain.Knowledge.Files;

/// <summary>Reads a table of entries (see <see cref="TableFile"/>); every problem is told with its line.</summary>
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
        using var table = TableFile.Open(utf8, (line, message) => _into.Report(line, KnowledgeProblemCode.BadTable, message));
        if (!ReadHeader(table.Headers)) return;
        while (table.Read())
        {
            var line = (int)table.LineNumber;
            if (!_into.HasRoom(line)) return;
            if (table.RawRecord.Length > KnowledgeLimits.LineBytes)
                _into.Report(line, KnowledgeProblemCode.TooLong, $"The record has {table.RawRecord.Length} bytes; {KnowledgeLimits.LineBytes} are allowed.");
            else if (!TableFile.IsBlank(table))
                Add(table, line);
        }
    }

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
}
