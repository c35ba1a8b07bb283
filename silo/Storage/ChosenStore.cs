using Reception.Clustering.Hosting;
using Reception.Silo.Storage.Azurite;
using Reception.Storage.Azure;
using Reception.Storage.Remote;
using Reception.Storage.Sqlite;

namespace Reception.Silo.Storage;

/// <summary>Puts the store that was chosen (<see cref="StorageOptions.Kind"/>) behind a silo's ports.</summary>
internal static class ChosenStore
{
    /// <summary>Where the first account's connection string is read from.</summary>
    public const string Connection = $"{AzureStoreOptions.Section}:ConnectionStrings:0";

    /// <summary>For a silo that is alone: with azurite it is started now. Dispose what comes back, if anything, when all else has stopped.</summary>
    public static async Task<AzuriteServer?> AddReceptionStoreAsync(this IHostApplicationBuilder builder, SiloOptions options)
    {
        if (options.Storage.Kind == StorageKind.Sqlite)
        {
            builder.Services.AddReceptionSqliteStore(store => store.DataFolder = options.DataFolder);
            return null;
        }
        var azurite = options.Storage.Kind == StorageKind.Azurite ? await AzuriteServer.StartAsync(options.DataFolder, options.Storage.Azurite, TimeProvider.System) : null;
        if (azurite is not null) builder.Configuration[Connection] = azurite.ConnectionString;
        builder.Services.AddReceptionAzureStore();
        return azurite;
    }

    /// <summary>
    /// For one of several silos. On one machine the store process of the data folder has the membership whatever the store is, for gateways find
    /// the silos there; with <c>Reception:Network:AzureTables</c> the runtime's own clustering has it.
    /// </summary>
    public static void AddReceptionMemberStore(this IHostApplicationBuilder builder, SiloOptions options)
    {
        if (options.Storage.Kind == StorageKind.Sqlite)
        {
            builder.Services.AddReceptionRemoteStore(options.DataFolder);
            return;
        }
        if (options.Storage.Kind == StorageKind.Azurite) builder.Configuration[Connection] = AzuriteServer.Find(options.DataFolder);
        if (options.Network.AzureTables is null) builder.Services.AddReceptionStoreLink(options.DataFolder); // before the accounts' own membership
        builder.Services.AddReceptionAzureStore();
    }
}
