namespace Orleans;

/// <summary>
/// The silos of a cluster, one row each, and one version over all rows. Every change names the version it read and raises it by one:
/// of two changes made from the same reading one is refused. Calls fail with any exception while the table is away; callers try again.
/// </summary>
public interface IMembershipTable
{
    /// <summary>Called before anything else; with <paramref name="tryInitTableVersion"/> it makes the table if there is none.</summary>
    Task InitializeMembershipTable(bool tryInitTableVersion);

    /// <summary>Deletes all rows of a cluster.</summary>
    Task DeleteMembershipTableEntries(string clusterId);

    /// <summary>Deletes rows of dead silos that were last heard of before <paramref name="beforeDate"/>.</summary>
    Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate);

    /// <summary>One row and the version, read together.</summary>
    Task<MembershipTableData> ReadRow(SiloAddress key);

    /// <summary>All rows and the version, read together.</summary>
    Task<MembershipTableData> ReadAll();

    /// <summary>Adds a row and raises the version, both or neither; false if the row exists or the version has moved on.</summary>
    Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion);

    /// <summary>Replaces a row and raises the version, both or neither; false if the row or the version has moved on.</summary>
    Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion);

    /// <summary>Writes only <see cref="MembershipEntry.IAmAliveTime"/>, unconditionally; the version stays.</summary>
    Task UpdateIAmAlive(MembershipEntry entry);
}

/// <summary>The version of a membership table and the tag that guards it.</summary>
public sealed class TableVersion(int version, string eTag) : IEquatable<TableVersion>
{
    /// <summary>Rises by one with each change.</summary>
    public int Version { get; } = version;

    /// <summary>The tag of the version that was read.</summary>
    public string VersionEtag { get; } = eTag;

    /// <summary>The version after the next change, guarded by the tag of this one.</summary>
    public TableVersion Next() => new(Version + 1, VersionEtag);

    /// <inheritdoc/>
    public bool Equals(TableVersion? other) => other is not null && Version == other.Version && VersionEtag == other.VersionEtag;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TableVersion);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Version, VersionEtag);

    /// <inheritdoc/>
    public override string ToString() => $"<{Version}, {VersionEtag}>";
}

/// <summary>Rows of a membership table, each with its tag, and the version they were read with.</summary>
public sealed class MembershipTableData
{
    /// <summary>Many rows; the dead go to the end.</summary>
    public MembershipTableData(List<Tuple<MembershipEntry, string>> list, TableVersion version)
    {
        Members = [.. list.OrderBy(row => row.Item1.Status == SiloStatus.Dead).ThenBy(row => row.Item1.SiloName, StringComparer.Ordinal)];
        Version = version;
    }

    /// <summary>One row.</summary>
    public MembershipTableData(Tuple<MembershipEntry, string> tuple, TableVersion version) : this([tuple], version) { }

    /// <summary>No rows.</summary>
    public MembershipTableData(TableVersion version) : this([], version) { }

    /// <summary>The rows and their tags.</summary>
    public IReadOnlyList<Tuple<MembershipEntry, string>> Members { get; }

    /// <summary>The version read with them.</summary>
    public TableVersion Version { get; }

    /// <summary>A silo's row, or null.</summary>
    public Tuple<MembershipEntry, string>? TryGet(SiloAddress silo) => Members.FirstOrDefault(row => row.Item1.SiloAddress.Equals(silo));

    /// <inheritdoc/>
    public override string ToString() => $"{Version} {string.Join(", ", Members.Select(row => row.Item1))}";
}

/// <summary>One silo's row.</summary>
public sealed class MembershipEntry
{
    /// <summary>Whose row it is.</summary>
    public SiloAddress SiloAddress { get; set; } = default!;

    /// <summary>Its status.</summary>
    public SiloStatus Status { get; set; }

    /// <summary>Who voted it dead, and when (UTC).</summary>
    public List<Tuple<SiloAddress, DateTime>>? SuspectTimes { get; set; }

    /// <summary>The port for clients; 0 = none.</summary>
    public int ProxyPort { get; set; }

    /// <summary>The machine.</summary>
    public string HostName { get; set; } = default!;

    /// <summary>The silo's name.</summary>
    public string SiloName { get; set; } = default!;

    /// <summary>Free; this runtime keeps the process' identity here.</summary>
    public string? RoleName { get; set; }

    /// <summary>Not used.</summary>
    public int UpdateZone { get; set; }

    /// <summary>Not used.</summary>
    public int FaultZone { get; set; }

    /// <summary>When the silo started (UTC).</summary>
    public DateTime StartTime { get; set; }

    /// <summary>When it last said that it lives (UTC); for people, no decision hangs on it.</summary>
    public DateTime IAmAliveTime { get; set; }

    /// <summary>Adds a vote.</summary>
    public void AddSuspector(SiloAddress suspectingSilo, DateTime suspectingTime) => (SuspectTimes ??= []).Add(Tuple.Create(suspectingSilo, suspectingTime));

    internal MembershipEntry Copy()
    {
        var copy = (MembershipEntry)MemberwiseClone();
        copy.SuspectTimes = SuspectTimes is null ? null : [.. SuspectTimes];
        return copy;
    }

    /// <inheritdoc/>
    public override string ToString() => $"SiloAddress={SiloAddress} SiloName={SiloName} Status={Status}";
}
