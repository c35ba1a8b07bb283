using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Runtime;

namespace LocalOrleans;

/// <summary>Starts and stops a silo with its host: services upwards, then calls; downwards calls first.</summary>
internal sealed class SiloHostedService(SiloRuntime runtime, ISiloLinks links, SiloMembership membership, IServiceProvider services) : IHostedService
{
    public ObservedLifecycle Lifecycle { get; } = new();

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        RuntimeLog.SiloStarting(runtime.Logger, runtime.Details.Name, runtime.Details.SiloAddress, runtime.Details.ClusterId);
        Lifecycle.Subscribe("gateway", ServiceLifecycleStage.BecomeActive, OpenAsync, CloseAsync);
        foreach (var participant in Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetServices<ILifecycleParticipant<ISiloLifecycle>>(services))
            participant.Participate(Lifecycle);
        try
        {
            await Lifecycle.StartAsync(cancellationToken);
        }
        catch
        {
            await StopAsync(cancellationToken);
            throw;
        }

        RuntimeLog.SiloStarted(runtime.Logger, runtime.Details.Name);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await Lifecycle.StopAsync(cancellationToken);
        runtime.Pending.FailAll(() => new SiloUnavailableException($"{runtime.Details.SiloAddress} has stopped."));
        RuntimeLog.SiloStopped(runtime.Logger, runtime.Details.Name);
    }

    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        await links.StartAsync(cancellationToken);
        await membership.JoinAsync(cancellationToken);
        runtime.Collector.Start();
        RuntimeInstruments.Watch(runtime.Catalog);
    }

    private async Task CloseAsync(CancellationToken cancellationToken)
    {
        runtime.Collector.Dispose();
        RuntimeInstruments.Forget(runtime.Catalog);
        await membership.LeaveAsync(cancellationToken);
        await links.StopAsync(cancellationToken);
        await runtime.Catalog.CloseAsync(cancellationToken);
        membership.Dispose();
    }
}
