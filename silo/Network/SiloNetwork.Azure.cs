using Reception.Client.Hosting;
using Reception.Clustering.Network;

namespace Reception.Silo.Network;

// Never compiled where this project is built: Microsoft.Orleans.Clustering.AzureStorage cannot be restored there. Compiled with
// -p:OrleansRuntime=Microsoft -p:ReceptionAzure=true only. Written against the public API of Orleans 10; the gateways' half is
// client/Reception.Client/Hosting/ClientNetwork.Azure.cs.

/// <summary>Membership in the tables of an Azure storage account.</summary>
internal static partial class SiloNetwork
{
    static partial void AddAzure(ref NetworkAbilities abilities) => abilities |= NetworkAbilities.Azure;

    static partial void UseAzure(ISiloBuilder silo, NetworkOptions network) =>
        silo.UseAzureStorageClustering(tables => tables.TableServiceClient = ClientNetwork.ConnectTables(network.AzureTables!));
}
