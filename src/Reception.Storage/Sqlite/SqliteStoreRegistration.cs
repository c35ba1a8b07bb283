using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Reception.Domain.Journal;
using Reception.Domain.Time;
using Reception.Storage.GrainStates;
using Reception.Storage.Journal;

namespace Reception.Storage.Sqlite;

/// <summary>Puts the embedded store behind every port.</summary>
public static class SqliteStoreRegistration
{
    /// <summary>
    /// Registers the store and its ports. The host opens it before any other service starts and closes it after all have stopped;
    /// options are validated at start, all errors at once.
    /// </summary>
    public static IServiceCollection AddReceptionSqliteStore(this IServiceCollection services, Action<SqliteStoreOptions>? configure = null)
    {
        services.AddOptions<SqliteStoreOptions>().BindConfiguration(SqliteStoreOptions.Section).Configure(options => configure?.Invoke(options)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SqliteStoreOptions>, SqliteStoreOptionsValidator>());
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IRandomSource, SystemRandomSource>();
        services.TryAddSingleton<JournalInstruments>();
        services.TryAddSingleton(provider => SqliteStore.Open(
            provider.GetRequiredService<IOptions<SqliteStoreOptions>>().Value,
            provider.GetRequiredService<JournalInstruments>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IRandomSource>(),
            provider.GetRequiredService<ILogger<SqliteStore>>()));
        services.TryAddSingleton<IConversationJournal, SqliteConversationJournal>();
        services.TryAddSingleton<IOpenWorkIndex, SqliteOpenWorkIndex>();
        services.TryAddSingleton<IEpisodeStore, SqliteEpisodeStore>();
        services.TryAddSingleton<IWorkOrderStore, SqliteWorkOrderStore>();
        services.TryAddSingleton<IGrainStates, SqliteGrainStates>();
        services.TryAddSingleton<ICustomerData, SqliteCustomerData>();
        services.AddHostedService<SqliteStoreService>();
        return services;
    }
}
