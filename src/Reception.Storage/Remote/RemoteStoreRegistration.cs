using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Configuration;
using Reception.Clustering.Hosting;
using Reception.Clustering.Membership;
using Reception.Domain.Journal;
using Reception.Domain.Time;
using Reception.Storage.GrainStates;

namespace Reception.Storage.Remote;

/// <summary>Puts the store process of a data folder behind every port of a silo.</summary>
public static class RemoteStoreRegistration
{
    /// <summary>The ports over the link; the process itself opens no file of the store.</summary>
    public static IServiceCollection AddReceptionRemoteStore(this IServiceCollection services, string dataFolder)
    {
        services.AddReceptionStoreLink(dataFolder);
        services.TryAddSingleton<IRandomSource, SystemRandomSource>();
        services.TryAddSingleton<RemoteStore>();
        services.TryAddSingleton<IConversationJournal, RemoteConversationJournal>();
        services.TryAddSingleton<IOpenWorkIndex, RemoteOpenWorkIndex>();
        services.TryAddSingleton<IEpisodeStore, RemoteEpisodeStore>();
        services.TryAddSingleton<IWorkOrderStore, RemoteWorkOrderStore>();
        services.TryAddSingleton<IGrainStates, RemoteGrainStates>();
        return services;
    }

    /// <summary>Joins the cluster whose membership is in the store of a data folder.</summary>
    public static ISiloBuilder UseReceptionStore(this ISiloBuilder silo, string dataFolder)
    {
        silo.Services.AddReceptionStoreLink(dataFolder);
        silo.Services.AddSingleton<IMembershipTable, StoredMembershipTable>();
        silo.Services.Configure<ClusterOptions>(options => options.ClusterId = options.ServiceId = StoreClusteringExtensions.DefaultName);
        return silo;
    }
}
