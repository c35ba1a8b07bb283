using Microsoft.Extensions.Logging;
using Reception.Contracts.Insight;
using Reception.Domain.Time;
using Reception.Grains.Deltas;

namespace Reception.Grains.Insight;

/// <summary>Figures, to each shop's Insight grain.</summary>
internal sealed class InsightSender(InsightFolder folder, IGrainFactory grains, IRandomSource random, TimeProvider time, ILogger<InsightSender> log)
    : DeltaSender<ShopFigures>(folder, random, time, log)
{
    protected override string What => "Figures";

    protected override Task ApplyAsync(string key, string silo, long number, ShopFigures delta) => grains.GetGrain<IInsightGrain>(key).ApplyAsync(silo, number, delta);
}
