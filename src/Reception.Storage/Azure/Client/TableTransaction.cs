using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Reception.Storage.Azure.Client;

/// <summary>
/// An entity group transaction as a multipart text. Source:
/// https://learn.microsoft.com/rest/api/storageservices/performing-entity-group-transactions.
/// </summary>
internal sealed partial class TableTransaction(Guid id, string service, string table)
{
    private readonly string _batch = $"batch_{id:D}";
    private readonly string _changes = $"changeset_{id:D}";

    public string ContentType => $"multipart/mixed; boundary={_batch}";

    public byte[] Write(IReadOnlyList<TableChange> changes)
    {
        var text = new StringBuilder(changes.Count * 1024);
        text.Append("--").Append(_batch).Append("\r\nContent-Type: multipart/mixed; boundary=").Append(_changes).Append("\r\n\r\n");
        foreach (var change in changes) Write(text, change);
        text.Append("--").Append(_changes).Append("--\r\n--").Append(_batch).Append("--\r\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>False when a condition of one of them did not hold; any other refusal throws.</summary>
    public static bool Read(string body, IReadOnlyList<TableChange> changes)
    {
        var statuses = Status().Matches(body).Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)).ToArray();
        if (statuses.FirstOrDefault(status => status >= 400) is var refused and > 0)
        {
            var code = Code().Match(body) is { Success: true } match ? match.Groups[1].Value : null;
            return refused is 404 or 409 or 412 && code is not "TableNotFound" ? false : throw new StorageRequestException(refused, code, "transaction");
        }
        if (statuses.Length != changes.Count) throw new InvalidDataException($"A transaction of {changes.Count} changes was answered with {statuses.Length} parts.");
        var parts = Status().Split(body);
        for (var i = 0; i < changes.Count; i++)
            changes[i].Entity.ETag = ETag().Match(parts[2 * i + 2]) is { Success: true } tag ? tag.Groups[1].Value.Trim() : null;
        return true;
    }

    private void Write(StringBuilder text, TableChange change)
    {
        var entity = change.Entity;
        text.Append("--").Append(_changes).Append("\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n");
        text.Append(Tables.Method(change.Action).Method).Append(' ').Append(service).Append('/').Append(table);
        if (change.Action != TableAction.Insert) text.Append("(PartitionKey='").Append(entity.Partition).Append("',RowKey='").Append(entity.Row).Append("')");
        text.Append(" HTTP/1.1\r\nAccept: application/json;odata=minimalmetadata\r\nDataServiceVersion: 3.0\r\n");
        if (change.Action is TableAction.Replace or TableAction.Delete) text.Append("If-Match: ").Append(entity.ETag ?? "*").Append("\r\n");
        if (change.Action == TableAction.Insert) text.Append("Prefer: return-no-content\r\n");
        if (change.Action != TableAction.Delete) text.Append("Content-Type: application/json\r\n\r\n").Append(Encoding.UTF8.GetString(entity.ToJson()));
        else text.Append("\r\n");
        text.Append("\r\n");
    }

    [GeneratedRegex(@"^HTTP/1\.1 (\d{3})", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Status();

    [GeneratedRegex(@"^ETag: (.+?)\r?$", RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ETag();

    [GeneratedRegex("\"code\"\\s*:\\s*\"([A-Za-z]+)\"", RegexOptions.CultureInvariant)]
    private static partial Regex Code();
}
