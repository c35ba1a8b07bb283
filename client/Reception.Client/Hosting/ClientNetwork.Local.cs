using Orleans.Configuration;
using Reception.Clustering.Network;

namespace Reception.Client.Hosting;

/// <summary>The cluster's names. This runtime is one machine, loopback only; what goes beyond is refused before the process starts.</summary>
public static class ClientNetwork
{
    public const NetworkAbilities Abilities = NetworkAbilities.None;

    public static IClientBuilder UseReceptionNetwork(this IClientBuilder client, NetworkOptions network) =>
        client.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (network.ClusterId, network.ServiceId));
}
