using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Reception.Contracts.Routing;

namespace Reception.Domain.Journal;

/// <summary>What a wait asks for as the open-work index stores it: JSON with defaults left out; null for a chat that asks for nothing.</summary>
public static class WorkRequestJson
{
    private static readonly WorkRequestJsonContext Context = new(new JsonSerializerOptions
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    });

    public static string? Write(WorkRequest? request) => request is null || request == WorkRequest.Chat ? null : JsonSerializer.Serialize(request, Context.WorkRequest);

    /// <summary>Null for null, and for a text that this version cannot read: such a work asks for nothing rather than being lost.</summary>
    public static WorkRequest? Read(string? text)
    {
        try
        {
            return text is null ? null : JsonSerializer.Deserialize(text, Context.WorkRequest);
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
[JsonSerializable(typeof(WorkRequest))]
internal sealed partial class WorkRequestJsonContext : JsonSerializerContext;
