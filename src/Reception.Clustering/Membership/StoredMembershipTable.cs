using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Reception.Clustering.Membership;

/// <summary>
/// Orleans' membership table of this cluster id over an <see cref="IMembershipStore"/>, for both runtimes. When the store is away its
/// methods throw (see <see cref="Link.StoreUnavailableException"/>): membership keeps what it knows and tries again.
/// </summary>
public sealed class StoredMembershipTable(IMembershipStore store, IOptions<ClusterOptions> cluster) : IMembershipTable
{
    private string Cluster => cluster.Value.ClusterId;

    /// <summary>The table is there from the start; this only sees that the store answers.</summary>
    public Task InitializeMembershipTable(bool tryInitTableVersion) => ReadAll();

    public Task DeleteMembershipTableEntries(string clusterId) => store.DeleteAsync(clusterId).AsTask();

    public Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate) => store.CleanUpAsync(Cluster, (int)SiloStatus.Active, beforeDate.UtcTicks).AsTask();

    public async Task<MembershipTableData> ReadRow(SiloAddress key) => MembershipRows.Table(await store.ReadAsync(Cluster, key.ToParsableString()));

    public async Task<MembershipTableData> ReadAll() => MembershipRows.Table(await store.ReadAsync(Cluster, silo: null));

    public Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion) => ChangeAsync(entry, null, tableVersion);

    public Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion) => ChangeAsync(entry, etag ?? "", tableVersion);

    public Task UpdateIAmAlive(MembershipEntry entry) => store.SetAliveAsync(Cluster, entry.SiloAddress.ToParsableString(), entry.IAmAliveTime.Ticks).AsTask();

    private Task<bool> ChangeAsync(MembershipEntry entry, string? etag, TableVersion version) =>
        store.ChangeAsync(Cluster, new MembershipChange(MembershipRows.Of(entry), etag, version.Version, version.VersionEtag)).AsTask();
}
