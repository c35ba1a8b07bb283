using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace LocalOrleans;

/// <summary>The services behind a silo and behind a client.</summary>
internal static class RuntimeServices
{
    public static void AddSilo(IServiceCollection services)
    {
        if (!AddShared(services, "silo")) return;
        services.AddSingleton<SiloRuntime>();
        services.AddSingleton<CallRuntime>(provider => provider.GetRequiredService<SiloRuntime>());
        services.AddSingleton<ILocalSiloDetails>(provider => provider.GetRequiredService<SiloRuntime>().Details);
        services.AddSingleton<SiloLinks>();
        services.AddSingleton<ISiloLinks>(provider => provider.GetRequiredService<SiloLinks>());
        services.AddSingleton(provider => new Lazy<ISiloLinks>(provider.GetRequiredService<ISiloLinks>));
        services.AddSingleton<SiloMembership>();
        services.AddSingleton<IClusterViews>(provider => provider.GetRequiredService<SiloMembership>().View);
        services.AddSingleton<ISiloLinkEvents>(provider => provider.GetRequiredService<SiloMembership>());
        services.AddHostedService<SiloHostedService>();
        services.AddSingleton(provider => new GrainTimers(Clock(provider, TimeProviderNames.Grains), provider.GetRequiredService<Microsoft.Extensions.Logging.ILoggerFactory>()));
        services.AddScoped<GrainContextHolder>();
        services.AddScoped(provider => provider.GetRequiredService<GrainContextHolder>().GrainContext ?? throw new InvalidOperationException("This scope belongs to no grain."));
    }

    public static void AddClient(IServiceCollection services)
    {
        if (!AddShared(services, "client")) return;
        services.AddSingleton<ClientRuntime>();
        services.AddSingleton<CallRuntime>(provider => provider.GetRequiredService<ClientRuntime>());
        services.TryAddSingleton<Orleans.Messaging.IGatewayListProvider, StaticGatewayListProvider>();
        services.AddHostedService<ClientHostedService>();
    }

    public static TimeProvider Clock(IServiceProvider provider, string area) => provider.GetRequiredKeyedService<TimeProvider>(area);

    /// <summary>False if the host has this kind already: adding twice only adds configuration.</summary>
    private static bool AddShared(IServiceCollection services, string kind)
    {
        var before = services.Select(service => service.ImplementationInstance).OfType<RuntimeKind>().FirstOrDefault();
        if (before is not null && before.Kind != kind)
            throw new OrleansConfigurationException($"This host has a {before.Kind} already: a silo brings its own client, a host cannot have both.");
        if (before is not null) return false;
        services.AddSingleton(new RuntimeKind(kind));
        services.AddOptions();
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddKeyedSingleton(KeyedService.AnyKey, (provider, _) => provider.GetRequiredService<TimeProvider>());
        services.AddSingleton<CallFilters>();
        services.AddSingleton<GrainFactory>();
        services.AddSingleton<IGrainFactory>(provider => provider.GetRequiredService<GrainFactory>());
        services.AddSingleton<IClusterClient>(provider => provider.GetRequiredService<GrainFactory>());
        services.AddSingleton<IValidateOptions<ClusterOptions>, ClusterOptionsCheck>();
        return true;
    }

    private sealed record RuntimeKind(string Kind);

    private sealed class ClusterOptionsCheck : IValidateOptions<ClusterOptions>
    {
        public ValidateOptionsResult Validate(string? name, ClusterOptions options) =>
            string.IsNullOrWhiteSpace(options.ClusterId) || string.IsNullOrWhiteSpace(options.ServiceId)
                ? ValidateOptionsResult.Fail("ClusterOptions needs a ClusterId and a ServiceId.")
                : ValidateOptionsResult.Success;
    }
}

/// <summary>Carries a scope's grain.</summary>
internal sealed class GrainContextHolder
{
    public IGrainContext? GrainContext { get; set; }
}
