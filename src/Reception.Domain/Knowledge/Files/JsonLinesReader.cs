using System.Text.Json;

namespace Reception.Domain.Knowledge.Files;

/// <summary>Reads JSON lines: one object a line; blank lines are skipped.</summary>
internal static class JsonLinesReader
{
    public static void Read(ReadOnlySpan<byte> rest, ImportCollector into)
    {
        for (var line = 1; !rest.IsEmpty; line++)
        {
            var end = rest.IndexOf((byte)'\n');
            var current = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            if (current.Trim(" \t\r"u8).IsEmpty) continue;
            if (!into.HasRoom(line)) return;
            ReadEntry(line, current, into);
        }
    }

    /// <summary>One entry, on one line or several.</summary>
    public static void ReadEntry(int line, ReadOnlySpan<byte> json, ImportCollector into)
    {
        if (json.Length > KnowledgeLimits.LineBytes)
        {
            into.Report(line, KnowledgeProblemCode.TooLong, $"The line has {json.Length} bytes; {KnowledgeLimits.LineBytes} are allowed.");
            return;
        }

        try
        {
            if (JsonSerializer.Deserialize(json, KnowledgeWire.Json.KnowledgeLine) is { } read) Add(line, read, into);
            else into.Report(line, KnowledgeProblemCode.BadJson, "The line is null; an object is expected.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) // half a surrogate pair is the latter
        {
            into.Report(line, KnowledgeProblemCode.BadJson, $"No valid entry: {(e is JsonException json1 ? KnowledgeWire.Say(json1) : e.Message)}");
        }
    }

    private static void Add(int line, KnowledgeLine read, ImportCollector into)
    {
        foreach (var field in read.Rest?.Keys ?? Enumerable.Empty<string>()) into.ReportUnknown(line, field);
        into.Add(line, read.ToEntry(into.Zone, (code, message) => into.Report(line, code, message)));
    }
}
