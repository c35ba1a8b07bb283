using Orleans.Configuration;

namespace Reception.Silo;

/// <summary>One silo on this machine: the same lines on both runtimes.</summary>
internal static class Clustering
{
    public static ISiloBuilder UseReceptionCluster(this ISiloBuilder silo, SiloOptions options) => silo
        .UseLocalhostClustering(options.SiloPort, options.GatewayPort, serviceId: "reception", clusterId: "reception")
        .Configure<GrainCollectionOptions>(collection => collection.CollectionAge = TimeSpan.FromMinutes(5));
}
