using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Reception.Domain.Time;
using Reception.Storage.Journal;
using Reception.Storage.Sqlite;

namespace Reception.Storage.Tests.Sqlite;

/// <summary>A data folder of its own for one test, and the stores that were opened on it.</summary>
internal sealed class StoreFolder : IAsyncDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly System.Diagnostics.Metrics.IMeterFactory _meters;
    private SqliteStore? _store;

    public StoreFolder(System.Diagnostics.Metrics.IMeterFactory? meters = null) => (_meters, Path) = (meters ?? _services.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>(), Directory.CreateTempSubdirectory("reception-test-").FullName);

    public string Path { get; }

    public string this[string file] => System.IO.Path.Combine(Path, file);

    public JournalInstruments Instruments => field ??= new JournalInstruments(_meters);

    /// <summary>The one that is open.</summary>
    public SqliteStore Store => _store!;

    public SqliteStore Open(Action<SqliteStoreOptions>? configure = null) => _store = OpenAside(Path, configure);

    /// <summary>The store of another folder, instead of this one's.</summary>
    public SqliteStore OpenAt(string path) => _store = OpenAside(path);

    /// <summary>A store that its test disposes.</summary>
    public SqliteStore OpenAside(string path, Action<SqliteStoreOptions>? configure = null)
    {
        var options = new SqliteStoreOptions { DataFolder = path };
        configure?.Invoke(options);
        return SqliteStore.Open(options, Instruments, TimeProvider.System, new SystemRandomSource(), NullLogger<SqliteStore>.Instance);
    }

    public async Task<SqliteStore> ReopenAsync(Action<SqliteStoreOptions>? configure = null)
    {
        await DisposeStoreAsync();
        return Open(configure);
    }

    public async Task DisposeStoreAsync()
    {
        if (_store is not null) await _store.DisposeAsync();
        _store = null;
    }

    public async ValueTask DisposeAsync()
    {
        await DisposeStoreAsync();
        await _services.DisposeAsync();
        Directory.Delete(Path, recursive: true);
    }
}
