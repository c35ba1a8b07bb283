using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Reception.Contracts.Conversations;
using Reception.Contracts.Knowledge;
using Raw = Reception.Contracts.Knowledge.KnowledgeEntry;

namespace Reception.Domain.Knowledge.Files;

/// <summary>
/// One line of the JSON-lines format as it stands in the file: an entry, unchecked. This folder holds the formats of files:
/// JSON lines and tables (CSV), read and written.
/// </summary>
internal sealed class KnowledgeLine
{
    public string? Id { get; set; }
    public string? Question { get; set; }
    public string? Answer { get; set; }
    public string?[]? Similar { get; set; }
    public string? Topic { get; set; }
    public string? Intent { get; set; }
    public string? From { get; set; }
    public string? Until { get; set; }
    public PartLine?[]? Parts { get; set; }
    public VariantLine?[]? Variants { get; set; }
    public string?[]? Next { get; set; }
    public string? WithoutOrder { get; set; }

    /// <summary>What has no meaning here; it is told, not kept.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Rest { get; set; }

    public static KnowledgeLine Of(Raw entry) => new()
    {
        Id = entry.Id,
        Question = entry.Question,
        Answer = entry.Answer,
        Similar = entry.Similar ?? [],
        Topic = entry.Topic,
        From = EntryDates.Write(entry.From),
        Until = EntryDates.Write(entry.Until),
        Parts = PartLine.Of(entry.Parts),
        Variants = entry.Variants?.Select(VariantLine.Of).ToArray(),
        Next = entry.Next,
        WithoutOrder = entry.WithoutOrder,
    };

    /// <summary>The entry, unchecked; a date that cannot be read is told and left out.</summary>
    public Raw ToEntry(TimeZoneInfo zone, Action<KnowledgeProblemCode, string> report) => new(
        Id!, Question!, string.IsNullOrWhiteSpace(Answer) ? null : Answer, Similar!, string.IsNullOrWhiteSpace(Topic) ? Intent : Topic, PartLine.ToParts(Parts),
        EntryDates.Read("from", From, zone, report), EntryDates.Read("until", Until, zone, report), Variants?.Select(variant => variant?.ToVariant()).ToArray()!, Next!, WithoutOrder);
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed class VariantLine
{
    public string?[]? Channels { get; set; }
    public string? Answer { get; set; }
    public PartLine?[]? Parts { get; set; }

    public static VariantLine Of(AnswerVariant variant) => new() { Channels = variant.Channels, Answer = variant.Answer, Parts = PartLine.Of(variant.Parts) };

    public AnswerVariant ToVariant() => new(Channels!, Answer, PartLine.ToParts(Parts));
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed class PartLine
{
    public PartKind? Kind { get; set; }
    public string? Text { get; set; }
    public string? Url { get; set; }
    public string? Title { get; set; }
    public string? Picture { get; set; }
    public string? Price { get; set; }
    public ButtonLine?[]? Buttons { get; set; }

    public static PartLine[]? Of(MessagePart[]? parts) => parts?.Select(part => new PartLine
    {
        Kind = part.Kind,
        Text = part.Text,
        Url = part.Url,
        Title = part.Title,
        Picture = part.Picture,
        Price = part.Price,
        Buttons = part.Buttons?.Select(button => new ButtonLine { Label = button.Label, EntryId = button.EntryId, Url = button.Url, Say = button.Say }).ToArray(),
    }).ToArray();

    public static MessagePart[]? ToParts(PartLine?[]? parts) => parts?.Select(part => part?.Kind is { } kind
        ? new MessagePart(kind, part.Text, part.Url, part.Title, part.Picture, part.Price, part.Buttons?.Select(button => button?.ToButton()).ToArray()!)
        : null).ToArray()!;
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed class ButtonLine
{
    public string? Label { get; set; }
    public string? EntryId { get; set; }
    public string? Url { get; set; }
    public string? Say { get; set; }

    public MessageButton ToButton() => new(Label!, EntryId, Url, Say);
}

internal sealed class PartKindConverter() : JsonStringEnumConverter<PartKind>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(PartKindConverter)],
    AllowDuplicateProperties = false,
    MaxDepth = KnowledgeLimits.Depth)]
[JsonSerializable(typeof(KnowledgeLine))]
[JsonSerializable(typeof(PartLine[]))]
[JsonSerializable(typeof(VariantLine[]))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class KnowledgeJson : JsonSerializerContext;

/// <summary>The context to use: Chinese stays readable.</summary>
internal static class KnowledgeWire
{
    public static KnowledgeJson Json { get; } = new(new JsonSerializerOptions(KnowledgeJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>What a reader of JSON says, without the position inside the line.</summary>
    public static string Say(JsonException exception)
    {
        var end = exception.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return end < 0 ? exception.Message : exception.Message[..end].TrimEnd('|', ' ');
    }
}
