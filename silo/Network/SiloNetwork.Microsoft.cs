using System.Net;
using Orleans.Configuration;
using Reception.Clustering.Network;

namespace Reception.Silo.Network;

/// <summary>
/// The cluster's names, addresses, TLS, and what is only compiled when it is asked for: Azure tables
/// (<c>SiloNetwork.Azure.cs</c>) and the dashboard (<c>SiloNetwork.Dashboard.cs</c>). Called after the clustering of one machine, it wins.
/// </summary>
internal static partial class SiloNetwork
{
    public static NetworkAbilities Abilities
    {
        get
        {
            var abilities = NetworkAbilities.Machines;
            AddAzure(ref abilities);
            AddDashboard(ref abilities);
            return abilities;
        }
    }

    public static ISiloBuilder UseReceptionNetwork(this ISiloBuilder silo, NetworkOptions network)
    {
        silo.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (network.ClusterId, network.ServiceId));
        if (network.Advertise is not null) silo.Configure<EndpointOptions>(endpoints => Place(endpoints, network));
        if (network.Certificate is not null) silo.UseTls(tls => NetworkTls.Apply(tls, network));
        if (network.AzureTables is not null) UseAzure(silo, network);
        if (network.Dashboard) UseDashboard(silo);
        return silo;
    }

    public static void MapReceptionDashboard(this WebApplication app, NetworkOptions network)
    {
        if (network.Dashboard) MapDashboard(app);
    }

    private static void Place(EndpointOptions endpoints, NetworkOptions network)
    {
        endpoints.AdvertisedIPAddress = IPAddress.Parse(network.Advertise!);
        if (network.Listen is null) return;
        var address = IPAddress.Parse(network.Listen);
        endpoints.SiloListeningEndpoint = new IPEndPoint(address, endpoints.SiloPort);
        endpoints.GatewayListeningEndpoint = new IPEndPoint(address, endpoints.GatewayPort);
    }

    static partial void AddAzure(ref NetworkAbilities abilities);

    static partial void AddDashboard(ref NetworkAbilities abilities);

    static partial void UseAzure(ISiloBuilder silo, NetworkOptions network);

    static partial void UseDashboard(ISiloBuilder silo);

    static partial void MapDashboard(WebApplication app);
}
