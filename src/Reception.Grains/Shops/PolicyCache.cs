using Reception.Contracts.Ids;
using Reception.Contracts.Shops;

namespace Reception.Grains.Shops;

/// <summary>The policies in force, by shop; null = no such shop.</summary>
internal sealed class PolicyCache(IGrainFactory grains, TimeProvider time) : ShopCache<VersionedPolicy>(time)
{
    protected override async Task<(VersionedPolicy? Value, long Version)?> LoadAsync(ShopId shop, long known)
    {
        var policy = await grains.GetGrain<IShopGrain>(shop.Value).GetAsync();
        return policy is not null && policy.Version == known ? null : (policy, policy?.Version ?? 0);
    }
}
