using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Reception.Domain.Knowledge;

/// <summary>Writes the format that <see cref="KnowledgeImport"/> reads: UTF-8, one object a line, text as it is.</summary>
public static class KnowledgeExport
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One entry and its line feed.</summary>
    public static void Write(KnowledgeEntry entry, IBufferWriter<byte> output)
    {
        using (var json = new Utf8JsonWriter(output, Readable))
        {
            json.WriteStartObject();
            json.WriteString("id", entry.Id);
            json.WriteString("question", entry.Question);
            json.WriteString("answer", entry.Answer);
            json.WriteStartArray("similar");
            foreach (var similar in entry.Similar.IsDefault ? [] : entry.Similar)
                json.WriteStringValue(similar);
            json.WriteEndArray();
            if (entry.Topic is not null)
                json.WriteString("intent", entry.Topic);
            json.WriteEndObject();
        }

        output.Write("\n"u8);
    }

    /// <summary>All entries of a version, by id.</summary>
    public static byte[] ToJsonLines(KnowledgeBase knowledge)
    {
        var output = new ArrayBufferWriter<byte>();
        foreach (var entry in knowledge.Entries)
            Write(entry, output);
        return output.WrittenSpan.ToArray();
    }
}
