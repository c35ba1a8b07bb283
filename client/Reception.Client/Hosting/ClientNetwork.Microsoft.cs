using Orleans.Configuration;
using Reception.Clustering.Network;

namespace Reception.Client.Hosting;

/// <summary>The cluster's names and TLS; Azure tables where they were compiled in (<c>ClientNetwork.Azure.cs</c>). Called after the finding of one machine, it wins.</summary>
public static partial class ClientNetwork
{
    public static NetworkAbilities Abilities
    {
        get
        {
            var abilities = NetworkAbilities.Machines;
            AddAzure(ref abilities);
            return abilities;
        }
    }

    public static IClientBuilder UseReceptionNetwork(this IClientBuilder client, NetworkOptions network)
    {
        client.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (network.ClusterId, network.ServiceId));
        if (network.Certificate is not null) client.UseTls(tls => NetworkTls.Apply(tls, network));
        if (network.AzureTables is not null) UseAzure(client, network);
        return client;
    }

    static partial void AddAzure(ref NetworkAbilities abilities);

    static partial void UseAzure(IClientBuilder client, NetworkOptions network);
}
