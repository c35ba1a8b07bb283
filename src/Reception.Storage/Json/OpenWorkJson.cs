using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Reception.Domain.Journal;

namespace Reception.Storage.Json;

/// <summary>Rows of open work as tables keep them. Persisted: fields are added, never changed.</summary>
internal static class OpenWorkJson
{
    private static readonly OpenWorkContext Context = new(new JsonSerializerOptions
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    });

    public static byte[] Write(OpenWork row) => JsonSerializer.SerializeToUtf8Bytes(row, Context.OpenWork);

    public static OpenWork Read(ReadOnlySpan<byte> utf8) => JsonSerializer.Deserialize(utf8, Context.OpenWork) ?? throw new JsonException("A row is null.");
}

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(OpenWork))]
internal sealed partial class OpenWorkContext : JsonSerializerContext;
