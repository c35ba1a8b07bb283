using System.Buffers;
using System.Text.Json;
using Reception.Contracts.Ids;
using Reception.Contracts.Knowledge;
using Reception.Protocol.Rest;

namespace Reception.Gateway.Rest;

/// <summary>A knowledge base as JSON lines: reads all lines and tells everything that is wrong with them, each with its number.</summary>
internal static class KnowledgeLines
{
    public const int MaxBytes = 8 * 1024 * 1024;
    public const int MaxEntries = 20_000;
    private const int MaxErrors = 1_000;
    private const int MaxQuestion = 500;
    private const int MaxAnswer = 4_000;
    private const int MaxSimilar = 500;

    public static (KnowledgeEntry[] Entries, List<string> Errors) Read(ReadOnlySpan<byte> utf8)
    {
        var entries = new List<KnowledgeEntry>();
        var errors = new List<string>();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var number = 0;
        if (utf8.StartsWith("\uFEFF"u8)) utf8 = utf8[3..];
        foreach (var range in utf8.Split((byte)'\n'))
        {
            number++;
            var line = utf8[range].Trim(" \t\r"u8);
            if (line.IsEmpty) continue;
            if (entries.Count >= MaxEntries) errors.Add($"line {number}: at most {MaxEntries} entries.");
            else if (Parse(line) is not { } parsed) errors.Add($"line {number}: not a JSON object of {{id, question, answer, similar[]}}.");
            else Add(parsed, number, entries, errors, seen);
            if (entries.Count >= MaxEntries && errors.Count > 0) break;
            if (errors.Count >= MaxErrors) break;
        }
        return ([.. entries], errors);
    }

    public static byte[] Write(IEnumerable<KnowledgeEntry> entries)
    {
        var lines = new ArrayBufferWriter<byte>();
        foreach (var entry in entries)
        {
            lines.Write(JsonSerializer.SerializeToUtf8Bytes(new KnowledgeLine(entry.Id, entry.Question, entry.Answer, entry.Similar, entry.Topic), RestWire.Json.KnowledgeLine));
            lines.Write("\n"u8);
        }
        return lines.WrittenSpan.ToArray();
    }

    private static void Add(KnowledgeLine line, int number, List<KnowledgeEntry> entries, List<string> errors, Dictionary<string, int> seen)
    {
        var before = errors.Count;
        if (!IsText(line.Id, KeyPart.MaxLength)) errors.Add($"line {number}: id: 1 to {KeyPart.MaxLength} characters.");
        else if (!seen.TryAdd(line.Id!, number)) errors.Add($"line {number}: id '{line.Id}' stands on line {seen[line.Id!]} too.");
        if (!IsText(line.Question, MaxQuestion)) errors.Add($"line {number}: question: 1 to {MaxQuestion} characters.");
        if (line.Answer is not null && !IsText(line.Answer, MaxAnswer)) errors.Add($"line {number}: answer: null or 1 to {MaxAnswer} characters.");
        if (line.Similar?.Length > MaxSimilar) errors.Add($"line {number}: similar: at most {MaxSimilar}.");
        else if (line.Similar is not null && !Array.TrueForAll(line.Similar, text => IsText(text, MaxQuestion))) errors.Add($"line {number}: similar: each 1 to {MaxQuestion} characters.");
        var topic = line.Topic ?? line.Intent;
        if (topic is not null && !IsText(topic, KeyPart.MaxLength)) errors.Add($"line {number}: topic: 1 to {KeyPart.MaxLength} characters.");
        if (errors.Count == before) entries.Add(new KnowledgeEntry(line.Id!, line.Question!, line.Answer, [.. (line.Similar ?? []).Select(text => text!)], topic));
    }

    private static bool IsText(string? text, int max) => !string.IsNullOrWhiteSpace(text) && text.Length <= max;

    private static KnowledgeLine? Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, RestWire.Json.KnowledgeLine);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
