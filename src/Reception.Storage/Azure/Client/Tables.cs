using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Reception.Domain.Time;

namespace Reception.Storage.Azure.Client;

/// <summary>
/// One table of a storage account, as far as this product needs it (REST version 2019-02-02, JSON with little metadata). Keys are ASCII
/// without <c>/ \ # ? ' %</c>. A status that an operation does not know throws <see cref="StorageRequestException"/>.
/// </summary>
public sealed class Tables
{
    /// <summary>The most entities of one transaction.</summary>
    public const int MaxChanges = 100;

    /// <summary>The most bytes of one transaction that are sent: below the service's 4 MiB.</summary>
    public const int MaxTransactionBytes = 3 << 20;

    /// <summary>The most entities of a page.</summary>
    public const int MaxPage = 1_000;

    private const string Version = "2019-02-02";
    private const string Json = "application/json;odata=minimalmetadata";

    private readonly HttpPipeline _pipeline;
    private readonly IRandomSource _random;
    private readonly string _service;

    internal Tables(HttpPipeline pipeline, StorageAccount account, string table, IRandomSource random)
    {
        _pipeline = pipeline;
        _random = random;
        _service = account.Tables.AbsoluteUri.TrimEnd('/');
        Table = table;
    }

    /// <summary>The table's name.</summary>
    public string Table { get; }

