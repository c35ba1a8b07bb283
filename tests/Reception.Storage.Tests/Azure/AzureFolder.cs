using Microsoft.Extensions.Logging.Abstractions;
using Reception.Domain.Time;
using Reception.Storage.Azure;
using Reception.Storage.Azure.Client;
using Reception.Storage.Azure.Journal;
using Reception.Storage.Journal;

namespace Reception.Storage.Tests.Azure;

/// <summary>Containers and tables of its own for one test, and the stores that were opened on them.</summary>
internal sealed class AzureFolder(AzuriteFixture azurite)
{
    private readonly string _prefix = azurite.NextName() + "s";

    public string Prefix => _prefix;

    public JournalDamages Damages { get; } = new(azurite.Instruments, NullLogger<JournalDamages>.Instance);

    /// <summary>A store as another process would have it: nothing remembered.</summary>
    public async Task<AzureStore> OpenAsync(Action<AzureStoreOptions>? configure = null, int accounts = 1, TimeProvider? time = null)
    {
        var server = await azurite.ServerAsync();
        return Open(Enumerable.Range(1, accounts).Select(server.Account), configure, time);
    }

    public AzureStore Open(IEnumerable<StorageAccount> accounts, Action<AzureStoreOptions>? configure = null, TimeProvider? time = null)
    {
        var options = new AzureStoreOptions { Prefix = _prefix, GrainStateContainer = _prefix + "grains", FeedPatience = TimeSpan.FromMilliseconds(200) };
        configure?.Invoke(options);
        return new AzureStore(options, [.. accounts], azurite.Pressure, Damages, new JournalInstruments(azurite.Meters), time ?? TimeProvider.System, new SystemRandomSource(), NullLogger<AzureStore>.Instance);
    }
}
