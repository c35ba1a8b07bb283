using System.Text.Json;
using System.Text.Json.Serialization;

namespace Reception.Benchmarks.Triage;

/// <summary>A labelled question: the entry that has to be found, or null if the question has to be refused.</summary>
internal sealed record TriageQuestion(string Text, string? Expect, string Kind)
{
    public static TriageQuestion[] Read(string path) =>
    [
        .. File.ReadLines(path)
            .Where(line => line.Length > 0)
            .Select(line => JsonSerializer.Deserialize(line, TriageQuestionJson.Default.TriageQuestion)!),
    ];
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TriageQuestion))]
internal sealed partial class TriageQuestionJson : JsonSerializerContext;
