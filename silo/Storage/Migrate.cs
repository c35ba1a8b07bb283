using Reception.Domain.Time;
using Reception.Gateway.Configuration;
using Reception.Silo.Storage.Azurite;
using Reception.Storage.Azure;
using Reception.Storage.Migration;
using Reception.Storage.Sqlite;

namespace Reception.Silo.Storage;

/// <summary>
/// <c>migrate --from KIND --to KIND</c>: copies a store into another (<see cref="StoreMigration"/>) while no silo runs on either. Broken off, it goes on where it
/// was with the same command. Both read the settings that a silo reads; with azurite on one side it is started for the time.
/// </summary>
internal static class Migrate
{
    public const string Verb = "migrate";

    private const string Usage = "migrate --from sqlite|azure|azurite --to sqlite|azure|azurite [--data FOLDER] [--secrets FOLDER]; no silo may run on either store.";

    /// <summary>0: both stores have the same content; 2: what was wrong has been said. Null: the command line asks for something else.</summary>
    public static async Task<int?> RunAsync(string[] args)
    {
        if (args is not [Verb, .. var rest]) return null;
        if (!TryTake(ref rest, "--from", out var from) || !TryTake(ref rest, "--to", out var to) || (from == to) || (from != StorageKind.Sqlite && to != StorageKind.Sqlite)) return Exit.With([Usage, "One of the two is sqlite."]);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = [], ContentRootPath = AppContext.BaseDirectory });
        if (!builder.Configuration.TryAddSwitches(rest, out var misuse)) return Exit.With([.. misuse, Usage]);
        if (builder.Configuration.AddSecretsFolder(builder.Configuration) is { Count: > 0 } errors) return Exit.With(errors);
        var options = builder.Configuration.GetSection(SettingsCheck.Root).Get<SiloOptions>() ?? new();

        await using var azurite = from == StorageKind.Azurite || to == StorageKind.Azurite ? await AzuriteServer.StartAsync(options.DataFolder, options.Storage.Azurite, TimeProvider.System) : null;
        if (azurite is not null) builder.Configuration[ChosenStore.Connection] = azurite.ConnectionString;
        using var sqlite = Host(builder.Configuration, services => services.AddReceptionSqliteStore(store => store.DataFolder = options.DataFolder));
        using var azure = Host(builder.Configuration, services => services.AddReceptionAzureStore());
        await sqlite.StartAsync();
        await azure.StartAsync();
        try
        {
            IStoreContents ours = new SqliteContents(sqlite.Services.GetRequiredService<SqliteStore>()), theirs = new AzureContents(azure.Services.GetRequiredService<AzureStore>());
            var migration = from == StorageKind.Sqlite ? new StoreMigration(ours, theirs, Random(sqlite), TimeProvider.System) : new StoreMigration(theirs, ours, Random(sqlite), TimeProvider.System);
            var report = await migration.RunAsync(new Shown());
            Console.WriteLine($"Copied from {from} to {to}: {report.Appends} appends with {report.Events} events, {report.States} states of grains, {report.Agents} agents, {report.OpenWork} rows of open work. Both read the same, digest {report.Digest}.");
            return 0;
        }
        finally
        {
            await azure.StopAsync();
            await sqlite.StopAsync();
        }
    }

    private static IHost Host(ConfigurationManager configuration, Action<IServiceCollection> store)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Configuration = configuration, ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.Hosting", LogLevel.Warning);
        store(builder.Services);
        return builder.Build();
    }

    private static IRandomSource Random(IHost host) => host.Services.GetRequiredService<IRandomSource>();

    private static bool TryTake(ref string[] args, string name, out StorageKind kind)
    {
        var at = Array.IndexOf(args, name);
        kind = default;
        if (at < 0 || at + 1 == args.Length || !Enum.GetNames<StorageKind>().Contains(args[at + 1], StringComparer.OrdinalIgnoreCase)) return false;
        kind = Enum.Parse<StorageKind>(args[at + 1], ignoreCase: true);
        args = [.. args[..at], .. args[(at + 2)..]];
        return true;
    }

    /// <summary>A line every hundred thousand appends.</summary>
    private sealed class Shown : IProgress<long>
    {
        private const long Step = 100_000;
        private long _next = Step;

        public void Report(long value)
        {
            if (value < _next) return;
            _next = value + Step;
            Console.WriteLine($"{value} appends copied");
        }
    }
}
