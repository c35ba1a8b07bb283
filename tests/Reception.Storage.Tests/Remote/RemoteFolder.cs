using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Reception.Clustering.Link;
using Reception.Storage.Remote;

namespace Reception.Storage.Tests.Remote;

/// <summary>A data folder, a store that serves it as the store process does (on a free loopback port), and links to it.</summary>
internal sealed class RemoteFolder : IAsyncDisposable
{
    private readonly List<StoreLink> _links = [];
    private WebApplication? _store;

    public string Path { get; } = Directory.CreateTempSubdirectory("reception-test-").FullName;

    public async Task<StoreLink> OpenAsync(Action<StoreLinkOptions>? configure = null)
    {
        if (_store is null) await StartAsync();
        return Link(configure);
    }

    public async Task<RemoteStore> OpenStoreAsync() => new(await OpenAsync());

    /// <summary>The store is stopped and started again under a link that stays.</summary>
    public async Task<RemoteStore> ReopenStoreAsync()
    {
        await StopAsync();
        await StartAsync();
        return new RemoteStore(_links[0]);
    }

    /// <summary>A link, whether or not a store is there.</summary>
    public StoreLink Link(Action<StoreLinkOptions>? configure = null)
    {
        var options = new StoreLinkOptions { DataFolder = Path, ConnectWait = TimeSpan.FromSeconds(20) };
        configure?.Invoke(options);
        var link = new StoreLink(Options.Create(options), TimeProvider.System, NullLogger<StoreLink>.Instance);
        _links.Add(link);
        return link;
    }

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _store = builder.UseReceptionStoreServer(Path, port: 0).Build();
        await _store.StartAsync();
    }

    public async Task StopAsync()
    {
        if (_store is null) return;
        await _store.StopAsync();
        await _store.DisposeAsync();
        _store = null;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var link in _links) await link.DisposeAsync();
        await StopAsync();
        Directory.Delete(Path, recursive: true);
    }
}
