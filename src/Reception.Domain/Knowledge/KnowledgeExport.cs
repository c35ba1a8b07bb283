using System.Buffers;
using System.Text.Json;
using CsvHelper;
using Reception.Contracts.Knowledge;
using Reception.Domain.Knowledge.Files;

namespace Reception.Domain.Knowledge;

/// <summary>Writes the files that <see cref="KnowledgeImport"/> reads; what comes back is what was written.</summary>
public static class KnowledgeExport
{
    /// <summary>All entries, in the order given.</summary>
    public static byte[] Write(IEnumerable<KnowledgeEntry> entries, KnowledgeFormat format) => format == KnowledgeFormat.Csv ? ToCsv(entries) : ToJsonLines(entries);

    /// <summary>One entry and its line feed: UTF-8, text as it is.</summary>
    public static void Write(KnowledgeEntry entry, IBufferWriter<byte> output)
    {
        output.Write(ToJson(entry));
        output.Write("\n"u8);
    }

    /// <summary>One entry as a JSON object on one line.</summary>
    public static byte[] ToJson(KnowledgeEntry entry) => JsonSerializer.SerializeToUtf8Bytes(KnowledgeLine.Of(entry.ToContract()), KnowledgeWire.Json.KnowledgeLine);

    /// <summary>All entries of a version, by id.</summary>
    public static byte[] ToJsonLines(KnowledgeBase knowledge) => ToJsonLines(knowledge.Entries);

    private static byte[] ToJsonLines(IEnumerable<KnowledgeEntry> entries)
    {
        var output = new ArrayBufferWriter<byte>();
        foreach (var entry in entries) Write(entry, output);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>A table for spreadsheets: UTF-8 with a byte order mark, texts guarded against being run as formulas.</summary>
    private static byte[] ToCsv(IEnumerable<KnowledgeEntry> entries)
    {
        using var output = new MemoryStream();
        using (var table = CsvWriter.Create(output, new CsvWriterOptions { WriteByteOrderMark = true }, leaveOpen: true))
        {
            foreach (var name in TableColumns.Names) table.WriteField(name);
            table.EndRecord();
            foreach (var entry in entries) WriteRecord(entry, table);
        }

        return output.ToArray();
    }

    private static void WriteRecord(KnowledgeEntry entry, CsvWriter table)
    {
        var line = KnowledgeLine.Of(entry.ToContract());
        foreach (var cell in new[]
        {
            line.Id, line.Question, line.Answer, TableCells.WriteList(entry.Similar), line.Topic, line.From, line.Until, TableCells.WriteList(entry.Next), line.WithoutOrder,
            line.Variants is { } variants ? JsonSerializer.Serialize(variants, KnowledgeWire.Json.VariantLineArray!) : null,
            line.Parts is { } parts ? JsonSerializer.Serialize(parts, KnowledgeWire.Json.PartLineArray!) : null,
        })
            table.WriteField(cell is null ? null : TableCells.Guard(cell), CsvQuoting.WhenNeededOrWhitespace);
        table.EndRecord();
    }
}
