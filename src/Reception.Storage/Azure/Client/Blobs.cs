using System.Globalization;
using System.Security.Cryptography;
using System.Xml.Linq;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Reception.Storage.Azure.Client;

/// <summary>
/// One container of a storage account, as far as this product needs it (REST version 2023-11-03). Names of blobs are ASCII without
/// characters that an address would escape, but for the slash. A status that an operation does not know throws
/// <see cref="StorageRequestException"/>; a service that cannot be reached throws Azure.Core's exceptions after the last try.
/// </summary>
public sealed class Blobs
{
    /// <summary>The most bytes of one append: 100 MiB since version 2022-11-02.</summary>
    public const int MaxAppendBytes = 100 << 20;

    /// <summary>The most blocks of an append blob.</summary>
    public const int MaxBlocks = 50_000;

    private const string Version = "2023-11-03";

    private readonly HttpPipeline _pipeline;
    private readonly string _address;

    internal Blobs(HttpPipeline pipeline, StorageAccount account, string container)
    {
        _pipeline = pipeline;
        _address = $"{account.Blobs.AbsoluteUri.TrimEnd('/')}/{container}";
        Container = container;
    }

    /// <summary>The container's name.</summary>
    public string Container { get; }

    /// <summary>Makes the container unless it is there.</summary>
    public async ValueTask CreateContainerAsync(CancellationToken cancellation = default)
    {
        using var message = New(RequestMethod.Put, "", "?restype=container");
        var response = await SendAsync(message, cancellation).ConfigureAwait(false);
        if (response.Status is not (201 or 409)) throw StorageFailure.Of(response, "create container");
    }

    /// <summary>Makes an empty append blob. False: there is a blob of that name.</summary>
    public async ValueTask<bool> CreateAppendAsync(string name, IReadOnlyDictionary<string, string>? metadata = null, bool replace = false, CancellationToken cancellation = default)
    {
        using var message = New(RequestMethod.Put, name);
        message.Request.Headers.Add("x-ms-blob-type", "AppendBlob");
        if (!replace) message.Request.Headers.Add("If-None-Match", "*");
        AddMetadata(message, metadata);
        var response = await SendAsync(message, cancellation).ConfigureAwait(false);
        return response.Status switch
        {
            201 => true,
            409 or 412 => false,
            _ => throw StorageFailure.Of(response, "create append blob"),
        };
    }

