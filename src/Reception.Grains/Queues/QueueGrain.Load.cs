using Reception.Contracts.Shops;
using Reception.Domain.Shops.Peak;
using Reception.Grains.Delivery;

namespace Reception.Grains.Queues;

/// <summary>Looks at the rules while nothing happens, and tells the shop its load where a peak lever goes by it.</summary>
internal sealed partial class QueueGrain
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);

    /// <summary>A load that stays the same is told again so often: the shop forgets those that say nothing.</summary>
    private static readonly TimeSpan TellAgain = TimeSpan.FromSeconds(20);

    private DeskLoad? _told;
    private DateTimeOffset _toldAt;

    private void StartLooking() => this.RegisterGrainTimer(LookAsync, new GrainTimerCreationOptions(LookEvery, LookEvery) { KeepAlive = false });

    private Task LookAsync()
    {
        if (_isGone) return Task.CompletedTask;
        var before = _rules;
        if (!ReferenceEquals(Rules(), before))
        {
            _matcher.OnTime(Now);
            Act();
        }
        TellLoad();
        return Task.CompletedTask;
    }

    private void TellLoad()
    {
        var policy = policies.GetAsync(_id.Shop);
        if (!policy.IsCompletedSuccessfully || !PeakLevers.GoByLoad(policy.Result?.Policy.Peak)) return;
        var load = _matcher.Load(Now);
        if (load == _told && Now - _toldAt < TellAgain) return;
        (_told, _toldAt) = (load, Now);
        var shop = GrainFactory.GetGrain<IShopGrain>(_id.Shop.Value);
        _notices.Latest("load", () => shop.OnDeskLoadAsync(_id, load));
    }
}
