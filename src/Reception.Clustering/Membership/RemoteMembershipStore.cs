using Reception.Clustering.Link;

namespace Reception.Clustering.Membership;

/// <summary>The membership rows in the store process.</summary>
public sealed class RemoteMembershipStore(StoreLink link) : IMembershipStore
{
    public ValueTask<MembershipSnapshot> ReadAsync(string cluster, string? silo) =>
        link.CallAsync(MembershipCalls.Read, (cluster, silo), static (writer, state) => writer.Text(state.cluster).Text(state.silo), MembershipCalls.ReadSnapshot);

    public ValueTask<bool> ChangeAsync(string cluster, MembershipChange change) => link.CallAsync(MembershipCalls.Change, (cluster, change), static (writer, state) =>
    {
        writer.Text(state.cluster).Text(state.change.ETag).Int(state.change.NewVersion).Text(state.change.VersionETag);
        MembershipCalls.Write(writer, state.change.Row);
    }, static reader => reader.Flag());

    public async ValueTask SetAliveAsync(string cluster, string silo, long ticks) =>
        await link.CallAsync(MembershipCalls.SetAlive, (cluster, silo, ticks), static (writer, state) => writer.Text(state.cluster).Text(state.silo).Long(state.ticks), Nothing);

    public async ValueTask CleanUpAsync(string cluster, int keptStatus, long beforeTicks) =>
        await link.CallAsync(MembershipCalls.CleanUp, (cluster, keptStatus, beforeTicks), static (writer, state) => writer.Text(state.cluster).Int(state.keptStatus).Long(state.beforeTicks), Nothing);

    public async ValueTask DeleteAsync(string cluster) => await link.CallAsync(MembershipCalls.Delete, cluster, static (writer, state) => writer.Text(state), Nothing);

    private static bool Nothing(PayloadReader reader) => true;
}
