using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Reception.Storage.Azure.Client;

/// <summary>One entity: its keys, its tag when it was read, and values that are a text, a whole number (32 or 64 bits), a truth or bytes.</summary>
public sealed class TableEntity(string partition, string row)
{
    /// <summary>The partition key.</summary>
    public string Partition { get; } = partition;

    /// <summary>The row key.</summary>
    public string Row { get; } = row;

    /// <summary>Null until it was read or written.</summary>
    public string? ETag { get; set; }

    /// <summary>The values by name; null values are not stored.</summary>
    public Dictionary<string, object?> Values { get; } = new(StringComparer.Ordinal);

    /// <summary>A text, null when there is none.</summary>
    public string? Text(string name) => Values.GetValueOrDefault(name) as string;

    /// <summary>A whole number, 0 when there is none.</summary>
    public long Number(string name) => Values.GetValueOrDefault(name) switch
    {
        long number => number,
        int number => number,
        _ => 0,
    };

    /// <summary>Bytes, empty when there are none.</summary>
    public byte[] Bytes(string name) => Values.GetValueOrDefault(name) as byte[] ?? [];

    internal byte[] ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("PartitionKey", Partition);
            json.WriteString("RowKey", Row);
            foreach (var (name, value) in Values) Write(json, name, value);
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    internal static TableEntity FromJson(JsonElement json)
    {
        var entity = new TableEntity(json.GetProperty("PartitionKey").GetString()!, json.GetProperty("RowKey").GetString()!);
        foreach (var property in json.EnumerateObject())
        {
            if (property.NameEquals("odata.etag")) entity.ETag = property.Value.GetString();
            if (property.Name is "PartitionKey" or "RowKey" or "Timestamp" || property.Name.Contains("odata.", StringComparison.Ordinal)) continue;
            var type = json.TryGetProperty(property.Name + "@odata.type", out var given) ? given.GetString() : null;
            entity.Values[property.Name] = (type, property.Value.ValueKind) switch
            {
                ("Edm.Int64", JsonValueKind.String) => long.Parse(property.Value.GetString()!, CultureInfo.InvariantCulture),
                ("Edm.Binary", JsonValueKind.String) => property.Value.GetBytesFromBase64(),
                (_, JsonValueKind.Number) => property.Value.GetInt32(),
                (_, JsonValueKind.True or JsonValueKind.False) => property.Value.GetBoolean(),
                (_, JsonValueKind.Null) => null,
                _ => property.Value.GetString(),
            };
        }
        return entity;
    }

    private static void Write(Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case null:
                break;
            case string text:
                json.WriteString(name, text);
                break;
            case int number:
                json.WriteNumber(name, number);
                break;
            case bool truth:
                json.WriteBoolean(name, truth);
                break;
            case long number:
                json.WriteString(name + "@odata.type", "Edm.Int64");
                json.WriteString(name, number.ToString(CultureInfo.InvariantCulture));
                break;
            case byte[] bytes:
                json.WriteString(name + "@odata.type", "Edm.Binary");
                json.WriteBase64String(name, bytes);
                break;
            default:
                throw new ArgumentException($"A table keeps no {value.GetType().Name}.", nameof(value));
        }
    }
}

/// <summary>What a transaction does to one entity.</summary>
public enum TableAction
{
    /// <summary>Refused when there is one of these keys.</summary>
    Insert = 0,
    /// <summary>Whatever there is.</summary>
    Put = 1,
    /// <summary>Only the entity whose tag is named.</summary>
    Replace = 2,
    /// <summary>Only the entity whose tag is named, or any when none is; refused when there is none.</summary>
    Delete = 3,
}

/// <summary>One step of a transaction.</summary>
public sealed record TableChange(TableAction Action, TableEntity Entity);
