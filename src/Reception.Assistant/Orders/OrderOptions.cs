using Reception.Assistant.Links;
using Reception.Contracts.Ids;

namespace Reception.Assistant.Orders;

/// <summary>One order system. <see cref="Url"/> is a template with <c>{customer}</c> and, where it wants them, <c>{shop}</c>, <c>{channel}</c>, <c>{order}</c>.</summary>
public class OrderSystem
{
    /// <summary>https, or http on loopback. Null: none.</summary>
    public string? Url { get; set; }

    /// <summary>Sent as a bearer token. Belongs into the environment or a secret store, never into a file that is checked in.</summary>
    public string? Secret { get; set; }
}

/// <summary>
/// Section <c>Reception:Orders</c>: the order system of all shops, and of single shops where theirs is another. Default: none, answers
/// with slots are said without or handed over.
/// </summary>
public sealed class OrderOptions : OrderSystem
{
    public const string Section = "Reception:Orders";

    /// <summary>How long one answer may take: 0.1 to 8 seconds, default 3.</summary>
    public double TimeoutSeconds { get; set; } = 3;

    /// <summary>By shop id.</summary>
    public Dictionary<string, OrderSystem> Shops { get; set; } = [];

    /// <summary>The shop's own, else the common one; null: none.</summary>
    public OrderSystem? For(ShopId shop) => Shops.GetValueOrDefault(shop.Value) is { Url: not null } own ? own : Url is null ? null : this;

    internal IEnumerable<string> Validate()
    {
        if (TimeoutSeconds is not (>= 0.1 and <= 8)) yield return $"Reception:Orders:TimeoutSeconds {TimeoutSeconds} is out of bounds; give 0.1 to 8.";
        foreach (var (path, system) in Shops.Select(s => ($"Reception:Orders:Shops:{s.Key}", s.Value)).Prepend(("Reception:Orders", this)))
        {
            if (system.Url is not { } url) continue;
            if (!Addresses.IsSafe(url)) yield return $"{path}:Url is no https address (http only on loopback).";
            if (!url.Contains("{customer}", StringComparison.Ordinal)) yield return $"{path}:Url has no {{customer}}: without it one customer would be shown another's orders.";
        }
    }
}
