using System.Collections.Concurrent;
using Orleans.Conformance.Calls;
using Orleans.Conformance.Infrastructure;

namespace Orleans.Conformance.Hosting;

public sealed class LifecycleTests(SharedSilo silo)
{
    [Fact]
    public async Task Participants_StartInTheOrderOfTheirStagesAndStopInReverse()
    {
        var steps = new Steps();
        var host = silo.Build(builder =>
        {
            builder.Services.AddSingleton(steps);
            builder.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, EveryStage>();
        });
        await host.StartAsync().Within();
        Assert.Equal(EveryStage.Names.Select(name => $"start {name}"), steps.Seen);
        await host.StopAsync(CancellationToken.None).Within();
        Assert.Equal(EveryStage.Names.Reverse().Select(name => $"stop {name}"), steps.Seen.Skip(EveryStage.Names.Length));
        host.Dispose();
    }

    [Fact]
    public async Task Participant_AtActive_CanCallGrainsOnStartAndStop()
    {
        var steps = new Steps();
        var host = silo.Build(builder =>
        {
            builder.Services.AddSingleton(steps);
            builder.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, CallsAtActive>();
        });
        await host.StartAsync().Within();
        await host.StopAsync(CancellationToken.None).Within();
        Assert.Equal(["start 1", "stop 2"], steps.Seen);
        host.Dispose();
    }

    [Fact]
    public async Task Participant_FailsOnStart_TheHostDoesNotStart()
    {
        var host = silo.Build(builder =>
            builder.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, FailsOnStart>());
        var thrown = await Record.ExceptionAsync(() => host.StartAsync().Within());
        Assert.Contains("refuses to start", thrown!.ToString(), StringComparison.Ordinal);
        host.Dispose();
    }

    [Fact]
    public async Task ClientParticipant_IsStartedAndStoppedWithTheClient()
    {
        var steps = new Steps();
        var host = await silo.ConnectHostAsync(builder =>
        {
            builder.Services.AddSingleton(steps);
            builder.Services.AddSingleton<ILifecycleParticipant<IClusterClientLifecycle>, ClientStage>();
        });
        Assert.Equal(["start client"], steps.Seen);
        await host.StopAsync(CancellationToken.None).Within();
        Assert.Equal(["start client", "stop client"], steps.Seen);
    }

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

    internal sealed class EveryStage(Steps steps) : ILifecycleParticipant<ISiloLifecycle>
    {
        private static readonly (string Name, int Stage)[] s_stages =
        [
            (nameof(ServiceLifecycleStage.RuntimeInitialize), ServiceLifecycleStage.RuntimeInitialize),
            (nameof(ServiceLifecycleStage.RuntimeServices), ServiceLifecycleStage.RuntimeServices),
            (nameof(ServiceLifecycleStage.RuntimeStorageServices), ServiceLifecycleStage.RuntimeStorageServices),
            (nameof(ServiceLifecycleStage.RuntimeGrainServices), ServiceLifecycleStage.RuntimeGrainServices),
            (nameof(ServiceLifecycleStage.ApplicationServices), ServiceLifecycleStage.ApplicationServices),
            (nameof(ServiceLifecycleStage.BecomeActive), ServiceLifecycleStage.BecomeActive),
            (nameof(ServiceLifecycleStage.Active), ServiceLifecycleStage.Active),
        ];

        public static string[] Names => [.. s_stages.Select(stage => stage.Name)];

        public void Participate(ISiloLifecycle observer)
        {
            foreach (var (name, stage) in s_stages.Reverse())
                observer.Subscribe(nameof(EveryStage), stage, _ => Step($"start {name}"), _ => Step($"stop {name}"));
        }

        private Task Step(string step)
        {
            steps.Add(step);
            return Task.CompletedTask;
        }
    }

    internal sealed class CallsAtActive(Steps steps, IGrainFactory grains) : ILifecycleParticipant<ISiloLifecycle>
    {
        public void Participate(ISiloLifecycle observer) => observer.Subscribe(
            nameof(CallsAtActive),
            ServiceLifecycleStage.Active,
            async _ => steps.Add($"start {await grains.GetGrain<ICounterGrain>("lifecycle").IncrementAsync()}"),
            async _ => steps.Add($"stop {await grains.GetGrain<ICounterGrain>("lifecycle").IncrementAsync()}"));
    }

    internal sealed class FailsOnStart : ILifecycleParticipant<ISiloLifecycle>
    {
        public void Participate(ISiloLifecycle observer) => observer.Subscribe(
            nameof(FailsOnStart),
            ServiceLifecycleStage.ApplicationServices,
            _ => throw new InvalidOperationException("refuses to start"));
    }

    internal sealed class ClientStage(Steps steps) : ILifecycleParticipant<IClusterClientLifecycle>
    {
        public void Participate(IClusterClientLifecycle observer) => observer.Subscribe(
            nameof(ClientStage),
            ServiceLifecycleStage.Active,
            _ => Step("start client"),
            _ => Step("stop client"));

        private Task Step(string step)
        {
            steps.Add(step);
            return Task.CompletedTask;
        }
    }

    internal sealed class CallsWhenStarted(Steps steps, IGrainFactory grains) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken) =>
            steps.Add($"called {await grains.GetGrain<ICounterGrain>("hosted").IncrementAsync()}");
    }
}
