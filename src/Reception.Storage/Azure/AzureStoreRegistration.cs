using Azure.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Reception.Clustering.Membership;
using Reception.Domain.Journal;
using Reception.Domain.Time;
using Reception.Storage.Azure.Client;
using Reception.Storage.Azure.Customers;
using Reception.Storage.Azure.Journal;
using Reception.Storage.Azure.Projections;
using Reception.Storage.Azure.Rows;
using Reception.Storage.Azure.States;
using Reception.Storage.GrainStates;
using Reception.Storage.Journal;

namespace Reception.Storage.Azure;

/// <summary>Puts Azure Storage behind every port.</summary>
public static class AzureStoreRegistration
{
    /// <summary>
    /// Registers the store and its ports: journal, open work, episodes, work orders, grain states, membership. Containers and tables are made before
    /// any other service starts; options are validated at start, all errors at once. <see cref="StoragePressure"/> and <see cref="JournalDamages"/>
    /// are registered for whoever watches them.
    /// </summary>
    public static IServiceCollection AddReceptionAzureStore(this IServiceCollection services, Action<AzureStoreOptions>? configure = null)
    {
        services.AddOptions<AzureStoreOptions>().BindConfiguration(AzureStoreOptions.Section).Configure(options => configure?.Invoke(options)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AzureStoreOptions>, AzureStoreOptionsValidator>());
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IRandomSource, SystemRandomSource>();
        services.TryAddSingleton<JournalInstruments>();
        services.TryAddSingleton<AzureStoreInstruments>();
        services.TryAddSingleton<StoragePressure>();
        services.TryAddSingleton<JournalDamages>();
        services.TryAddSingleton(provider =>
        {
            var options = provider.GetRequiredService<IOptions<AzureStoreOptions>>().Value;
            return ActivatorUtilities.CreateInstance<AzureStore>(provider, options, Accounts(options));
        });
        services.TryAddSingleton<IConversationJournal, AzureConversationJournal>();
        services.TryAddSingleton<IOpenWorkIndex, AzureOpenWorkIndex>();
        services.TryAddSingleton<IEpisodeStore, AzureEpisodeStore>();
        services.TryAddSingleton<IWorkOrderStore, AzureWorkOrderStore>();
        services.TryAddSingleton<IGrainStates, AzureGrainStates>();
        services.TryAddSingleton<IMembershipStore, AzureMembershipStore>();
        services.TryAddSingleton<ICustomerData, AzureCustomerData>();
        services.AddHostedService<Opening>();
        return services;
    }

    /// <summary>The configured accounts, in order.</summary>
    internal static IReadOnlyList<StorageAccount> Accounts(AzureStoreOptions options)
    {
        if (options.ConnectionStrings.Count > 0) return [.. options.ConnectionStrings.Select(StorageAccount.Parse)];
        var token = new DefaultAzureCredential();
        return [.. options.AccountNames.Select(name => StorageAccount.WithToken(name, token))];
    }

    private sealed class Opening(AzureStore store) : IHostedLifecycleService
    {
        public async Task StartingAsync(CancellationToken cancellationToken) => await store.EnsureOpenAsync().ConfigureAwait(false);

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
