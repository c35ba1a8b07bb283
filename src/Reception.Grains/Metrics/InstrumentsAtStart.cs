using Microsoft.Extensions.Hosting;
using Reception.Grains.Conversations;
using Reception.Grains.Queues;
using Reception.Grains.Shops;
using Reception.Grains.Triage;

namespace Reception.Grains.Metrics;

/// <summary>Makes the meters before the first event, so that a scrape of a silo without work finds those that are read and not counted.</summary>
internal sealed class InstrumentsAtStart(ConversationInstruments conversations, TriageInstruments triage, QueueInstruments queues, ShopInstruments shops) : IHostedService
{
    private readonly object[] _instruments = [conversations, triage, queues, shops];

    public Task StartAsync(CancellationToken cancellationToken) => Task.FromResult(_instruments);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
