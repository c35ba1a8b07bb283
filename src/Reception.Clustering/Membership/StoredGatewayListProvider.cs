using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Messaging;

namespace Reception.Clustering.Membership;

/// <summary>The active silos that take clients, from the membership rows.</summary>
public sealed class StoredGatewayListProvider(IMembershipStore store, IOptions<ClusterOptions> cluster) : IGatewayListProvider
{
    /// <summary>One second: a new silo takes its share at once.</summary>
    public TimeSpan MaxStaleness => TimeSpan.FromSeconds(1);

    [Obsolete("Not asked any more.")]
    public bool IsUpdatable => true;

    public Task InitializeGatewayListProvider() => Task.CompletedTask;

    public async Task<IList<Uri>> GetGateways()
    {
        var snapshot = await store.ReadAsync(cluster.Value.ClusterId, silo: null);
        return [.. snapshot.Rows.Select(row => row.Row).Where(row => row.Status == (int)SiloStatus.Active && row.ProxyPort != 0).Select(Gateway)];
    }

    private static Uri Gateway(MembershipRow row)
    {
        var silo = SiloAddress.FromParsableString(row.Silo);
        return SiloAddress.New(silo.Endpoint.Address, row.ProxyPort, silo.Generation).ToGatewayUri();
    }
}
