using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Reception.LoadTest.Measures;

/// <summary>A run's file: JSON, UTF-8. A file of a later version is refused, not guessed at.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(RunRecord))]
internal sealed partial class RunRecordJson : JsonSerializerContext
{
    private const int Current = Measures.RunRecord.CurrentVersion;

    /// <summary>As the default, but Chinese stays readable.</summary>
    private static RunRecordJson Readable => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true });

    public static string Write(RunRecord record) => JsonSerializer.Serialize(record, Readable.RunRecord);

    public static async Task WriteAsync(RunRecord record, string file, CancellationToken cancel = default)
    {
        await using var stream = File.Create(file);
        await JsonSerializer.SerializeAsync(stream, record, Readable.RunRecord, cancel);
    }

    /// <exception cref="InvalidDataException">The text is no run record, or one of a later version.</exception>
    public static RunRecord Read(string json)
    {
        try
        {
            var record = JsonSerializer.Deserialize(json, Readable.RunRecord) ?? throw new InvalidDataException("It is empty.");
            return record.Version is >= 1 and <= Current ? record : throw new InvalidDataException($"It has version {record.Version}; this program reads up to {Current}.");
        }
        catch (JsonException broken)
        {
            throw new InvalidDataException($"It is no run record: {broken.Message}", broken);
        }
    }
}
