using Reception.Contracts.Agents;
using Reception.Contracts.Ids;
using Reception.Contracts.Routing;

namespace Reception.Domain.Tests.Queues.Rule;

/// <summary>
/// The rule of one queue, over plain lists.
/// <para>A pair (w, a) is <i>allowed</i> when w fits a (<see cref="Fits"/>), a is routable and has w's weight free, has no live offer of
/// w, does not cool down from w, is not kept for other work, w is not inside the window of another routable preferred agent whom it
/// fits, and fewer than <c>Concurrent</c> offers of w live.</para>
/// <para>After each event, while an allowed pair exists: the work first by (has an offer? no before yes; due, arrival, entry); for it
/// the agent by (member, lent, all hands; the mode's order; idle time; id).</para>
/// Members are virtual so that a test can break one sentence of the rule.
/// </summary>
internal partial class RuleQueue(Func<RuleBook> book)
{
    /// <summary>Who declines is asked again for the same work after this, when nobody else routable fits.</summary>
    public static readonly TimeSpan AlonePause = TimeSpan.FromSeconds(5);

    /// <summary>Who does not answer, or refuses what by his word he could take, is left out for so long.</summary>
    public static readonly TimeSpan SilentPause = TimeSpan.FromSeconds(5);

    /// <summary>Scores are sums of fractions: so near is equal.</summary>
    private const double Near = 1e-9;

    public const string LongestWait = "the longest wait";

    public RuleBook Book => book();

    public List<RuleWork> Works { get; } = [];

    public List<RuleAgent> Agents { get; } = [];

    /// <summary>Agents who are kept for overdue heavy work; the rule says no more of them than that they exist.</summary>
    public Dictionary<AgentId, ConversationId> Kept { get; } = [];

    /// <summary>Weight that other queues lend by their last word, and how much of it is used up since.</summary>
    public Dictionary<QueueId, (long Version, int Weight, int Used)> Grants { get; } = [];

    public virtual TimeSpan Age(RuleWork work, DateTimeOffset now) => now - work.Work.Arrival;

    /// <summary>The work that is served first, were everything allowed.</summary>
    public virtual int Compare(RuleWork a, RuleWork b)
    {
        var order = (a.Offers.Count > 0).CompareTo(b.Offers.Count > 0);
        if (order == 0) order = a.Due.CompareTo(b.Due);
        if (order == 0) order = a.Work.Arrival.CompareTo(b.Work.Arrival);
        return order != 0 ? order : a.Entry.CompareTo(b.Entry);
    }

    public virtual bool IsRoutable(RuleAgent agent, DateTimeOffset now) => agent.Word.Routable && agent.SilentUntil <= now;

    public virtual bool HasRole(RuleWork work, RuleAgent agent, DateTimeOffset now)
    {
        var steps = Book.Steps.Where(s => RuleText.InForce(s, Age(work, now))).ToArray();
        return agent.Traits.Role switch
        {
            QueueRole.Member => true,
            QueueRole.Lent => agent.Traits.Home is { } home && steps.Any(s => (s.Lenders ?? []).Contains(home.Name)) && Lends(home),
            _ => steps.Any(s => s.AllHands),
        };
    }

    /// <summary>Another queue's agents may be asked while its last word grants more than is used up.</summary>
    public virtual bool Lends(QueueId home) => Grants.TryGetValue(home, out var grant) && grant.Weight > grant.Used;

    public virtual bool Fits(RuleWork work, RuleAgent agent, DateTimeOffset now) =>
        HasRole(work, agent, now)
        && RuleText.MeetsSkills(agent.Traits, RuleText.SkillsAsked(Book, work.Request, Age(work, now)))
        && RuleText.SelectorsAsked(Book, work.Request, Age(work, now)).All(s => RuleText.MeetsSelector(agent.Traits, s))
        && RuleText.MeetsLanguage(Book, agent.Traits, work.Request, Age(work, now))
        && RuleText.MeetsChannel(Book, agent.Traits, work.Request)
        && RuleText.MeetsTopic(agent.Traits, work.Work.Topic);

    public virtual bool HasRoom(RuleWork work, RuleAgent agent) => work.Weight <= agent.Free;

    public virtual bool CoolsDown(RuleWork work, RuleAgent agent, DateTimeOffset now)
    {
        if (!work.Refused.TryGetValue(agent.Id, out var at)) return false;
        var alone = Agents.Count(a => IsRoutable(a, now) && Fits(work, a, now)) == 1;
        return now < at + (alone ? AlonePause : Book.CoolDown);
    }

