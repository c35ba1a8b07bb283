using System.Runtime.CompilerServices;
using Reception.Contracts.Ids;
using Reception.Contracts.Shops;
using Reception.Domain.Shops;
using Reception.Domain.Shops.Peak;

namespace Reception.Grains.Shops;

/// <summary>
/// The policies in force, by shop: what is stored, with the limits of the calendar's phase, and over both the peak levers that are on; null =
/// no such shop. As long as neither version, phase nor levers change it gives the same object.
/// </summary>
internal sealed class PolicyCache(IGrainFactory grains, TimeProvider time) : ShopCache<VersionedPolicy>(time)
{
    private readonly ConditionalWeakTable<ShopPolicy, VersionedPolicy> _dated = [];
    private readonly ConditionalWeakTable<VersionedPolicy, PeakedPolicy> _peaked = [];
    private readonly TimeProvider _time = time;

    /// <summary>The policy as it is stored, whatever lever is on.</summary>
    public async ValueTask<VersionedPolicy?> GetStoredAsync(ShopId shop) => await GetAsync(shop) is null ? null : Known(shop);

    protected override VersionedPolicy? InForce(VersionedPolicy? stored)
    {
        if (stored is null or { Policy: { Peak: null, Calendar: null } }) return stored;
        var now = _time.GetUtcNow();
        var dated = ShopCalendar.PolicyAt(stored.Policy, now);
        var policy = ReferenceEquals(dated, stored.Policy) ? stored : _dated.GetValue(dated, _ => stored with { Policy = dated });
        return policy.Policy.Peak is null ? policy : _peaked.GetValue(policy, static plain => new PeakedPolicy(plain)).At(now);
    }

    protected override async Task<(VersionedPolicy? Value, long Version)?> LoadAsync(ShopId shop, long known)
    {
        var policy = await grains.GetGrain<IShopGrain>(shop.Value).GetAsync();
        return policy is not null && policy.Version == known && policy.Peak?.Revision == Known(shop)?.Peak?.Revision ? null : (policy, policy?.Version ?? 0);
    }
}
