using Reception.Contracts.Ids;
using Reception.Contracts.Shops;

namespace Reception.Domain.Agents;

/// <summary>What a shop says about its agents, read anew for each decision; made once of a version of the policy.</summary>
public sealed class AgentPolicy
{
    /// <summary>Used until the shop's policy is known: 30 s of grace, three missed offers, nobody is lent.</summary>
    public static readonly AgentPolicy Default = new(TimeSpan.FromSeconds(30));

    /// <summary>A hold that its conversation has not settled for so long is asked about, and again each time it has passed.</summary>
    public static readonly TimeSpan SettleTime = TimeSpan.FromSeconds(10);

    /// <summary>The shortest and the longest lease a connection may have.</summary>
    public static readonly TimeSpan ShortestLease = TimeSpan.FromSeconds(1);

    public static readonly TimeSpan LongestLease = TimeSpan.FromMinutes(5);

    /// <summary>How long a stored connection counts after a restart without being renewed, at most half of its lease.</summary>
    public static readonly TimeSpan RestoredLease = TimeSpan.FromSeconds(15);

    /// <summary>For so long after a restart an unknown offer is answered with "try again": its queue may be about to reserve it again.</summary>
    public static readonly TimeSpan BeginTime = TimeSpan.FromSeconds(2);

    /// <summary>A new life begins so far above the stored version: more changes than come between two writes, so that no queue takes its words for old ones.</summary>
    public const long UnstoredVersions = TimeSpan.TicksPerSecond;

    /// <summary>While he is connected the policies of his shops are looked at so often: who is lent to whom may have changed.</summary>
    public static readonly TimeSpan LookTime = TimeSpan.FromSeconds(2);

    /// <summary>A silent chat is asked about again after its idle time, but not more often than this.</summary>
    public static readonly TimeSpan AskIdleTime = TimeSpan.FromMinutes(1);

    /// <summary>An agent has at most so many connections (tabs); one more replaces the one that ends first.</summary>
    public const int MostSessions = 16;

    private readonly Dictionary<string, QueuePolicy> _queues = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string[]> _borrowers = new(StringComparer.Ordinal);

    public AgentPolicy(TimeSpan disconnectGrace) => DisconnectGrace = disconnectGrace;

    /// <summary>Of a shop's policy; null: the <see cref="Default"/>.</summary>
    public static AgentPolicy Of(ShopPolicy? policy)
    {
        if (policy is null) return Default;
        var made = new AgentPolicy(TimeSpan.FromSeconds(policy.DisconnectGraceSeconds)) { Reasons = policy.PresenceReasons };
        foreach (var queue in policy.Queues) made._queues[queue.Name] = queue;
        foreach (var queue in policy.Queues)
        {
            if (queue.Rules?.Lends is { To: { } to }) made._borrowers[queue.Name] = [.. to.Where(name => name != queue.Name && made._queues.ContainsKey(name)).Distinct(StringComparer.Ordinal)];
        }
        return made;
    }

    /// <summary>How long the conversations of a lost connection wait for it to come back.</summary>
    public TimeSpan DisconnectGrace { get; }

    /// <summary>The reasons an agent may give for being away; null: any.</summary>
    public string[]? Reasons { get; private init; }

    /// <summary>The queues of the same shop to which this one lends its agents.</summary>
    public IReadOnlyList<string> BorrowersOf(string queue) => _borrowers.GetValueOrDefault(queue) ?? [];

    /// <summary>How long an ended work goes on taking its weight.</summary>
    public TimeSpan WrapUp(string queue) => TimeSpan.FromSeconds(Math.Max(0, Rules(queue)?.WrapUpSeconds ?? 0));

    /// <summary>After so much silence a chat may stop counting; zero: never.</summary>
    public TimeSpan Idle(string queue) => TimeSpan.FromSeconds(Math.Max(0, Rules(queue)?.IdleSeconds ?? 0));

    /// <summary>So many offers missed in a row make an agent not responding; 0: never.</summary>
    public int MostMisses(string queue) => (Rules(queue)?.Offers ?? Offers).MissesToNotResponding;

    private static readonly OfferRules Offers = new();

    private QueueRules? Rules(string queue) => _queues.GetValueOrDefault(queue)?.Rules;
}
