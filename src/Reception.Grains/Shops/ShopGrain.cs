using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Orleans.Utilities;
using Reception.Contracts.Ids;
using Reception.Contracts.Scaling;
using Reception.Contracts.Shops;
using Reception.Domain.Shops;
using Reception.Grains.Delivery;
using Reception.Grains.Hosting;

namespace Reception.Grains.Shops;

/// <summary>A shop's set-up, versioned. Silos that use it watch it; what they are told is a hint.</summary>
internal sealed partial class ShopGrain : Grain, IShopGrain
{
    private static readonly TimeSpan WatchersForgotten = TimeSpan.FromMinutes(5);

    private readonly IPersistentState<ShopRecord> _shop;
    private readonly PolicyCache _policies;
    private readonly ObserverManager<IShopObserver> _watchers;
    private readonly Notices _notices;
    private readonly TimeProvider _time;
    private readonly ILogger<ShopGrain> _log;

    public ShopGrain([PersistentState("shop", "Default")] IPersistentState<ShopRecord> shop, PolicyCache policies, TimeProvider time, ILogger<ShopGrain> log)
    {
        (_shop, _policies, _time, _log) = (shop, policies, time, log);
        _notices = new(time, log);
        _watchers = new(WatchersForgotten, log) { GetDateTime = () => time.GetUtcNow().UtcDateTime };
    }

    private ShopId Id => new(this.GetPrimaryKeyString());

    private ShopRecord Shop => _shop.State;

    public Task<VersionedPolicy?> GetAsync() => Task.FromResult(Shop.Policy is { } policy ? new VersionedPolicy(Id, Shop.Version, policy, Shop.Peak?.ToState()) : null);

    public async Task<PutPolicyResult> PutAsync(ShopPolicy policy, long? expectedVersion)
    {
        if (expectedVersion is { } expected && expected != Shop.Version)
            return new(PutPolicyOutcome.VersionConflict, Shop.Version, [$"The shop has version {Shop.Version}, not {expected}."]);
        var errors = PolicyValidator.Validate(policy);
        if (errors.Length > 0) return new(PutPolicyOutcome.Invalid, Shop.Version, errors);
        var hadCalendar = Shop.Policy?.Calendar is not null;
        await StoreAsync(shop => (shop.Version, shop.Policy) = (shop.Version + 1, policy));
        if (hadCalendar || policy.Calendar is not null) TellCalendar();
        StartLooking();
        return new(PutPolicyOutcome.Stored, Shop.Version, []);
    }

    public async Task<PutPolicyResult> CopyFromAsync(ShopId template, string name)
    {
        if (Shop.Policy is not null) return new(PutPolicyOutcome.VersionConflict, Shop.Version, [$"There is a shop '{Id}' already."]);
        if (template == Id || await _policies.GetStoredAsync(template) is not { } from) return new(PutPolicyOutcome.NotFound, 0, [$"There is no shop '{template}'."]);
        return await PutAsync(from.Policy with { Name = name }, 0);
    }

    public async Task<string?> GetIdentityKeyAsync()
    {
        if (Shop.Policy is null || Shop.IdentityKey is not null) return Shop.IdentityKey;
        return await RotateIdentityKeyAsync();
    }

    public async Task<string?> RotateIdentityKeyAsync()
    {
        if (Shop.Policy is null) return null;
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        await StoreAsync(shop => shop.IdentityKey = key);
        return key;
    }

    public Task WatchAsync(IShopObserver observer)
    {
        _watchers.Subscribe(observer, observer);
        return Task.CompletedTask;
    }

    public Task OnKnowledgePublishedAsync(long version)
    {
        var id = Id;
        _ = _watchers.Notify(w => w.OnKnowledgeChangedAsync(id, version));
        return Task.CompletedTask;
    }

    public Task OnCataloguePublishedAsync(long version)
    {
        var id = Id;
        _ = _watchers.Notify(w => w.OnCatalogueChangedAsync(id, version));
        return Task.CompletedTask;
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        StartLooking();
        if (Shop.Policy?.Calendar is not null) TellCalendar(); // a word that was lost with an activation is said again
        StartLooking();
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _notices.Stop();
        return Task.CompletedTask;
    }

    private void TellCalendar()
    {
        var (id, hasOne, scaling) = (Id, Shop.Policy?.Calendar is not null, GrainFactory.GetGrain<IScalingGrain>(IScalingGrain.Key));
        _notices.Latest("calendar", () => scaling.OnCalendarAsync(id, hasOne));
    }

    private async Task StoreAsync(Action<ShopRecord> change)
    {
        change(Shop);
        await _shop.WriteOrEndAsync(DeactivateOnIdle);
        var (id, version) = (Id, Shop.Version);
        _ = _watchers.Notify(w => w.OnPolicyChangedAsync(id, version));
    }
}