    /// <summary>The preferred agent's time: over before its end once he has let the work pass.</summary>
    public virtual bool IsHeldForAnother(RuleWork work, RuleAgent agent, DateTimeOffset now) =>
        work.Work.Preferred is { } preferred && preferred != agent.Id && !work.PreferredRefused && now < work.Work.PreferredUntil
        && Agents.Any(a => a.Id == preferred && IsRoutable(a, now) && Fits(work, a, now));

    public virtual bool MayHaveAnotherOffer(RuleWork work) => work.Offers.Count < Book.Concurrent;

    public bool IsAllowed(RuleWork work, RuleAgent agent, DateTimeOffset now, bool evenIfKept = false) =>
        MayHaveAnotherOffer(work) && IsRoutable(agent, now) && HasRoom(work, agent) && work.Offers.TrueForAll(o => o.Agent != agent)
        && (evenIfKept || !Kept.TryGetValue(agent.Id, out var other) || other == work.Work.Work)
        && Fits(work, agent, now) && !CoolsDown(work, agent, now) && !IsHeldForAnother(work, agent, now);

    /// <summary>What is to be asked next: the work and its agent, with those who are equal to him but for rounding. Null: everything is at rest.</summary>
    public (RuleWork Work, List<RuleAgent> Agents)? Next(DateTimeOffset now)
    {
        foreach (var work in Works.Where(MayHaveAnotherOffer).Order(Comparer<RuleWork>.Create(Compare)))
        {
            var allowed = Agents.Where(a => IsAllowed(work, a, now)).ToList();
            if (allowed.Count == 0) continue;
            allowed.Sort((a, b) => Compare(work, a, b, now));
            return (work, [.. allowed.TakeWhile(a => AreNear(work, allowed[0], a, now))]);
        }
        return null;
    }

    /// <summary>What a waiting work has to be told now and was not yet: steps in force that send it elsewhere or offer something, once each, and the longest wait.</summary>
    public IEnumerable<string> Untold(RuleWork work, DateTimeOffset now)
    {
        foreach (var step in Book.Steps.Where(s => (s.OverflowTo is not null || s.Offer != Contracts.Shops.WaitOffer.None) && RuleText.InForce(s, Age(work, now))))
        {
            if (!work.Told.Contains(step.Name!)) yield return step.Name!;
        }
        if (Book.Rules.Limits?.MaxWaitSeconds is { } longest && Age(work, now) >= TimeSpan.FromSeconds(longest) && !work.Told.Contains(LongestWait)) yield return LongestWait;
    }

    /// <summary>What this queue lends in all: what its own agents have free above the level that it keeps, while nobody waits.</summary>
    public int Spare(DateTimeOffset now)
    {
        if (Book.Rules.Lends is not { } lends || Works.Count > 0) return 0;
        return Math.Max(0, Agents.Where(a => IsRoutable(a, now) && a.Traits.Role == QueueRole.Member).Sum(a => a.Free) - lends.KeepFree);
    }

    public virtual int Compare(RuleWork work, RuleAgent a, RuleAgent b, DateTimeOffset now)
    {
        var order = a.Traits.Role.CompareTo(b.Traits.Role);
        if (order == 0) order = Rank(work, a, now).CompareTo(Rank(work, b, now));
        if (order == 0) order = a.Idle.CompareTo(b.Idle);
        return order != 0 ? order : string.CompareOrdinal(a.Id.Value, b.Id.Value);
    }

    /// <summary>The mode's order, smallest first.</summary>
    private double Rank(RuleWork work, RuleAgent agent, DateTimeOffset now) => Book.Rules.Mode switch
    {
        Contracts.Shops.DistributionMode.LongestIdle => 0,
        Contracts.Shops.DistributionMode.LoadRatio => RuleText.Load(agent),
        Contracts.Shops.DistributionMode.RoundRobin => agent.Turn,
        Contracts.Shops.DistributionMode.WeightedShare => agent.Given,
        _ => -RuleText.Score(Book, agent, work, Age(work, now), Knows(work, agent)),
    };

    /// <summary>He served this customer before.</summary>
    private static bool Knows(RuleWork work, RuleAgent agent) => work.Work.Preferred == agent.Id;

    private bool AreNear(RuleWork work, RuleAgent a, RuleAgent b, DateTimeOffset now)
    {
        if (a == b) return true;
        var (left, right) = (Rank(work, a, now), Rank(work, b, now));
        return a.Traits.Role == b.Traits.Role && left != right && Math.Abs(left - right) < Near;
    }
}
