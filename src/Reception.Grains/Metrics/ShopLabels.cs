using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Reception.Contracts.Ids;

namespace Reception.Grains.Metrics;

/// <summary>Which shops have a name in the metrics; configuration section <c>Reception:Telemetry</c>.</summary>
public sealed class ShopLabelOptions
{
    /// <summary>These shops are always shown by name.</summary>
    public string[] Shops { get; set; } = [];

    /// <summary>The most shops shown by name, those of <see cref="Shops"/> included: 0 to 1,000, default 50. The rest is together <c>other</c>.</summary>
    public int MostShops { get; set; } = 50;

    /// <summary>All that is wrong, at once.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = Shops.Where(shop => !ShopId.TryParse(shop, out _)).Select(shop => $"Reception:Telemetry:Shops: '{shop}' is no id of a shop.").ToList();
        if (MostShops is < 0 or > 1_000) errors.Add($"Reception:Telemetry:MostShops {MostShops} is out of bounds; give 0 to 1,000.");
        return errors;
    }
}

/// <summary>
/// The bound of every <c>shop</c> label. This folder holds what the meters of the grains share. A shop that has a name keeps it for the life of the
/// process, so that no counter falls: the configured ones, then whoever comes first while there is room.
/// </summary>
public sealed class ShopLabels
{
    /// <summary>All shops without a name of their own.</summary>
    public const string Other = "other";

    private readonly ConcurrentDictionary<ShopId, string> _names = new();
    private readonly Lock _lock = new();
    private readonly int _most;

    public ShopLabels(IOptions<ShopLabelOptions> options)
    {
        _most = Math.Clamp(options.Value.MostShops, 0, 1_000);
        foreach (var name in options.Value.Shops)
        {
            if (ShopId.TryParse(name, out var shop)) Name(shop);
        }
    }

    /// <summary>The shop's own id, or <see cref="Other"/>.</summary>
    public string Of(ShopId shop) => _names.TryGetValue(shop, out var name) ? name : Name(shop);

    private string Name(ShopId shop)
    {
        if (_names.Count >= _most) return Other;
        lock (_lock) return _names.Count < _most ? _names.GetOrAdd(shop, static id => id.Value) : Other;
    }
}
