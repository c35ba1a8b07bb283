using Microsoft.Extensions.Hosting;

namespace LocalOrleans;

/// <summary>Starts and stops a silo with its host: links, then the cluster, then calls; downwards the other way round.</summary>
internal sealed class SiloHostedService(SiloRuntime runtime, ISiloLinks links, SiloMembership membership) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        RuntimeLog.SiloStarting(runtime.Logger, runtime.Details.Name, runtime.Details.SiloAddress, runtime.Details.ClusterId);
        try
        {
            await links.StartAsync(cancellationToken);
            await membership.JoinAsync(cancellationToken);
        }
        catch
        {
            await StopAsync(cancellationToken);
            throw;
        }

        runtime.Collector.Start();
        RuntimeInstruments.Watch(runtime.Catalog);
        RuntimeLog.SiloStarted(runtime.Logger, runtime.Details.Name);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        runtime.Collector.Dispose();
        RuntimeInstruments.Forget(runtime.Catalog);
        await membership.LeaveAsync(cancellationToken);
        await links.StopAsync(cancellationToken);
        await runtime.Catalog.CloseAsync(cancellationToken);
        membership.Dispose();
        runtime.Pending.FailAll(() => new SiloUnavailableException($"{runtime.Details.SiloAddress} has stopped."));
        RuntimeLog.SiloStopped(runtime.Logger, runtime.Details.Name);
    }
}