    /// <summary>Makes the table unless it is there.</summary>
    public async ValueTask CreateAsync(CancellationToken cancellation = default)
    {
        using var message = New(RequestMethod.Post, "/Tables");
        message.Request.Content = RequestContent.Create(JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["TableName"] = Table }, TableJson.Default.DictionaryStringString));
        message.Request.Headers.Add("Content-Type", "application/json");
        message.Request.Headers.Add("Prefer", "return-no-content");
        var response = await SendAsync(message, cancellation).ConfigureAwait(false);
        if (response.Status is not (201 or 204) && StorageFailure.Code(response) is not "TableAlreadyExists") throw StorageFailure.Of(response, "create table");
    }

    /// <summary>Removes the table with all that is in it; does nothing where there is none. Its name may be refused for a minute afterwards.</summary>
    public async ValueTask DropAsync(CancellationToken cancellation = default)
    {
        using var message = New(RequestMethod.Delete, $"/Tables('{Table}')");
        var response = await SendAsync(message, cancellation).ConfigureAwait(false);
        if (response.Status is not (204 or 404)) throw StorageFailure.Of(response, "drop table");
    }

    /// <summary>Null: there is no entity of these keys.</summary>
    public async ValueTask<TableEntity?> FindAsync(string partition, string row, CancellationToken cancellation = default)
    {
        using var message = New(RequestMethod.Get, Path(partition, row));
        var response = await SendAsync(message, cancellation).ConfigureAwait(false);
        if (response.Status == 404) return null;
        if (response.Status != 200) throw StorageFailure.Of(response, "get entity");
        using var json = JsonDocument.Parse(response.Content.ToMemory());
        return TableEntity.FromJson(json.RootElement);
    }

    /// <summary>One change alone. Answers the new tag ("" of a removal), or null when the condition does not hold.</summary>
    public async ValueTask<string?> ChangeAsync(TableChange change, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(change);
        var entity = change.Entity;
        using var message = New(Method(change.Action), change.Action == TableAction.Insert ? "/" + Table : Path(entity.Partition, entity.Row));
        if (change.Action is TableAction.Replace or TableAction.Delete) message.Request.Headers.Add("If-Match", entity.ETag ?? "*");
        if (change.Action == TableAction.Insert) message.Request.Headers.Add("Prefer", "return-no-content");
        if (change.Action != TableAction.Delete)
        {
            message.Request.Content = RequestContent.Create(entity.ToJson());
            message.Request.Headers.Add("Content-Type", "application/json");
        }
        var response = await SendAsync(message, cancellation).ConfigureAwait(false);
        if (response.Status is 201 or 204) return response.Headers.TryGetValue("ETag", out var tag) ? tag : "";
        if (response.Status is 409 or 412 || response.Status == 404 && StorageFailure.Code(response) is not "TableNotFound") return null;
        throw StorageFailure.Of(response, "change entity");
    }

    /// <summary>
    /// All changes, of one partition, or none: up to <see cref="MaxChanges"/>. False: a condition does not hold. A written entity has its new
    /// tag afterwards when the service gave one. A try whose answer was lost may have been carried out: then a second try is refused
    /// although this transaction did it, so callers read again after false.
    /// </summary>
    public async ValueTask<bool> TransactAsync(IReadOnlyList<TableChange> changes, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(changes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(changes.Count, nameof(changes));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(changes.Count, MaxChanges, nameof(changes));
        using var message = New(RequestMethod.Post, "/$batch");
        var batch = new TableTransaction(_random.NextId(), _service, Table);
        message.Request.Content = RequestContent.Create(batch.Write(changes));
        message.Request.Headers.Add("Content-Type", batch.ContentType);
        var response = await SendAsync(message, cancellation).ConfigureAwait(false);
        if (response.Status is 404 or 409 or 412) return StorageFailure.Code(response) is "TableNotFound" ? throw StorageFailure.Of(response, "transaction") : false;
        if (response.Status != 202) throw StorageFailure.Of(response, "transaction");
        return TableTransaction.Read(response.Content.ToString(), changes);
    }

    /// <summary>
    /// Up to <see cref="MaxPage"/> entities by an OData filter, in order of their keys, from a continuation on. A page may be short or empty
    /// and still have another after it.
    /// </summary>
    public async ValueTask<TablePage> QueryAsync(string filter, int top = MaxPage, TableContinuation? from = null, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(top);
        var query = $"/{Table}()?$filter={Uri.EscapeDataString(filter)}&$top={Math.Min(top, MaxPage)}";
        if (from is { } next) query += $"&NextPartitionKey={Uri.EscapeDataString(next.Partition)}" + (next.Row is { } row ? $"&NextRowKey={Uri.EscapeDataString(row)}" : "");
        using var message = New(RequestMethod.Get, query);
        var response = await SendAsync(message, cancellation).ConfigureAwait(false);
        if (response.Status != 200) throw StorageFailure.Of(response, "query");
        using var json = JsonDocument.Parse(response.Content.ToMemory());
        TableContinuation? continuation = response.Headers.TryGetValue("x-ms-continuation-NextPartitionKey", out var partition) && partition.Length > 0
            ? new TableContinuation(partition, response.Headers.TryGetValue("x-ms-continuation-NextRowKey", out var nextRow) ? nextRow : null)
            : null;
        return new TablePage([.. json.RootElement.GetProperty("value").EnumerateArray().Select(TableEntity.FromJson)], continuation);
    }

    /// <summary>Every entity of a filter, page by page.</summary>
    public async IAsyncEnumerable<TableEntity> ListAsync(string filter, int page = MaxPage, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation = default)
    {
        TableContinuation? next = null;
        do
        {
            var found = await QueryAsync(filter, page, next, cancellation).ConfigureAwait(false);
            foreach (var entity in found.Entities) yield return entity;
            next = found.Next;
        }
        while (next is not null);
    }

    /// <summary>The filter of one partition's rows from a key (included) to another (not included).</summary>
    public static string Between(string partition, string from, string to) =>
        string.Create(CultureInfo.InvariantCulture, $"PartitionKey eq '{partition}' and RowKey ge '{from}' and RowKey lt '{to}'");

    /// <summary>The filter of one partition's rows with a prefix.</summary>
    public static string Prefixed(string partition, string prefix) => Between(partition, prefix, prefix + "~");

    internal static RequestMethod Method(TableAction action) => action switch
    {
        TableAction.Insert => RequestMethod.Post,
        TableAction.Delete => RequestMethod.Delete,
        _ => RequestMethod.Put,
    };

    private string Path(string partition, string row) => $"/{Table}(PartitionKey='{partition}',RowKey='{row}')";

    private HttpMessage New(RequestMethod method, string path)
    {
        var message = _pipeline.CreateMessage();
        message.BufferResponse = true;
        message.Request.Method = method;
        message.Request.Uri.Reset(new Uri(_service + path));
        message.Request.Headers.Add("x-ms-version", Version);
        message.Request.Headers.Add("DataServiceVersion", "3.0");
        message.Request.Headers.Add("Accept", Json);
        return message;
    }

    private async ValueTask<Response> SendAsync(HttpMessage message, CancellationToken cancellation)
    {
        await _pipeline.SendAsync(message, cancellation).ConfigureAwait(false);
        return message.Response.Status >= 500 ? throw StorageFailure.Of(message.Response, message.Request.Method.Method) : message.Response;
    }
}

/// <summary>Where the next page begins, as the service says it.</summary>
public readonly record struct TableContinuation(string Partition, string? Row);

/// <summary>A page of a query.</summary>
public sealed record TablePage(IReadOnlyList<TableEntity> Entities, TableContinuation? Next);

[System.Text.Json.Serialization.JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class TableJson : System.Text.Json.Serialization.JsonSerializerContext;
