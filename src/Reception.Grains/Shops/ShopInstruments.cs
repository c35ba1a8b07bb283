using System.Diagnostics.Metrics;
using Reception.Contracts.Ids;
using Reception.Grains.Knowledge;
using Reception.Grains.Metrics;

namespace Reception.Grains.Shops;

/// <summary>Which versions are in force on this silo, for the shops that have a name in the metrics.</summary>
internal sealed class ShopInstruments
{
    public const string MeterName = "Reception.Shops";

    private readonly ShopLabels _labels;

    public ShopInstruments(IMeterFactory meters, PolicyCache policies, KnowledgeCache knowledge, ShopLabels labels)
    {
        _labels = labels;
        var meter = meters.Create(MeterName);
        meter.CreateObservableGauge("reception.policy.version", () => Named(policies.Versions), "{version}", "The version of the shop's policy in force on this silo");
        meter.CreateObservableGauge("reception.knowledge.version", () => Named(knowledge.Versions), "{version}", "The version of the shop's knowledge in force on this silo");
    }

    private IEnumerable<Measurement<long>> Named(IEnumerable<(ShopId Shop, long Version)> versions) => versions
        .Select(known => (Label: _labels.Of(known.Shop), known.Version))
        .Where(known => known.Label != ShopLabels.Other)
        .Select(known => new Measurement<long>(known.Version, new KeyValuePair<string, object?>("shop", known.Label)));
}
