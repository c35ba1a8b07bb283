using Azure.Data.Tables;
using Azure.Identity;
using Reception.Clustering.Network;

namespace Reception.Client.Hosting;

// Never compiled where this project is built: Microsoft.Orleans.Clustering.AzureStorage cannot be restored there. Compiled with
// -p:OrleansRuntime=Microsoft -p:ReceptionAzure=true only. Written against the public API of Orleans 10.

/// <summary>Gateways that find silos in the tables of an Azure storage account.</summary>
public static partial class ClientNetwork
{
    static partial void AddAzure(ref NetworkAbilities abilities) => abilities |= NetworkAbilities.Azure;

    static partial void UseAzure(IClientBuilder client, NetworkOptions network) =>
        client.UseAzureStorageClustering(tables => tables.TableServiceClient = ConnectTables(network.AzureTables!));

    /// <summary>By managed identity for an <c>https</c> address, else a connection string.</summary>
    public static TableServiceClient ConnectTables(string account) =>
        Uri.TryCreate(account, UriKind.Absolute, out var endpoint) && endpoint.Scheme == Uri.UriSchemeHttps
            ? new TableServiceClient(endpoint, new DefaultAzureCredential())
            : new TableServiceClient(account);
}
