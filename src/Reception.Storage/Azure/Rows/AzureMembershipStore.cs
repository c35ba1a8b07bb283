using System.Globalization;
using Reception.Clustering.Membership;
using Reception.Domain.Journal;
using Reception.Storage.Azure.Client;

namespace Reception.Storage.Azure.Rows;

/// <summary>
/// Membership rows on a table: one partition a cluster, the version's row and the silos' changed in one transaction. A tag is a count of the
/// cluster's changes, kept in the rows, because a table's own tag would change with every sign of life.
/// </summary>
public sealed class AzureMembershipStore(AzureStore store) : IMembershipStore
{
    private const string VersionRow = "version";
    private const int MostTries = 20;

    private readonly Tables _table = store.Table("membership");

    public async ValueTask<MembershipSnapshot> ReadAsync(string cluster, string? silo)
    {
        await store.EnsureOpenAsync().ConfigureAwait(false);
        return await StorageFailure.GuardAsync(ReadAllAsync(cluster, silo)).ConfigureAwait(false);
    }

    public async ValueTask<bool> ChangeAsync(string cluster, MembershipChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        await store.EnsureOpenAsync().ConfigureAwait(false);
        return await StorageFailure.GuardAsync(TryChangeAsync(cluster, change)).ConfigureAwait(false);
    }

    public async ValueTask SetAliveAsync(string cluster, string silo, long ticks)
    {
        await store.EnsureOpenAsync().ConfigureAwait(false);
        await StorageFailure.GuardAsync(TrySetAliveAsync(cluster, silo, ticks)).ConfigureAwait(false);
    }

    public async ValueTask CleanUpAsync(string cluster, int keptStatus, long beforeTicks)
    {
        await store.EnsureOpenAsync().ConfigureAwait(false);
        await StorageFailure.GuardAsync(RemoveAsync(cluster, row => row.Row != VersionRow && row.Number("Status") != keptStatus && row.Number("Alive") < beforeTicks)).ConfigureAwait(false);
    }

    public async ValueTask DeleteAsync(string cluster)
    {
        await store.EnsureOpenAsync().ConfigureAwait(false);
        await StorageFailure.GuardAsync(RemoveAsync(cluster, _ => true)).ConfigureAwait(false);
    }

    /// <summary>Read again until the version stood still meanwhile, so that rows and version are of one moment.</summary>
    private async ValueTask<MembershipSnapshot> ReadAllAsync(string cluster, string? silo)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var before = await _table.FindAsync(Partition(cluster), VersionRow).ConfigureAwait(false);
            List<TableEntity> rows = silo is null
                ? await _table.ListAsync(Tables.Prefixed(Partition(cluster), "s_")).ToListAsync().ConfigureAwait(false)
                : await _table.FindAsync(Partition(cluster), SiloRow(silo)).ConfigureAwait(false) is { } one ? [one] : [];
            var after = await _table.FindAsync(Partition(cluster), VersionRow).ConfigureAwait(false);
            if (before?.Number("Tag") != after?.Number("Tag")) continue;
            return new MembershipSnapshot((int)(after?.Number("Version") ?? 0), Tag(after), [.. rows.Select(Read).OrderBy(row => row.Row.Silo, StringComparer.Ordinal)]);
        }
        throw new JournalUnavailableException("The membership changes all the time.");
    }

    private async ValueTask<bool> TryChangeAsync(string cluster, MembershipChange change)
    {
        var writer = store.Random.NextId().ToString("N");
        for (var tries = 0; tries < MostTries; tries++)
        {
            var version = await _table.FindAsync(Partition(cluster), VersionRow).ConfigureAwait(false);
            var stored = await _table.FindAsync(Partition(cluster), SiloRow(change.Row.Silo)).ConfigureAwait(false);
            if (change.VersionETag != Tag(version) || change.ETag != (stored is null ? null : Tag(stored)))
                return stored?.Text("Writer") == writer;
            var tag = (version?.Number("Tag") ?? 0) + 1;
            var next = new TableEntity(Partition(cluster), VersionRow) { ETag = version?.ETag };
            (next.Values["Version"], next.Values["Tag"]) = (change.NewVersion, tag);
            var row = Write(cluster, change.Row, tag);
            (row.ETag, row.Values["Writer"]) = (stored?.ETag, writer);
            if (await _table.TransactAsync([new(version is null ? TableAction.Insert : TableAction.Replace, next), new(stored is null ? TableAction.Insert : TableAction.Replace, row)]).ConfigureAwait(false)) return true;
            // a sign of life came between: again; another change was first, or the answer of this one was lost: tags and writer tell
        }
        throw new JournalUnavailableException("The membership changes all the time.");
    }

    private async ValueTask TrySetAliveAsync(string cluster, string silo, long ticks)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            if (await _table.FindAsync(Partition(cluster), SiloRow(silo)).ConfigureAwait(false) is not { } row) return;
            row.Values["Alive"] = ticks;
            if (await _table.ChangeAsync(new TableChange(TableAction.Replace, row)).ConfigureAwait(false) is not null) return;
        }
    }

    private async ValueTask RemoveAsync(string cluster, Func<TableEntity, bool> isMeant)
    {
        await foreach (var row in _table.ListAsync(Tables.Between(Partition(cluster), "", "~")).ConfigureAwait(false))
            if (isMeant(row)) await _table.ChangeAsync(new TableChange(TableAction.Delete, row)).ConfigureAwait(false);
    }

    private static TableEntity Write(string cluster, MembershipRow row, long tag)
    {
        var entity = new TableEntity(Partition(cluster), SiloRow(row.Silo));
        var values = entity.Values;
        (values["Silo"], values["Status"], values["Suspects"], values["ProxyPort"], values["HostName"]) = (row.Silo, row.Status, row.Suspects, row.ProxyPort, row.HostName);
        (values["SiloName"], values["RoleName"], values["UpdateZone"], values["FaultZone"]) = (row.SiloName, row.RoleName, row.UpdateZone, row.FaultZone);
        (values["Start"], values["Alive"], values["Tag"]) = (row.StartTime, row.IAmAliveTime, tag);
        return entity;
    }

    private static TaggedRow Read(TableEntity row) => new(new MembershipRow(row.Text("Silo")!, (int)row.Number("Status"), row.Text("Suspects"), (int)row.Number("ProxyPort"), row.Text("HostName"),
        row.Text("SiloName"), row.Text("RoleName"), (int)row.Number("UpdateZone"), (int)row.Number("FaultZone"), row.Number("Start"), row.Number("Alive")), Tag(row));

    private static string Tag(TableEntity? row) => (row?.Number("Tag") ?? 0).ToString(CultureInfo.InvariantCulture);

    private static string Partition(string cluster) => "c_" + RowKey.Hash(cluster);

    private static string SiloRow(string silo) => "s_" + RowKey.Hash(silo);
}
