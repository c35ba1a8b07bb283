using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Messaging;
using Reception.Clustering.Membership;
using Reception.Storage.Sqlite;

namespace Reception.Storage.Tests.Sqlite;

public sealed class SqliteMembershipTableTests : MembershipTableSpecification
{
    private readonly StoreFolder _folder = new();
    private SqliteStore? _store;

    protected override ValueTask<(IMembershipTable Table, IGatewayListProvider Gateways)> OpenAsync(string cluster)
    {
        var rows = new SqliteMembershipStore(_store ??= _folder.Open());
        return new((new StoredMembershipTable(rows, Options(cluster)), new StoredGatewayListProvider(rows, Options(cluster))));
    }

    protected override async ValueTask<IMembershipTable> ReopenAsync(string cluster) =>
        new StoredMembershipTable(new SqliteMembershipStore(await _folder.ReopenAsync()), Options(cluster));

    public override ValueTask DisposeAsync() => _folder.DisposeAsync();

    internal static IOptions<ClusterOptions> Options(string cluster) => Microsoft.Extensions.Options.Options.Create(new ClusterOptions { ClusterId = cluster, ServiceId = cluster });
}
