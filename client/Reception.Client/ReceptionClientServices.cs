using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Reception.Client.Calls;
using Reception.Client.Hub;

namespace Reception.Client;

/// <summary>Adds the sessions to a process that has an <see cref="IClusterClient"/>: one made with UseOrleansClient, or a silo's own.</summary>
public static class ReceptionClientServices
{
    public static IServiceCollection AddReceptionClient(this IServiceCollection services, Action<ReceptionClientOptions>? configure = null)
    {
        services.AddOptions<ReceptionClientOptions>();
        if (configure is not null) services.Configure(configure);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IIdSource, SystemIdSource>();
        services.TryAddSingleton<IObserverRegistrar, ClusterObserverRegistrar>();
        services.TryAddSingleton<SessionHub>();
        services.TryAddSingleton<Patience>();
        services.TryAddSingleton<ReceptionClient>();
        return services;
    }
}
