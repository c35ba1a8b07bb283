using System.Globalization;
using Reception.Clustering.Membership;

namespace Reception.Storage.Sqlite;

/// <summary>
/// The membership statements. A table's tag counts its changes and a row's tag is the count of its last change, so a tag is
/// never used twice as long as the cluster's table is not deleted.
/// </summary>
internal static class MembershipSql
{
    private const string Columns = "silo, status, suspects, proxy_port, host_name, silo_name, role_name, update_zone, fault_zone, start_time, alive_time";

    private static readonly SqlText TableText = new("SELECT version, changes FROM membership_table WHERE cluster=?");
    private static readonly SqlText PutTableText = new("INSERT OR REPLACE INTO membership_table(cluster, version, changes) VALUES(?,?,?)");
    private static readonly SqlText AllText = new($"SELECT {Columns}, etag FROM membership WHERE cluster=? ORDER BY silo");
    private static readonly SqlText OneText = new($"SELECT {Columns}, etag FROM membership WHERE cluster=? AND silo=?");
    private static readonly SqlText TagText = new("SELECT etag FROM membership WHERE cluster=? AND silo=?");
    private static readonly SqlText PutText = new($"INSERT OR REPLACE INTO membership({Columns}, etag, cluster) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?)");
    private static readonly SqlText AliveText = new("UPDATE membership SET alive_time=? WHERE cluster=? AND silo=?");
    private static readonly SqlText CleanText = new("DELETE FROM membership WHERE cluster=? AND status<>? AND alive_time<?");
    private static readonly SqlText DeleteText = new("DELETE FROM membership WHERE cluster=?");
    private static readonly SqlText DeleteTableText = new("DELETE FROM membership_table WHERE cluster=?");

    /// <summary>Within one transaction, or the rows and the version are of two moments.</summary>
    public static MembershipSnapshot Read(SqliteSession session, string cluster, string? silo)
    {
        var (version, changes) = Table(session, cluster);
        var rows = silo is null ? session.Prepare(AllText).Add(cluster) : session.Prepare(OneText).Add(cluster).Add(silo);
        var found = new List<TaggedRow>();
        while (rows.Step())
            found.Add(new TaggedRow(new MembershipRow(rows.Text(0), rows.Int(1), rows.TextOrNull(2), rows.Int(3), rows.TextOrNull(4), rows.TextOrNull(5), rows.TextOrNull(6),
                rows.Int(7), rows.Int(8), rows.Long(9), rows.Long(10)), Tag(rows.Long(11))));
        rows.Reset();
        return new MembershipSnapshot(version, Tag(changes), found);
    }

    public static bool Change(SqliteSession session, string cluster, MembershipChange change)
    {
        var (_, changes) = Table(session, cluster);
        if (change.VersionETag != Tag(changes) || RowTag(session, cluster, change.Row.Silo) != change.ETag) return false;
        var row = change.Row;
        session.Prepare(PutTableText).Add(cluster).Add(change.NewVersion).Add(changes + 1).Run();
        session.Prepare(PutText).Add(row.Silo).Add(row.Status).Add(row.Suspects).Add(row.ProxyPort).Add(row.HostName).Add(row.SiloName).Add(row.RoleName)
            .Add(row.UpdateZone).Add(row.FaultZone).Add(row.StartTime).Add(row.IAmAliveTime).Add(changes + 1).Add(cluster).Run();
        return true;
    }

    public static void SetAlive(SqliteSession session, string cluster, string silo, long ticks) => session.Prepare(AliveText).Add(ticks).Add(cluster).Add(silo).Run();

    public static void CleanUp(SqliteSession session, string cluster, int keptStatus, long beforeTicks) => session.Prepare(CleanText).Add(cluster).Add(keptStatus).Add(beforeTicks).Run();

    public static void Delete(SqliteSession session, string cluster)
    {
        session.Prepare(DeleteText).Add(cluster).Run();
        session.Prepare(DeleteTableText).Add(cluster).Run();
    }

    private static (int Version, long Changes) Table(SqliteSession session, string cluster)
    {
        var row = session.Prepare(TableText).Add(cluster);
        var found = row.Step() ? (row.Int(0), row.Long(1)) : (0, 0);
        row.Reset();
        return found;
    }

    private static string? RowTag(SqliteSession session, string cluster, string silo)
    {
        var row = session.Prepare(TagText).Add(cluster).Add(silo);
        var tag = row.Step() ? Tag(row.Long(0)) : null;
        row.Reset();
        return tag;
    }

    private static string Tag(long changes) => changes.ToString(CultureInfo.InvariantCulture);
}
