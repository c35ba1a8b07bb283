using System.Globalization;

namespace Reception.Clustering.Membership;

/// <summary>Orleans' entries and stored rows, one into the other.</summary>
internal static class MembershipRows
{
    public static MembershipRow Of(MembershipEntry entry) => new(
        entry.SiloAddress.ToParsableString(), (int)entry.Status, Suspects(entry.SuspectTimes), entry.ProxyPort, entry.HostName, entry.SiloName, entry.RoleName,
        entry.UpdateZone, entry.FaultZone, entry.StartTime.Ticks, entry.IAmAliveTime.Ticks);

    public static MembershipEntry Entry(MembershipRow row) => new()
    {
        SiloAddress = SiloAddress.FromParsableString(row.Silo),
        Status = (SiloStatus)row.Status,
        SuspectTimes = Suspects(row.Suspects),
        ProxyPort = row.ProxyPort,
        HostName = row.HostName!,
        SiloName = row.SiloName!,
        RoleName = row.RoleName,
        UpdateZone = row.UpdateZone,
        FaultZone = row.FaultZone,
        StartTime = new DateTime(row.StartTime, DateTimeKind.Utc),
        IAmAliveTime = new DateTime(row.IAmAliveTime, DateTimeKind.Utc),
    };

    public static MembershipTableData Table(MembershipSnapshot snapshot) => new(
        [.. snapshot.Rows.Select(row => Tuple.Create(Entry(row.Row), row.ETag))], new TableVersion(snapshot.Version, snapshot.VersionETag));

    /// <summary>"silo ticks" for each vote, divided by commas; null and empty stay apart.</summary>
    private static string? Suspects(List<Tuple<SiloAddress, DateTime>>? votes) => votes is null ? null :
        string.Join(',', votes.Select(vote => string.Create(CultureInfo.InvariantCulture, $"{vote.Item1.ToParsableString()} {vote.Item2.Ticks}")));

    private static List<Tuple<SiloAddress, DateTime>>? Suspects(string? votes) => votes is null ? null : [.. votes.Split(',', StringSplitOptions.RemoveEmptyEntries)
        .Select(vote => vote.Split(' '))
        .Select(vote => Tuple.Create(SiloAddress.FromParsableString(vote[0]), new DateTime(long.Parse(vote[1], CultureInfo.InvariantCulture), DateTimeKind.Utc)))];
}
