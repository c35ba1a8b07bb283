using Reception.Domain.Journal;
using Reception.Silo.Storage.Azurite;
using Reception.Storage.Migration;
using Reception.Storage.Sqlite;
using GatewayExit = Reception.Gateway.Hosting.Exit;

namespace Reception.Silo;

/// <summary>What ends a gateway's process ends a silo's, and a store that another process has open.</summary>
internal static class Exit
{
    public static int With(IReadOnlyList<string> reasons) => GatewayExit.With(reasons);

    public static IReadOnlyList<string>? Explains(Exception exception) => exception switch
    {
        StoreInUseException inUse => [inUse.Message],
        AzuriteException azurite => [azurite.Message],
        MigrationException migration => [migration.Message],
        JournalUnavailableException unavailable => [unavailable.Message],
        _ => GatewayExit.Explains(exception),
    };
}
