using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Configuration;
using Orleans.Messaging;
using Reception.Clustering.Link;
using Reception.Clustering.Membership;

namespace Reception.Clustering.Hosting;

/// <summary>Joins processes of one machine through the store process of a data folder; the same lines on both runtimes.</summary>
public static class StoreClusteringExtensions
{
    /// <summary>The cluster id and the service id of every Reception cluster that is told no other.</summary>
    public const string DefaultName = "reception";

    /// <summary>The link to the store of a data folder, one per process, and the membership rows behind it.</summary>
    public static IServiceCollection AddReceptionStoreLink(this IServiceCollection services, string dataFolder)
    {
        services.AddOptions<StoreLinkOptions>().BindConfiguration(StoreLinkOptions.Section).Configure(options => options.DataFolder = dataFolder);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<StoreLink>();
        services.TryAddSingleton<IMembershipStore, RemoteMembershipStore>();
        return services;
    }

    /// <summary>A client that finds the silos in the store of a data folder.</summary>
    public static IClientBuilder UseReceptionStore(this IClientBuilder client, string dataFolder)
    {
        client.Services.AddReceptionStoreLink(dataFolder);
        client.Services.AddSingleton<IGatewayListProvider, StoredGatewayListProvider>();
        client.Services.Configure<ClusterOptions>(options => options.ClusterId = options.ServiceId = DefaultName);
        return client;
    }
}
