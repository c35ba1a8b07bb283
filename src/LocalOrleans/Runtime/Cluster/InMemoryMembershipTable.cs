using System.Collections.Concurrent;
using System.Globalization;
using System.Net;

namespace LocalOrleans;

/// <summary>
/// The table of UseLocalhostClustering: rows in the memory of this process, shared by the silos that name the same primary. The primary makes it anew
/// when it starts; the others keep it until they stop, also when the primary has gone.
/// </summary>
internal sealed class InMemoryMembershipTable(IOptions<EndpointOptions> endpoints, IOptions<ClusterOptions> cluster, IOptions<DevelopmentClusterMembershipOptions> development)
    : IMembershipTable
{
    private static readonly ConcurrentDictionary<(string Cluster, IPEndPoint Primary), Rows> Tables = new();
    private Rows? _rows;

    private Rows Table => _rows ?? throw new InvalidOperationException("The membership table has not been initialized.");

    public Task InitializeMembershipTable(bool tryInitTableVersion)
    {
        var self = new IPEndPoint(endpoints.Value.AdvertisedIPAddress, endpoints.Value.SiloPort);
        var primary = development.Value.PrimarySiloEndpoint ?? self;
        var key = (cluster.Value.ClusterId, primary);
        if (primary.Equals(self)) _rows = Tables[key] = new Rows();
        else if (!Tables.TryGetValue(key, out _rows))
            throw new OrleansConfigurationException($"The primary silo {primary} of cluster '{cluster.Value.ClusterId}' is not in this process. UseLocalhostClustering keeps membership in memory: " +
                "silos in several processes need a membership table (register an IMembershipTable).");
        return Task.CompletedTask;
    }

    public Task DeleteMembershipTableEntries(string clusterId) => Table.Run(rows => rows.Clear());

    public Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate) => Table.Run(rows =>
    {
        foreach (var (silo, (entry, _)) in rows.ToList())
        {
            if (entry.Status == SiloStatus.Dead && entry.IAmAliveTime < beforeDate.UtcDateTime) rows.Remove(silo);
        }
    });

    public Task<MembershipTableData> ReadRow(SiloAddress key) => Task.FromResult(Table.Read(key));

    public Task<MembershipTableData> ReadAll() => Task.FromResult(Table.Read(null));

    public Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion) => Task.FromResult(Table.Write(entry, null, tableVersion));

    public Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion) => Task.FromResult(Table.Write(entry, etag, tableVersion));

    public Task UpdateIAmAlive(MembershipEntry entry) => Table.Run(rows =>
    {
        if (rows.TryGetValue(entry.SiloAddress, out var row)) row.Entry.IAmAliveTime = entry.IAmAliveTime;
    });

    /// <summary>Rows, their tags and the version, all under one lock. Entries are copied in and out.</summary>
    private sealed class Rows
    {
        private readonly Dictionary<SiloAddress, (MembershipEntry Entry, int Tag)> _rows = [];
        private int _version;

        public Task Run(Action<Dictionary<SiloAddress, (MembershipEntry Entry, int Tag)>> change)
        {
            lock (_rows) change(_rows);
            return Task.CompletedTask;
        }

        public MembershipTableData Read(SiloAddress? only)
        {
            lock (_rows)
            {
                var rows = _rows.Where(row => only is null || row.Key.Equals(only)).Select(row => Tuple.Create(row.Value.Entry.Copy(), Text(row.Value.Tag)));
                return new MembershipTableData([.. rows], new TableVersion(_version, Text(_version)));
            }
        }

        public bool Write(MembershipEntry entry, string? tag, TableVersion version)
        {
            lock (_rows)
            {
                if (version.VersionEtag != Text(_version)) return false;
                if (_rows.TryGetValue(entry.SiloAddress, out var row) ? tag != Text(row.Tag) : tag is not null) return false;
                _version = version.Version;
                _rows[entry.SiloAddress] = (entry.Copy(), _version);
                return true;
            }
        }

        private static string Text(int tag) => tag.ToString(CultureInfo.InvariantCulture);
    }
}
