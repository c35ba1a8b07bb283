using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Reception.Contracts.Routing;

namespace Reception.Domain.Journal;

/// <summary>
/// What a wait asks for and why an agent was asked, as the stores keep them: JSON with defaults left out. A text that this version cannot
/// read gives null: the row is worth more than its explanation, and a work that asks for nothing is better than a lost one.
/// </summary>
public static class RoutingJson
{
    private static readonly RoutingJsonContext Context = new(new JsonSerializerOptions
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    });

    /// <summary>Null for a chat that asks for nothing.</summary>
    public static string? Write(WorkRequest? request) => request is null || request == WorkRequest.Chat ? null : JsonSerializer.Serialize(request, Context.WorkRequest);

    public static string? Write(AssignmentExplanation? why) => why is null ? null : JsonSerializer.Serialize(why, Context.AssignmentExplanation);

    public static WorkRequest? ReadRequest(string? text) => Read(text, Context.WorkRequest);

    public static AssignmentExplanation? ReadAssignment(string? text) => Read(text, Context.AssignmentExplanation);

    private static T? Read<T>(string? text, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return text is null ? null : JsonSerializer.Deserialize(text, type);
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
[JsonSerializable(typeof(WorkRequest))]
internal sealed partial class RoutingJsonContext : JsonSerializerContext;
