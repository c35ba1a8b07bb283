using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Reception.Contracts.WorkOrders;

namespace Reception.Storage.Json;

/// <summary>Rows of work orders as they are stored and sent over the link. Rebuilt at will, so nothing here is frozen.</summary>
internal static class WorkOrderRowJson
{
    private static readonly WorkOrderRowContext Context = new(Options());

    public static byte[] Write(WorkOrderRow row) => JsonSerializer.SerializeToUtf8Bytes(row, Context.WorkOrderRow);

    public static WorkOrderRow Read(ReadOnlySpan<byte> utf8) => JsonSerializer.Deserialize(utf8, Context.WorkOrderRow) ?? throw new JsonException("A row is null.");

    public static byte[] WriteQuery(WorkOrderQuery query) => JsonSerializer.SerializeToUtf8Bytes(query, Context.WorkOrderQuery);

    public static WorkOrderQuery ReadQuery(ReadOnlySpan<byte> utf8) => JsonSerializer.Deserialize(utf8, Context.WorkOrderQuery) ?? throw new JsonException("A query is null.");

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
[JsonSerializable(typeof(WorkOrderRow))]
[JsonSerializable(typeof(WorkOrderQuery))]
internal sealed partial class WorkOrderRowContext : JsonSerializerContext;
