using Reception.Contracts.Scaling;

namespace Reception.Domain.Staffing.Scaling;

/// <summary>Agents of all queues, those that want most first: what the calendar asks for, else what is computed.</summary>
public static class ScaledQueues
{
    public static ScaledQueue[] Of(IReadOnlyCollection<ShopForecast> shops, DateTimeOffset from, int hours) =>
    [
        .. shops.SelectMany(shop => shop.Staffing.Select(queue => Queue(shop, queue, from, hours)))
            .OrderByDescending(queue => queue.Desired ?? -1).ThenBy(queue => queue.Shop.Value, StringComparer.Ordinal).ThenBy(queue => queue.Queue, StringComparer.Ordinal),
    ];

    private static ScaledQueue Queue(ShopForecast shop, QueueStaffing queue, DateTimeOffset from, int hours)
    {
        var byHour = queue.Hours.ToDictionary(hour => hour.From, hour => hour.Wished ?? hour.Agents);
        int?[] agents = [.. Enumerable.Range(0, hours).Select(ahead => byHour.GetValueOrDefault(from.AddHours(ahead)))];
        return new(shop.Shop, queue.Queue, agents[0], agents);
    }
}
