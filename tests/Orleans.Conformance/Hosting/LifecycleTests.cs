using System.Collections.Concurrent;
using Orleans.Conformance.Calls;
using Orleans.Conformance.Infrastructure;

namespace Orleans.Conformance.Hosting;

public sealed class LifecycleTests(SharedSilo silo)
{
    [Fact]
    public async Task HostedService_RegisteredAfterUseOrleans_CanCallGrainsWhenItStarts()
    {
        var steps = new Steps();
        var host = silo.Build(builder =>
        {
            builder.Services.AddSingleton(steps);
            builder.Services.AddHostedService<CallsWhenStarted>();
        });
        await host.StartAsync().Within();
        await Wait.Until(() => steps.Seen is ["called 1"]);
        await TestSilo.StopAsync(host);
    }

    internal sealed class Steps
    {
        private readonly ConcurrentQueue<string> _seen = new();

        public string[] Seen => [.. _seen];

        public void Add(string step) => _seen.Enqueue(step);
    }

    internal sealed class CallsWhenStarted(Steps steps, IGrainFactory grains) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken) =>
            steps.Add($"called {await grains.GetGrain<ICounterGrain>("hosted").IncrementAsync()}");
    }
}
