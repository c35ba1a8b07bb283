using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Reception.Clustering.Hosting;

namespace Reception.Client.Hosting;

/// <summary>Joins a process to the cluster as an Orleans client. The host's start waits until the cluster is there; later losses are mended by the runtime.</summary>
public static class ClusterHosting
{
    /// <summary>Adds the cluster client and the sessions (<see cref="ReceptionClient"/>); <paramref name="configure"/> sees the client's builder last.</summary>
    public static IHostApplicationBuilder JoinReception(this IHostApplicationBuilder builder, ClusterLocation location, Action<IClientBuilder>? configure = null)
    {
        builder.Services.AddSingleton(location);
        builder.Services.AddReceptionClient();
        builder.Services.AddHostedService<ClusterWait>();
        builder.UseOrleansClient(client =>
        {
            client.Find(location).WaitForCluster().UseReceptionNetwork(location.Network);
            configure?.Invoke(client);
        });
        return builder;
    }

    private static IClientBuilder Find(this IClientBuilder client, ClusterLocation location) =>
        location.DataFolder is { } folder ? client.UseReceptionStore(folder) : client.UseStaticClustering([.. location.Gateways]);
}
