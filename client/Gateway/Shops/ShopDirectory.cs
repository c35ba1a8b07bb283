using System.Collections.Concurrent;
using Reception.Contracts.Ids;
using Reception.Contracts.Shops;

namespace Reception.Gateway.Shops;

/// <summary>
/// Policies and identity keys as this gateway knows them, at most 2 s old; bounded, so that made-up shop names cannot fill
/// the memory.
/// </summary>
public sealed class ShopDirectory(IClusterClient cluster, TimeProvider time)
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(2);
    private const int MaxEntries = 20_000;
    private readonly ConcurrentDictionary<ShopId, Known<VersionedPolicy>> _policies = new();
    private readonly ConcurrentDictionary<ShopId, Known<byte[]>> _keys = new();

    /// <summary>Null: no such shop.</summary>
    public ValueTask<VersionedPolicy?> GetPolicyAsync(ShopId shop) => GetAsync(_policies, shop, static grain => grain.GetAsync());

    /// <summary>The key with which the shop signs identities; null: no such shop.</summary>
    public ValueTask<byte[]?> GetIdentityKeyAsync(ShopId shop) => GetAsync(_keys, shop, static async grain =>
        await grain.GetAsync() is null ? null : await grain.GetIdentityKeyAsync() is { } key ? Convert.FromBase64String(key) : null);

    /// <summary>What was just changed here is read again.</summary>
    public void Forget(ShopId shop)
    {
        _policies.TryRemove(shop, out _);
        _keys.TryRemove(shop, out _);
    }

    private async ValueTask<T?> GetAsync<T>(ConcurrentDictionary<ShopId, Known<T>> cache, ShopId shop, Func<IShopGrain, Task<T?>> read)
        where T : class
    {
        var now = time.GetUtcNow();
        if (cache.TryGetValue(shop, out var known) && now - known.At < MaxAge) return known.Value;
        var value = await read(cluster.GetGrain<IShopGrain>(shop.Value));
        if (cache.Count >= MaxEntries) cache.Clear();
        cache[shop] = new Known<T>(value, now);
        return value;
    }

    private sealed record Known<T>(T? Value, DateTimeOffset At);
}
