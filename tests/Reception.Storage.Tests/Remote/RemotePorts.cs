using Orleans;
using Orleans.Messaging;
using Reception.Clustering.Membership;
using Reception.Storage.Tests.Sqlite;

namespace Reception.Storage.Tests.Remote;

public sealed class RemoteMembershipTableTests : MembershipTableSpecification
{
    private readonly RemoteFolder _folder = new();

    protected override async ValueTask<(IMembershipTable Table, IGatewayListProvider Gateways)> OpenAsync(string cluster)
    {
        var rows = new RemoteMembershipStore(await _folder.OpenAsync());
        return (new StoredMembershipTable(rows, SqliteMembershipTableTests.Options(cluster)), new StoredGatewayListProvider(rows, SqliteMembershipTableTests.Options(cluster)));
    }

    /// <summary>The store is restarted under a link that stays.</summary>
    protected override async ValueTask<IMembershipTable> ReopenAsync(string cluster)
    {
        var rows = new RemoteMembershipStore(await _folder.OpenAsync());
        await rows.ReadAsync(cluster, silo: null);
        await _folder.StopAsync();
        await _folder.StartAsync();
        return new StoredMembershipTable(rows, SqliteMembershipTableTests.Options(cluster));
    }

    public override ValueTask DisposeAsync() => _folder.DisposeAsync();
}
