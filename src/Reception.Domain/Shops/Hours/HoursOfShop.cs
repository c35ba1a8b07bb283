using Reception.Contracts.Shops;

namespace Reception.Domain.Shops;

/// <summary>The hours of a policy: the shop's, and those of the queues that have their own.</summary>
internal sealed class HoursOfShop
{
    private readonly OpenHours _shop;
    private readonly Dictionary<string, OpenHours> _queues = new(StringComparer.Ordinal);

    public HoursOfShop(ShopPolicy policy)
    {
        var zone = ShopZone.Of(policy.TimeZone);
        var hours = policy.Opening ?? new(policy.Hours);
        _shop = new(zone, hours);
        foreach (var queue in policy.Queues)
        {
            if (queue.Rules?.Hours is { } own) _queues[queue.Name] = new(zone, own with { Exceptions = own.Exceptions ?? hours.Exceptions });
        }
    }

    public OpenHours Of(string? queue) => queue is not null && _queues.TryGetValue(queue, out var own) ? own : _shop;
}
