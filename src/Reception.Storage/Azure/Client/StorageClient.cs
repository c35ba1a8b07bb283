using Azure.Core.Pipeline;
using Reception.Domain.Time;

namespace Reception.Storage.Azure.Client;

/// <summary>One account's containers and tables. Safe for concurrent use; one for the life of the process.</summary>
public sealed class StorageClient
{
    private readonly HttpPipeline _blobs;
    private readonly HttpPipeline _tables;
    private readonly IRandomSource _random;

    public StorageClient(StorageAccount account, StorageClientOptions options, StoragePressure pressure, TimeProvider time, IRandomSource random)
    {
        Account = account;
        _random = random;
        _blobs = StoragePipeline.Build(account, isTable: false, options, pressure, time);
        _tables = StoragePipeline.Build(account, isTable: true, options, pressure, time);
    }

    /// <summary>Which account it is.</summary>
    public StorageAccount Account { get; }

    /// <summary>A container of the account; nothing is sent.</summary>
    public Blobs Blobs(string container) => new(_blobs, Account, container);

    /// <summary>A table of the account; nothing is sent.</summary>
    public Tables Tables(string table) => new(_tables, Account, table, _random);
}
