using Reception.Contracts.Ids;
using Reception.Domain.Journal;

namespace Reception.Storage.Sqlite;

/// <summary>Hours of shops and queues in <c>projections.db</c>, added to in the transaction that moves the position.</summary>
internal static class ArrivalSql
{
    public const string Script = """
        CREATE TABLE arrival_hour(
            shop TEXT NOT NULL, queue TEXT NOT NULL, hour INTEGER NOT NULL, arrivals INTEGER NOT NULL, messages INTEGER NOT NULL, assigned INTEGER NOT NULL,
            abandoned INTEGER NOT NULL, wait_ms INTEGER NOT NULL, handled INTEGER NOT NULL, handling_ms INTEGER NOT NULL,
            PRIMARY KEY(shop, hour, queue)) WITHOUT ROWID;
        CREATE INDEX arrival_recent ON arrival_hour(hour, queue, shop, arrivals);
        """;

    private static readonly SqlText AddText = new("""
        INSERT INTO arrival_hour(shop, queue, hour, arrivals, messages, assigned, abandoned, wait_ms, handled, handling_ms) VALUES(?,?,?,?,?,?,?,?,?,?)
        ON CONFLICT DO UPDATE SET arrivals=arrivals+excluded.arrivals, messages=messages+excluded.messages, assigned=assigned+excluded.assigned, abandoned=abandoned+excluded.abandoned,
            wait_ms=wait_ms+excluded.wait_ms, handled=handled+excluded.handled, handling_ms=handling_ms+excluded.handling_ms
        """);

    private static readonly SqlText OfShopText = new("""
        SELECT queue, hour, arrivals, messages, assigned, abandoned, wait_ms, handled, handling_ms FROM arrival_hour WHERE shop=? AND hour>=? AND hour<? ORDER BY hour, queue
        """);

    private static readonly SqlText ShopsText = new("SELECT shop, SUM(arrivals) AS n FROM arrival_hour WHERE queue='' AND hour>=? GROUP BY shop ORDER BY n DESC, shop LIMIT ?");
    private static readonly SqlText PruneText = new("DELETE FROM arrival_hour WHERE hour<?");
    private static readonly SqlText ClearText = new("DELETE FROM arrival_hour");

    public static void Add(SqliteSession session, ArrivalHour hour) => session.Prepare(AddText)
        .Add(hour.Shop.Value).Add(hour.Queue).Add(hour.Hour).Add(hour.Arrivals).Add(hour.Messages).Add(hour.Assigned).Add(hour.Abandoned)
        .Add(hour.WaitMs).Add(hour.Handled).Add(hour.HandlingMs).Run();

    public static IReadOnlyList<ArrivalHour> OfShop(SqliteSession session, ShopId shop, long from, long to)
    {
        var rows = session.Prepare(OfShopText).Add(shop.Value).Add(from).Add(to);
        var hours = new List<ArrivalHour>();
        while (rows.Step()) hours.Add(new(shop, rows.Text(0), rows.Long(1), rows.Int(2), rows.Int(3), rows.Int(4), rows.Int(5), rows.Long(6), rows.Int(7), rows.Long(8)));
        rows.Reset();
        return hours;
    }

    public static IReadOnlyList<ShopArrivals> Shops(SqliteSession session, long from, int most)
    {
        var rows = session.Prepare(ShopsText).Add(from).Add(most);
        var shops = new List<ShopArrivals>();
        while (rows.Step()) shops.Add(new(new ShopId(rows.Text(0)), rows.Long(1)));
        rows.Reset();
        return shops;
    }

    public static void Prune(SqliteSession session, long before) => session.Prepare(PruneText).Add(before).Run();

    public static void Clear(SqliteSession session) => session.Prepare(ClearText).Run();
}
