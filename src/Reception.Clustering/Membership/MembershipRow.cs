namespace Reception.Clustering.Membership;

/// <summary>
/// One silo's row as it is stored: addresses as texts (ip:port@generation), times in UTC ticks, the votes as one text. Persisted: fields
/// are added, never changed.
/// </summary>
public sealed record MembershipRow(
    string Silo,
    int Status,
    string? Suspects,
    int ProxyPort,
    string? HostName,
    string? SiloName,
    string? RoleName,
    int UpdateZone,
    int FaultZone,
    long StartTime,
    long IAmAliveTime);

/// <summary>A row and the tag of its last conditional change.</summary>
public readonly record struct TaggedRow(MembershipRow Row, string ETag);

/// <summary>The table, or one row of it, as it was at one moment, with the table's version and its tag.</summary>
public sealed record MembershipSnapshot(int Version, string VersionETag, IReadOnlyList<TaggedRow> Rows);

/// <summary>A change that takes the table from the version whose tag is named to the next one.</summary>
public sealed record MembershipChange(MembershipRow Row, string? ETag, int NewVersion, string? VersionETag);
