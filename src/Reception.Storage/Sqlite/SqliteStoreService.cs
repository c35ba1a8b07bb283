using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Reception.Storage.Sqlite;

/// <summary>Opens the store before the host's services start, and closes it (everything flushed) after they have stopped.</summary>
internal sealed class SqliteStoreService(IServiceProvider services) : IHostedLifecycleService
{
    private SqliteStore? _store;

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        _store = services.GetRequiredService<SqliteStore>();
        return Task.CompletedTask;
    }

    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        if (_store is not null) await _store.DisposeAsync().ConfigureAwait(false);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
