using Reception.Clustering.Link;
using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.Operations;
using Reception.Domain.Agents;
using Reception.Domain.Journal;

namespace Reception.Storage.Remote;

/// <summary>The read side's operations (48 to 59) and what goes over the link for them.</summary>
internal static class EpisodeCalls
{
    public const byte Position = 48, Find = 49, Store = 50, Query = 51, StoreAgent = 52, Agents = 53, Reset = 54, Hours = 55, Shops = 56;

    public static void WriteRows(PayloadWriter writer, IReadOnlyCollection<EpisodeRow> rows)
    {
        writer.Int(rows.Count);
        foreach (var row in rows) WriteRow(writer, row);
    }

    public static void WriteRow(PayloadWriter writer, EpisodeRow row) => Number(writer
        .Text(row.Conversation.ToString()).Int(row.Episode).Int((int)row.Phase).Text(row.Agent?.Value).Text(row.Queue).Text(row.Topic).Int((int)row.Reason)
        .Time(row.OpenedAt).Time(row.WaitingSince).Time(row.AssignedAt).Time(row.ClosedAt), row.Rating)
        .Text(row.Comment).Int(row.CustomerMessages).Int(row.BotMessages).Int(row.AgentMessages).Int(row.MachineAnswers).Time(row.UpdatedAt)
        .Text(RoutingJson.Write(row.Why)).Int(row.Missed);

    public static EpisodeRow ReadRow(PayloadReader reader) => new(
        ConversationId.Parse(reader.Text()), reader.Int(), (ConversationPhase)reader.Int(), Agent(reader), reader.TextOrNull(), reader.TextOrNull(), (HandOverReason)reader.Int(),
        reader.Time(), reader.TimeOrNull(), reader.TimeOrNull(), reader.TimeOrNull(), Number(reader), reader.TextOrNull(),
        reader.Int(), reader.Int(), reader.Int(), reader.Int(), reader.Time(), RoutingJson.ReadAssignment(reader.TextOrNull()), reader.Int());

    public static void WriteHours(PayloadWriter writer, IReadOnlyCollection<ArrivalHour> hours)
    {
        writer.Int(hours.Count);
        foreach (var hour in hours)
            writer.Text(hour.Shop.Value).Text(hour.Queue).Long(hour.Hour).Int(hour.Arrivals).Int(hour.Messages).Int(hour.Assigned).Int(hour.Abandoned).Long(hour.WaitMs).Int(hour.Handled).Long(hour.HandlingMs);
    }

    public static ArrivalHour ReadHour(PayloadReader reader) => new(
        new ShopId(reader.Text()), reader.Text(), reader.Long(), reader.Int(), reader.Int(), reader.Int(), reader.Int(), reader.Long(), reader.Int(), reader.Long());

    public static void WriteShops(PayloadWriter writer, IReadOnlyCollection<ShopArrivals> shops)
    {
        writer.Int(shops.Count);
        foreach (var shop in shops) writer.Text(shop.Shop.Value).Long(shop.Arrivals);
    }

    public static ShopArrivals ReadShop(PayloadReader reader) => new(new ShopId(reader.Text()), reader.Long());

    public static void WriteQuery(PayloadWriter writer, ShopId shop, EpisodeQuery query) => Number(writer.Text(shop.Value), (int?)query.Phase)
        .Text(query.Agent?.Value).Text(query.Topic).Time(query.From).Time(query.To).Text(query.Cursor).Int(query.Limit);

    public static (ShopId Shop, EpisodeQuery Query) ReadQuery(PayloadReader reader) => (new ShopId(reader.Text()), new EpisodeQuery(
        (ConversationPhase?)Number(reader), Agent(reader), reader.TextOrNull(), reader.TimeOrNull(), reader.TimeOrNull(), reader.TextOrNull(), reader.Int()));

    public static void WriteProfile(PayloadWriter writer, AgentProfile profile) => writer.Text(StoredProfile.ToJson(profile));

    public static AgentProfile ReadProfile(PayloadReader reader) => StoredProfile.FromJson(reader.Text());

    private static AgentId? Agent(PayloadReader reader) => reader.TextOrNull() is { } agent ? new AgentId(agent) : null;

    private static PayloadWriter Number(PayloadWriter writer, int? number) => writer.Flag(number is not null).Int(number ?? 0);

    private static int? Number(PayloadReader reader)
    {
        var (isThere, number) = (reader.Flag(), reader.Int());
        return isThere ? number : null;
    }
}
