using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Reception.Contracts.Routing;

namespace Reception.Domain.Journal;

/// <summary>Why an agent was asked, as the read side stores it: JSON with defaults left out.</summary>
public static class AssignmentJson
{
    private static readonly AssignmentJsonContext Context = new(new JsonSerializerOptions
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    });

    public static string? Write(AssignmentExplanation? why) => why is null ? null : JsonSerializer.Serialize(why, Context.AssignmentExplanation);

    /// <summary>Null for null, and for a text that this version cannot read: the row is worth more than its explanation.</summary>
    public static AssignmentExplanation? Read(string? text)
    {
        try
        {
            return text is null ? null : JsonSerializer.Deserialize(text, Context.AssignmentExplanation);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(AssignmentExplanation))]
internal sealed partial class AssignmentJsonContext : JsonSerializerContext;