    /// <summary>
    /// Appends one block, if the blob's end is at <paramref name="position"/>, with an MD5 that the service checks. A try whose answer was
    /// lost may have been carried out: when the end has moved, the bytes at the position are read, and if they are these, this append did it.
    /// So bytes must be unlike any other writer's (a random number in them), and an append never happens twice.
    /// </summary>
    public async ValueTask<(AppendResult Result, int Blocks)> AppendAsync(string name, ReadOnlyMemory<byte> bytes, long position, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bytes.Length, nameof(bytes));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes.Length, MaxAppendBytes, nameof(bytes));
        using var message = New(RequestMethod.Put, name, "?comp=appendblock");
        message.Request.Headers.Add("x-ms-blob-condition-appendpos", position.ToString(CultureInfo.InvariantCulture));
        SetContent(message, bytes);
        var response = await SendAsync(message, cancellation).ConfigureAwait(false);
        switch (response.Status)
        {
            case 201:
                return (AppendResult.Appended, Blocks(response));
            case 404:
                return (AppendResult.Missing, 0);
            case 409 when StorageFailure.Code(response) is "BlockCountExceedsLimit":
                return (AppendResult.Full, MaxBlocks);
            case 412:
                var there = await GetAsync(name, position, bytes.Length, cancellation).ConfigureAwait(false);
                return there is { } content && content.Bytes.Span.SequenceEqual(bytes.Span) ? (AppendResult.Appended, content.Properties.Blocks) : (AppendResult.Moved, 0);
            default:
                throw StorageFailure.Of(response, "append");
        }
    }

    /// <summary>Null: there is no such blob.</summary>
    public async ValueTask<BlobProperties?> FindAsync(string name, CancellationToken cancellation = default)
    {
        using var message = New(RequestMethod.Head, name);
        var response = await SendAsync(message, cancellation).ConfigureAwait(false);
        return response.Status switch
        {
            200 => Properties(response, Length(response)),
            404 => null,
            _ => throw StorageFailure.Of(response, "properties"),
        };
    }

    /// <summary>The whole blob. Null: there is none.</summary>
    public ValueTask<BlobContent?> GetAsync(string name, CancellationToken cancellation = default) => GetAsync(name, null, cancellation);

    /// <summary>Up to <paramref name="count"/> bytes from an offset. Null: there is no such blob, or it ends before the offset.</summary>
    public ValueTask<BlobContent?> GetAsync(string name, long offset, int count, CancellationToken cancellation = default) =>
        GetAsync(name, string.Create(CultureInfo.InvariantCulture, $"bytes={offset}-{offset + count - 1}"), cancellation);

    /// <summary>
    /// Stores a block blob if its tag is <paramref name="expected"/> (null: if there is none; <c>*</c>: whatever there is). Answers the new
    /// tag, or null when the condition does not hold.
    /// </summary>
    public async ValueTask<string?> PutAsync(string name, ReadOnlyMemory<byte> bytes, string? expected, string contentType = "application/octet-stream", CancellationToken cancellation = default)
    {
        using var message = New(RequestMethod.Put, name);
        message.Request.Headers.Add("x-ms-blob-type", "BlockBlob");
        if (expected is null) message.Request.Headers.Add("If-None-Match", "*");
        else if (expected != "*") message.Request.Headers.Add("If-Match", expected);
        SetContent(message, bytes, contentType);
        var response = await SendAsync(message, cancellation).ConfigureAwait(false);
        return response.Status switch
        {
            201 => ETag(response),
            409 or 412 => null,
            404 when expected is not null && StorageFailure.Code(response) is "BlobNotFound" => null,
            _ => throw StorageFailure.Of(response, "put"),
        };
    }

    /// <summary>Removes a blob if its tag is the expected one (null: whatever it is). False: it is not there, or has another tag.</summary>
    public async ValueTask<bool> DeleteAsync(string name, string? expected = null, CancellationToken cancellation = default)
    {
        using var message = New(RequestMethod.Delete, name);
        if (expected is not null) message.Request.Headers.Add("If-Match", expected);
        var response = await SendAsync(message, cancellation).ConfigureAwait(false);
        return response.Status switch
        {
            202 => true,
            404 or 412 => false,
            _ => throw StorageFailure.Of(response, "delete"),
        };
    }

    /// <summary>All names with a prefix, in order, a page of up to 5,000 at a time.</summary>
    public async IAsyncEnumerable<BlobItem> ListAsync(string prefix, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation = default)
    {
        for (var marker = ""; ;)
        {
            using var message = New(RequestMethod.Get, "", $"?restype=container&comp=list&prefix={Uri.EscapeDataString(prefix)}{(marker.Length > 0 ? $"&marker={Uri.EscapeDataString(marker)}" : "")}");
            var response = await SendAsync(message, cancellation).ConfigureAwait(false);
            if (response.Status == 404) yield break;
            if (response.Status != 200) throw StorageFailure.Of(response, "list");
            var page = XDocument.Load(response.Content.ToStream()).Root!;
            foreach (var blob in page.Element("Blobs")?.Elements("Blob") ?? [])
                yield return new BlobItem(blob.Element("Name")!.Value, long.Parse(blob.Element("Properties")!.Element("Content-Length")!.Value, CultureInfo.InvariantCulture));
            marker = page.Element("NextMarker")?.Value ?? "";
            if (marker.Length == 0) yield break;
        }
    }

    private async ValueTask<BlobContent?> GetAsync(string name, string? range, CancellationToken cancellation)
    {
        using var message = New(RequestMethod.Get, name);
        if (range is not null) message.Request.Headers.Add("x-ms-range", range);
        var response = await SendAsync(message, cancellation).ConfigureAwait(false);
        if (response.Status is 404 or 416) return null;
        if (response.Status is not (200 or 206)) throw StorageFailure.Of(response, "get");
        var bytes = response.Content.ToMemory();
        if (range is not null && bytes.IsEmpty) return null; // Azurite's answer to an offset at the end
        var length = response.Headers.TryGetValue("Content-Range", out var whole) ? long.Parse(whole.AsSpan(whole.IndexOf('/', StringComparison.Ordinal) + 1), NumberStyles.None, CultureInfo.InvariantCulture) : bytes.Length;
        return new BlobContent(Properties(response, length), bytes);
    }

    private HttpMessage New(RequestMethod method, string name, string query = "")
    {
        var message = _pipeline.CreateMessage();
        message.BufferResponse = true;
        message.Request.Method = method;
        message.Request.Uri.Reset(new Uri(name.Length == 0 ? _address + query : $"{_address}/{Uri.EscapeDataString(name).Replace("%2F", "/", StringComparison.Ordinal)}{query}"));
        message.Request.Headers.Add("x-ms-version", Version);
        return message;
    }

    private async ValueTask<Response> SendAsync(HttpMessage message, CancellationToken cancellation)
    {
        await _pipeline.SendAsync(message, cancellation).ConfigureAwait(false);
        return message.Response.Status >= 500 ? throw StorageFailure.Of(message.Response, message.Request.Method.Method) : message.Response;
    }

    private static void SetContent(HttpMessage message, ReadOnlyMemory<byte> bytes, string contentType = "application/octet-stream")
    {
        message.Request.Content = RequestContent.Create(bytes);
        message.Request.Headers.Add("Content-Type", contentType);
        Span<byte> md5 = stackalloc byte[MD5.HashSizeInBytes];
#pragma warning disable CA5351 // a check sum that the service defines, no secret
        MD5.HashData(bytes.Span, md5);
#pragma warning restore CA5351
        message.Request.Headers.Add("Content-MD5", Convert.ToBase64String(md5));
    }

    private static void AddMetadata(HttpMessage message, IReadOnlyDictionary<string, string>? metadata)
    {
        foreach (var (name, value) in metadata ?? new Dictionary<string, string>()) message.Request.Headers.Add("x-ms-meta-" + name, value);
    }

    private static BlobProperties Properties(Response response, long length) => new(length, ETag(response), Blocks(response),
        response.Headers.Where(header => header.Name.StartsWith("x-ms-meta-", StringComparison.OrdinalIgnoreCase))
            .ToDictionary(header => header.Name["x-ms-meta-".Length..].ToLowerInvariant(), header => header.Value, StringComparer.Ordinal));

    private static long Length(Response response) => response.Headers.ContentLengthLong ?? 0;

    private static string ETag(Response response) => response.Headers.TryGetValue("ETag", out var tag) ? tag : "";

    private static int Blocks(Response response) =>
        response.Headers.TryGetValue("x-ms-blob-committed-block-count", out var count) ? int.Parse(count, CultureInfo.InvariantCulture) : 0;
}
