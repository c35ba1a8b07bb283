using Microsoft.Extensions.Logging;
using Reception.Contracts.Insight;
using Reception.Domain.Time;
using Reception.Grains.Deltas;

namespace Reception.Grains.Insight;

/// <summary>What was asked, to the Topics grain of each shop and to the one of all of them.</summary>
internal sealed class TopicSender(TopicFolder folder, IGrainFactory grains, IRandomSource random, TimeProvider time, ILogger<TopicSender> log)
    : DeltaSender<TopicsDelta>(folder, random, time, log)
{
    protected override string What => "Questions";

    protected override Task ApplyAsync(string key, string silo, long number, TopicsDelta delta) => grains.GetGrain<ITopicsGrain>(key).ApplyAsync(silo, number, delta);
}
