using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Reception.Contracts.Operations;
using Reception.Domain.Journal;
using Reception.Storage.Json;

namespace Reception.Storage.Azure.Projections;

/// <summary>
/// The commit of the read side, one blob: the position, and the rows and hours that brought it there. Writing it (if its tag is the one that
/// was read) is the commit; the tables follow, and whoever reads the position makes sure that they have. <see cref="Generation"/>: which tables.
/// </summary>
internal sealed record EpisodeBatch(int Generation, long Position, string Writer, EpisodeRow[] Rows, ArrivalHour[] Hours)
{
    public static EpisodeBatch Empty(int generation) => new(generation, 0, "", [], []);
}

/// <summary>The generation of the work orders' table.</summary>
internal sealed record OrderGeneration(int Generation);

/// <summary>Rows of the read side as blobs and tables keep them. Rebuilt at will, so nothing here is frozen.</summary>
internal static class ProjectionJson
{
    private static readonly ProjectionContext Context = new(Options());

    public static byte[] Write(EpisodeBatch batch) => JsonSerializer.SerializeToUtf8Bytes(batch, Context.EpisodeBatch);

    public static byte[] Write(EpisodeRow row) => JsonSerializer.SerializeToUtf8Bytes(row, Context.EpisodeRow);

    public static byte[] Write(ArrivalHour hour) => JsonSerializer.SerializeToUtf8Bytes(hour, Context.ArrivalHour);

    public static byte[] Write(OrderGeneration generation) => JsonSerializer.SerializeToUtf8Bytes(generation, Context.OrderGeneration);

    public static EpisodeBatch ReadBatch(ReadOnlySpan<byte> utf8) => JsonSerializer.Deserialize(utf8, Context.EpisodeBatch) ?? throw new JsonException("A batch is null.");

    public static EpisodeRow ReadRow(ReadOnlySpan<byte> utf8) => JsonSerializer.Deserialize(utf8, Context.EpisodeRow) ?? throw new JsonException("A row is null.");

    public static ArrivalHour ReadHour(ReadOnlySpan<byte> utf8) => JsonSerializer.Deserialize(utf8, Context.ArrivalHour) ?? throw new JsonException("An hour is null.");

    public static OrderGeneration ReadGeneration(ReadOnlySpan<byte> utf8) => JsonSerializer.Deserialize(utf8, Context.OrderGeneration) ?? throw new JsonException("A generation is null.");

    private static JsonSerializerOptions Options()
    {
        var options = new JsonSerializerOptions
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        };
        foreach (var converter in KeyJson.Converters) options.Converters.Add(converter);
        return options;
    }
}

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(EpisodeBatch))]
[JsonSerializable(typeof(EpisodeRow))]
[JsonSerializable(typeof(ArrivalHour))]
[JsonSerializable(typeof(OrderGeneration))]
internal sealed partial class ProjectionContext : JsonSerializerContext;
