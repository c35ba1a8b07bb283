using Reception.Clustering.Membership;

namespace Reception.Storage.Sqlite;

/// <summary>Membership rows over a <see cref="SqliteStore"/>: every call, reads too, is a step of the group commit and so stands between two changes.</summary>
public sealed class SqliteMembershipStore(SqliteStore store) : IMembershipStore
{
    public ValueTask<MembershipSnapshot> ReadAsync(string cluster, string? silo) => RunAsync(session => MembershipSql.Read(session, cluster, silo));

    public ValueTask<bool> ChangeAsync(string cluster, MembershipChange change) => RunAsync(session => MembershipSql.Change(session, cluster, change));

    public async ValueTask SetAliveAsync(string cluster, string silo, long ticks) => await RunAsync(session =>
    {
        MembershipSql.SetAlive(session, cluster, silo, ticks);
        return true;
    }).ConfigureAwait(false);

    public async ValueTask CleanUpAsync(string cluster, int keptStatus, long beforeTicks) => await RunAsync(session =>
    {
        MembershipSql.CleanUp(session, cluster, keptStatus, beforeTicks);
        return true;
    }).ConfigureAwait(false);

    public async ValueTask DeleteAsync(string cluster) => await RunAsync(session =>
    {
        MembershipSql.Delete(session, cluster);
        return true;
    }).ConfigureAwait(false);

    private ValueTask<T> RunAsync<T>(Func<WriteSession, T> step) => store.Writer.WriteAsync(new Step<T>(step), CancellationToken.None);

    private sealed class Step<T>(Func<WriteSession, T> step) : StoreWrite<T>
    {
        public override void Apply(WriteSession session) => Result = step(session);
    }
}
