using System.Net;
using Orleans.Configuration;
using Reception.Silo.Network;
using Reception.Storage.Remote;
using Reception.Telemetry;

namespace Reception.Silo;

/// <summary>How a silo finds the others: the same lines on both runtimes.</summary>
internal static class Clustering
{
    /// <summary>One silo on this machine.</summary>
    public static ISiloBuilder UseReceptionAlone(this ISiloBuilder silo, SiloOptions options) => silo
        .UseLocalhostClustering(options.SiloPort ?? 11_111, options.GatewayPort ?? 30_000, serviceId: options.Network.ServiceId, clusterId: options.Network.ClusterId)
        .UseReceptionCollection()
        .UseReceptionTraces()
        .UseReceptionNetwork(options.Network);

    /// <summary>One of several silos on this machine, membership in the store process of the data folder; or, on the runtime that can, of several machines.</summary>
    public static ISiloBuilder UseReceptionCluster(this ISiloBuilder silo, SiloOptions options)
    {
        if (options.Name is { } name) silo.Configure<Orleans.Configuration.SiloOptions>(named => named.SiloName = name);
        if (options.Network.AzureTables is null) silo.UseReceptionStore(options.DataFolder); // else the runtime has its membership there
        return silo.ConfigureEndpoints(IPAddress.Loopback, options.SiloPort!.Value, options.GatewayPort!.Value)
            .UseReceptionCollection()
            .UseReceptionTraces()
            .UseReceptionNetwork(options.Network);
    }

    /// <summary>Spans around calls, where somebody takes them.</summary>
    private static ISiloBuilder UseReceptionTraces(this ISiloBuilder silo) => silo.Configuration.RecordsTraces() ? silo.AddActivityPropagation() : silo;

    private static ISiloBuilder UseReceptionCollection(this ISiloBuilder silo) =>
        silo.Configure<GrainCollectionOptions>(collection => collection.CollectionAge = TimeSpan.FromMinutes(5));
}
