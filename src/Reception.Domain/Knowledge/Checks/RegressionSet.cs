using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Reception.Domain.Knowledge.Files;
using Reception.Domain.Triage.Text;

namespace Reception.Domain.Knowledge.Checks;

/// <summary>
/// One question a shop's bot has to get right: answered (or recognised) with one of <see cref="Expected"/>; none: no entry may answer it.
/// This folder holds what is looked at before entries take force.
/// </summary>
/// <param name="Text">What a customer says.</param>
/// <param name="Expected">Entry ids, any of them is right; empty: it has to be refused.</param>
/// <param name="Channel">The channel it is asked on; null: any.</param>
public sealed record RegressionCase(string Text, ImmutableArray<string> Expected, string? Channel = null);

/// <summary>A file of cases, JSON lines: <c>{"text", "expect": id, [ids] or null, "channel"?}</c>. Every problem with its line.</summary>
/// <param name="Cases">In file order; empty if there are problems.</param>
/// <param name="Problems">At most <see cref="KnowledgeLimits.Problems"/>.</param>
public sealed record RegressionSet(ImmutableArray<RegressionCase> Cases, ImmutableArray<KnowledgeProblem> Problems)
{
    private const int MaxExpected = 20;

    /// <summary>Reads UTF-8 bytes. Never throws on content.</summary>
    public static RegressionSet Parse(ReadOnlySpan<byte> utf8)
    {
        var (cases, problems) = (ImmutableArray.CreateBuilder<RegressionCase>(), ImmutableArray.CreateBuilder<KnowledgeProblem>());
        if (utf8.StartsWith("\uFEFF"u8)) utf8 = utf8[3..];
        for (var line = 1; !utf8.IsEmpty && problems.Count < KnowledgeLimits.Problems; line++)
        {
            var end = utf8.IndexOf((byte)'\n');
            var current = (end < 0 ? utf8 : utf8[..end]).Trim(" \t\r"u8);
            utf8 = end < 0 ? default : utf8[(end + 1)..];
            if (current.IsEmpty) continue;
            if (cases.Count == KnowledgeLimits.Cases) problems.Add(new(line, KnowledgeProblemCode.TooMany, $"At most {KnowledgeLimits.Cases} cases."));
            if (cases.Count == KnowledgeLimits.Cases) break;
            Read(line, current, cases, problems);
        }

        return new(problems.Count == 0 ? cases.ToImmutable() : [], problems.ToImmutable());
    }

    /// <summary>Writes what <see cref="Parse"/> reads.</summary>
    public static byte[] Write(IEnumerable<RegressionCase> cases)
    {
        using var output = new MemoryStream();
        foreach (var item in cases)
        {
            JsonElement? expect = item.Expected switch
            {
                [] => null,
                [var id] => JsonSerializer.SerializeToElement(id, RegressionWire.Json.String),
                var ids => JsonSerializer.SerializeToElement([.. ids], RegressionWire.Json.StringArray),
            };
            output.Write(JsonSerializer.SerializeToUtf8Bytes(new RegressionLine { Text = item.Text, Expect = expect ?? RegressionWire.Null, Channel = item.Channel }, RegressionWire.Json.RegressionLine));
            output.Write("\n"u8);
        }

        return output.ToArray();
    }

    private static void Read(int line, ReadOnlySpan<byte> json, ImmutableArray<RegressionCase>.Builder cases, ImmutableArray<KnowledgeProblem>.Builder problems)
    {
        var before = problems.Count;
        if (json.Length > KnowledgeLimits.LineBytes / 8)
        {
            problems.Add(new(line, KnowledgeProblemCode.TooLong, $"The line has {json.Length} bytes; {KnowledgeLimits.LineBytes / 8} are allowed."));
            return;
        }

        try
        {
            var read = JsonSerializer.Deserialize(json, RegressionWire.Json.RegressionLine) ?? throw new JsonException("an object is expected.");
            if (!TextNormalizer.HasContent(read.Text) || read.Text!.Length > KnowledgeLimits.QuestionLength) problems.Add(new(line, KnowledgeProblemCode.EmptyQuestion, $"text: words, at most {KnowledgeLimits.QuestionLength} characters."));
            if (read.Channel?.Length > KnowledgeLimits.IdLength) problems.Add(new(line, KnowledgeProblemCode.TooLong, $"channel: at most {KnowledgeLimits.IdLength} characters."));
            var expected = Ids(read.Expect);
            if (expected is null) problems.Add(new(line, KnowledgeProblemCode.BadJson, $"expect: an entry's id, a list of 1 to {MaxExpected} ids, or null if it has to be refused."));
            if (problems.Count == before) cases.Add(new(read.Text!, [.. expected!], string.IsNullOrWhiteSpace(read.Channel) ? null : read.Channel));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            problems.Add(new(line, KnowledgeProblemCode.BadJson, $"No valid case: {(e is JsonException bad ? KnowledgeWire.Say(bad) : e.Message)}"));
        }
    }

    private static string[]? Ids(JsonElement? expect) => expect switch
    {
        { ValueKind: JsonValueKind.Null } => [],
        { ValueKind: JsonValueKind.String } id when IsId(id) => [id.GetString()!],
        { ValueKind: JsonValueKind.Array } ids when ids.GetArrayLength() is > 0 and <= MaxExpected && ids.EnumerateArray().All(IsId) => [.. ids.EnumerateArray().Select(id => id.GetString()!).Distinct()],
        _ => null, // a missing field is no null
    };

    private static bool IsId(JsonElement id) => id.ValueKind == JsonValueKind.String && id.GetString() is { Length: > 0 and <= KnowledgeLimits.IdLength };
}

internal sealed class RegressionLine
{
    public string? Text { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public JsonElement Expect { get; set; }

    public string? Channel { get; set; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    MaxDepth = KnowledgeLimits.Depth)]
[JsonSerializable(typeof(RegressionLine))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class RegressionJson : JsonSerializerContext;

/// <summary>The context to use: Chinese stays readable.</summary>
internal static class RegressionWire
{
    public static RegressionJson Json { get; } = new(new JsonSerializerOptions(RegressionJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static JsonElement Null { get; } = JsonDocument.Parse("null").RootElement;
}
