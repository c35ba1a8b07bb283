using Reception.Contracts.Agents;
using Reception.Contracts.Ids;
using Reception.Domain.Agents;

namespace Reception.Storage.Sqlite;

/// <summary>The agents' profiles: one row each, and one for each queue that the agent serves or is qualified for.</summary>
internal static class AgentSql
{
    private static readonly SqlText PutText = new("INSERT OR REPLACE INTO agent(id, name, capacity, profile) VALUES(?,?,?,?)");
    private static readonly SqlText DropQueuesText = new("DELETE FROM agent_queue WHERE agent=?");
    private static readonly SqlText PutQueueText = new("INSERT OR IGNORE INTO agent_queue(shop, agent, queue) VALUES(?,?,?)");

    private static readonly SqlText OfShopText = new("""
        SELECT agent.id, agent.name, agent.capacity, every.shop, every.queue, agent.profile FROM agent JOIN agent_queue AS every ON every.agent=agent.id
        WHERE agent.id IN (SELECT agent FROM agent_queue WHERE shop=?) ORDER BY agent.id, every.shop, every.queue
        """);

    private static readonly SqlText ShopsText = new("SELECT DISTINCT shop FROM agent_queue ORDER BY shop");

    /// <summary>Every agent of every shop, once.</summary>
    public static IReadOnlyList<AgentProfile> All(SqliteSession session)
    {
        var shops = new List<ShopId>();
        var rows = session.Prepare(ShopsText);
        while (rows.Step()) shops.Add(new ShopId(rows.Text(0)));
        rows.Reset();
        return [.. shops.SelectMany(shop => OfShop(session, shop)).DistinctBy(agent => agent.Id)];
    }

    public static void Put(SqliteSession session, AgentProfile profile)
    {
        session.Prepare(PutText).Add(profile.Id.Value).Add(profile.Name).Add(profile.Capacity).Add(StoredProfile.ToJson(profile)).Run();
        session.Prepare(DropQueuesText).Add(profile.Id.Value).Run();
        foreach (var queue in profile.Queues.Concat((profile.Qualifications ?? []).Select(passed => passed.Queue)).Distinct())
            session.Prepare(PutQueueText).Add(queue.Shop.Value).Add(profile.Id.Value).Add(queue.Name).Run();
    }

    public static IReadOnlyList<AgentProfile> OfShop(SqliteSession session, ShopId shop)
    {
        var rows = session.Prepare(OfShopText).Add(shop.Value);
        var found = new List<(string Id, string Name, int Capacity, string? Profile, QueueId Queue)>();
        while (rows.Step()) found.Add((rows.Text(0), rows.Text(1), rows.Int(2), rows.TextOrNull(5), new QueueId(new ShopId(rows.Text(3)), rows.Text(4))));
        rows.Reset();
        return [.. found.GroupBy(row => (row.Id, row.Name, row.Capacity, row.Profile)).Select(agent => agent.Key.Profile is { } whole
            ? StoredProfile.FromJson(whole)
            : new AgentProfile(new AgentId(agent.Key.Id), agent.Key.Name, [.. agent.Select(row => row.Queue)], agent.Key.Capacity))];
    }
}
