using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Reception.Domain.Journal;
using Reception.Domain.Time;
using Reception.Storage.Azure;
using Reception.Storage.Azure.Client;
using Reception.Storage.Azure.Journal;
using Reception.Storage.Journal;

namespace Reception.Benchmarks.Journal;

/// <summary>A store on Azure Storage (Azurite, as a rule) and what it takes to append to it.</summary>
internal sealed class AzureBench : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    public AzureBench(string connection, string prefix)
    {
        var meters = _services.GetRequiredService<IMeterFactory>();
        var instruments = new AzureStoreInstruments(meters);
        var pressure = new StoragePressure(instruments, TimeProvider.System);
        var account = StorageAccount.Parse(connection);
        Store = new AzureStore(new AzureStoreOptions { Prefix = prefix }, [account], pressure, new JournalDamages(instruments, NullLogger<JournalDamages>.Instance), new JournalInstruments(meters), TimeProvider.System, new SystemRandomSource(), NullLogger<AzureStore>.Instance);
        Client = new StorageClient(account, new StorageClientOptions(), pressure, TimeProvider.System, new SystemRandomSource());
        Journal = new AzureConversationJournal(Store);
    }

    public AzureStore Store { get; }

    /// <summary>The same client without a journal, for raw appends.</summary>
    public StorageClient Client { get; }

    public AzureConversationJournal Journal { get; }

    public async Task AppendAsync(string conversation, long last, ReadOnlyMemory<byte> payload, OpenWorkChange? openWork = null)
    {
        if (await Journal.AppendAsync(new JournalAppend(conversation, last, [payload], false, openWork)) != AppendOutcome.Appended) throw new InvalidOperationException("The benchmark's append was refused.");
    }

    public void Dispose() => _services.Dispose();
}
