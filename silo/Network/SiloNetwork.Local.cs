using Orleans.Configuration;
using Reception.Clustering.Network;

namespace Reception.Silo.Network;

/// <summary>The cluster's names. This runtime is one machine, loopback only; what goes beyond is refused before the process starts.</summary>
internal static class SiloNetwork
{
    public const NetworkAbilities Abilities = NetworkAbilities.None;

    public static ISiloBuilder UseReceptionNetwork(this ISiloBuilder silo, NetworkOptions network) =>
        silo.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (network.ClusterId, network.ServiceId));

    /// <summary>There is none on this runtime.</summary>
    public static void MapReceptionDashboard(this WebApplication app, NetworkOptions network) => _ = (app, network);
}
