using Reception.Clustering.Link;

namespace Reception.Clustering.Membership;

/// <summary>Membership over the link: the operations' numbers (1 to 15) and both ends' code beside each other.</summary>
internal static class MembershipCalls
{
    public const byte Read = 1, Change = 2, SetAlive = 3, CleanUp = 4, Delete = 5;

    public static void Write(PayloadWriter writer, MembershipRow row) => writer
        .Text(row.Silo).Int(row.Status).Text(row.Suspects).Int(row.ProxyPort).Text(row.HostName).Text(row.SiloName).Text(row.RoleName)
        .Int(row.UpdateZone).Int(row.FaultZone).Long(row.StartTime).Long(row.IAmAliveTime);

    public static void Write(PayloadWriter writer, MembershipSnapshot snapshot)
    {
        writer.Int(snapshot.Version).Text(snapshot.VersionETag).Int(snapshot.Rows.Count);
        foreach (var row in snapshot.Rows)
        {
            writer.Text(row.ETag);
            Write(writer, row.Row);
        }
    }

    public static MembershipSnapshot ReadSnapshot(PayloadReader reader) => new(reader.Int(), reader.Text(), reader.Many(ReadTagged));

    public static MembershipRow ReadRow(PayloadReader reader) => new(
        reader.Text(), reader.Int(), reader.TextOrNull(), reader.Int(), reader.TextOrNull(), reader.TextOrNull(), reader.TextOrNull(),
        reader.Int(), reader.Int(), reader.Long(), reader.Long());

    private static TaggedRow ReadTagged(PayloadReader reader)
    {
        var etag = reader.Text();
        return new TaggedRow(ReadRow(reader), etag);
    }
}
