using Reception.Contracts.Agents;
using Reception.Contracts.Ids;
using Reception.Contracts.Routing;

namespace Reception.Domain.Agents;

/// <summary>
/// The queues an agent belongs to at a time t, and as what. First that applies: <b>Member</b> of the queues of his profile and of those he
/// is qualified for as one while From ≤ t &lt; Until (topics of several such qualifications add up); <b>Lent</b> to the queues to which
/// the policy of one of those lends (with that queue's topics; of several homes the first); <b>AllHands</b> by qualification.
/// Whether a lent or all-hands agent is asked at all is decided by the borrowing queue's steps.
/// </summary>
public static class Belongings
{
    /// <summary>Traits of equal belongings are one object.</summary>
    public static Dictionary<QueueId, AgentTraits> Of(AgentProfile profile, Func<ShopId, AgentPolicy> policy, DateTimeOffset now)
    {
        var own = new AgentTraits(profile.Skills, profile.Languages, profile.Channels, profile.Labels, Share: profile.Share);
        var all = new Dictionary<QueueId, AgentTraits>();
        foreach (var queue in profile.Queues) all[queue] = own;
        foreach (var passed in Live(profile, QueueRole.Member, now))
        {
            if (!all.TryGetValue(passed.Queue, out var known)) all[passed.Queue] = passed.Topics is null ? own : own with { Topics = passed.Topics };
            else if (known.Topics is not null) all[passed.Queue] = passed.Topics is null ? own : own with { Topics = [.. known.Topics.Union(passed.Topics, StringComparer.Ordinal)] };
        }
        foreach (var (home, traits) in all.ToArray())
        {
            AgentTraits? lent = null;
            foreach (var name in policy(home.Shop).BorrowersOf(home.Name)) all.TryAdd(new QueueId(home.Shop, name), lent ??= traits with { Role = QueueRole.Lent, Home = home });
        }
        AgentTraits? hands = null;
        foreach (var passed in Live(profile, QueueRole.AllHands, now))
            all.TryAdd(passed.Queue, passed.Topics is null ? hands ??= own with { Role = QueueRole.AllHands } : own with { Role = QueueRole.AllHands, Topics = passed.Topics });
        return all;
    }

    /// <summary>When a shift begins or ends next; null: none does.</summary>
    public static DateTimeOffset? NextChange(AgentProfile profile, DateTimeOffset now)
    {
        DateTimeOffset? next = null;
        foreach (var passed in profile.Qualifications ?? [])
        {
            if (passed.From is { } from && from > now && (next is null || from < next)) next = from;
            else if (passed.Until is { } until && until > now && (next is null || until < next)) next = until;
        }
        return next;
    }

    /// <summary>The queues of a shop in which he is a member or qualified at this time, his own first.</summary>
    public static string[] In(AgentProfile profile, ShopId shop, DateTimeOffset now) =>
        [.. profile.Queues.Concat(Live(profile, QueueRole.Member, now).Concat(Live(profile, QueueRole.AllHands, now)).Select(passed => passed.Queue)).Where(queue => queue.Shop == shop).Select(queue => queue.Name).Distinct(StringComparer.Ordinal)];

    /// <summary>The shops he has to do with, on shift or not.</summary>
    public static IEnumerable<ShopId> Shops(AgentProfile profile) =>
        profile.Queues.Select(queue => queue.Shop).Concat((profile.Qualifications ?? []).Select(passed => passed.Queue.Shop)).Distinct();

    private static IEnumerable<Qualification> Live(AgentProfile profile, QueueRole role, DateTimeOffset now) =>
        (profile.Qualifications ?? []).Where(passed => passed.Role == role && !(passed.From > now) && !(passed.Until <= now));
}
