using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Reception.Contracts.Ids;
using Reception.Contracts.Shops;
using Reception.Grains.Goods;
using Reception.Grains.Knowledge;

namespace Reception.Grains.Shops;

/// <summary>Keeps a silo's caches of policies and knowledge: loads what turns wait for, listens to shops, looks once a second.</summary>
internal sealed partial class ShopCacheLoader(PolicyCache policies, KnowledgeCache knowledge, CatalogueCache catalogues, IGrainFactory grains, TimeProvider time, ILogger<ShopCacheLoader> log)
    : BackgroundService, IShopObserver
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WatchAgain = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private const int AtOnce = 32;

    /// <summary>A lost hint of a catalogue, which is advice and not rule, may take this many looks.</summary>
    private const int LooksPerCatalogueLook = 5;

    private long _looks;
    private IShopObserver? _self;
    private DateTimeOffset _watchedAt;

    public Task OnPolicyChangedAsync(ShopId shop, long version)
    {
        policies.Hint(shop, version);
        return Task.CompletedTask;
    }

    public Task OnKnowledgeChangedAsync(ShopId shop, long version)
    {
        knowledge.Hint(shop, version);
        return Task.CompletedTask;
    }

    public Task OnCatalogueChangedAsync(ShopId shop, long version)
    {
        catalogues.Hint(shop, version);
        return Task.CompletedTask;
    }

    public Task OnPeakChangedAsync(ShopId shop)
    {
        policies.Renew(shop);
        return Task.CompletedTask;
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _self = grains.CreateObjectReference<IShopObserver>(this);
        return Task.WhenAll(ServeAsync(policies, stoppingToken), ServeAsync(knowledge, stoppingToken), ServeAsync(catalogues, stoppingToken), LookAsync(stoppingToken));
    }

    private async Task ServeAsync<T>(ShopCache<T> cache, CancellationToken stop) where T : class
    {
        await foreach (var slot in cache.WantedAsync(stop)) _ = LoadAndWatchAsync(cache, slot);
    }

    private async Task LoadAndWatchAsync<T>(ShopCache<T> cache, ShopCache<T>.Slot slot) where T : class
    {
        await TryRefreshAsync(cache, slot);
        await TryWatchAsync(slot.Shop);
    }

    private async Task LookAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Look, time);
        while (await timer.WaitForNextTickAsync(stop))
        {
            await RefreshAllAsync(policies, stop);
            await RefreshAllAsync(knowledge, stop);
            if (++_looks % LooksPerCatalogueLook == 0) await RefreshAllAsync(catalogues, stop);
            if (time.GetUtcNow() - _watchedAt < WatchAgain) continue;
            _watchedAt = time.GetUtcNow();
            foreach (var slots in policies.InUse().Chunk(AtOnce)) await WaitAsync(slots.Select(s => TryWatchAsync(s.Shop)), stop);
        }
    }

    private async Task RefreshAllAsync<T>(ShopCache<T> cache, CancellationToken stop) where T : class
    {
        foreach (var slots in cache.InUse().Where(s => s.BeginsLooking()).Chunk(AtOnce)) await WaitAsync(slots.Select(s => LookAsync(cache, s)), stop);
    }

    private async Task LookAsync<T>(ShopCache<T> cache, ShopCache<T>.Slot slot) where T : class
    {
        await TryRefreshAsync(cache, slot);
        slot.EndsLooking();
    }

    // A shop whose silo hangs is left behind, still being asked: the others are looked at in time.
    private async Task WaitAsync(IEnumerable<Task> calls, CancellationToken stop)
    {
        try
        {
            await Task.WhenAll(calls).WaitAsync(Patience, time, stop);
        }
        catch (TimeoutException)
        {
        }
    }

    private async Task TryRefreshAsync<T>(ShopCache<T> cache, ShopCache<T>.Slot slot) where T : class
    {
        try
        {
            await cache.RefreshAsync(slot);
        }
        catch (Exception e)
        {
            LogNotLoaded(e, slot.Shop);
        }
    }

    private async Task TryWatchAsync(ShopId shop)
    {
        try
        {
            await grains.GetGrain<IShopGrain>(shop.Value).WatchAsync(_self!);
        }
        catch (Exception e)
        {
            LogNotLoaded(e, shop);
        }
    }
}
