using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.Queues;
using Reception.Domain.Queues;
using Reception.Domain.Time;

namespace Reception.Domain.Tests.Queues;

/// <summary>A matcher with a clock, and short words for what tests do with it.</summary>
internal sealed class Desk
{
    public static readonly DateTimeOffset Start = new(2026, 11, 11, 0, 0, 0, TimeSpan.Zero);
    public static readonly ShopId Shop = new("shop");
    public static readonly QueueId Queue = new(Shop, "chats");

    private readonly Dictionary<AgentId, long> _versions = [];

    public Desk(int seed = 1) => Matcher = new Matcher(() => Policy, new SeededRandomSource(seed), Queue);

    public QueueRulebook Policy { get; set; } = QueueRulebook.Default;

    public Matcher Matcher { get; }

    public DateTimeOffset Now { get; set; } = Start;

    public static ConversationId Work(string name) => new(Shop, "web", name);

    public static AgentId Agent(string name) => new(name);

    public static WaitingWork Waits(string name, DateTimeOffset arrival, TimeSpan? target = null, int weight = 1, string? preferred = null, DateTimeOffset? preferredUntil = null, long epoch = 1) =>
        new(Work(name), epoch, arrival, arrival + (target ?? TimeSpan.FromSeconds(60)), weight, preferred is null ? null : Agent(preferred), preferredUntil, null, HandOverReason.Asked, null);

    public EnqueueOutcome Enqueue(string name, double arrivedAgo = 0, int target = 60, int weight = 1, string? preferred = null, int window = 30, long epoch = 1) =>
        Matcher.Enqueue(Waits(name, Now - TimeSpan.FromSeconds(arrivedAgo), TimeSpan.FromSeconds(target), weight, preferred, Now + TimeSpan.FromSeconds(window), epoch), Now);

    public void Online(string agent, int free = 1, double idleFor = 0, int? capacity = null) => Say(agent, true, free, idleFor, capacity);

    /// <summary>The agent's grain began anew: connected, and without what it had reserved.</summary>
    public void Restarted(string agent, int free = 1)
    {
        var known = Matcher.Pool.Find(Agent(agent))!.Availability;
        Matcher.OnAgentChanged(known with { Version = ++_versions[known.Agent], Life = known.Life + 1, FreeWeight = free }, Now);
    }

    public void Away(string agent) => Say(agent, false, 0, 0, null);

    /// <summary>Moves the clock, stopping at everything that is due on the way.</summary>
    public void Pass(double seconds)
    {
        var end = Now + TimeSpan.FromSeconds(seconds);
        while (Matcher.NextWake is { } at && at <= end)
        {
            if (at > Now) Now = at;
            Matcher.OnTime(Now);
        }
        Now = end;
    }

    /// <summary>The offers asked for since the last look, as <c>work→agent</c>.</summary>
    public string Asked() => string.Join(' ', Take().OfType<ReserveDecision>().Select(d => $"{d.Offer.Work.Customer}→{d.Agent}"));

    public List<QueueDecision> Take()
    {
        var decisions = Matcher.TakeDecisions().ToList();
        History.AddRange(decisions);
        return decisions;
    }

    public List<QueueDecision> History { get; } = [];

    public OfferView LastOffer(string work)
    {
        Take();
        return History.OfType<ReserveDecision>().Last(d => d.Offer.Work == Work(work)).Offer;
    }

    /// <summary>The agent reserved what he was last asked for this work.</summary>
    public Guid Reserve(string work, int freeAfter = 0)
    {
        var decision = Pending(work);
        Answer(decision, ReserveOutcome.Reserved, true, freeAfter);
        return decision.Offer.Offer;
    }

    public void Refuse(string work, ReserveOutcome outcome, bool routable, int free) => Answer(Pending(work), outcome, routable, free);

    public void End(string work, OfferEnd end)
    {
        var decision = Pending(work);
        Matcher.OnOfferEnded(decision.Agent, decision.Offer.Offer, end, Now);
    }

    private ReserveDecision Pending(string work)
    {
        Take();
        return History.OfType<ReserveDecision>().Last(d => d.Offer.Work == Work(work));
    }

    private void Answer(ReserveDecision decision, ReserveOutcome outcome, bool routable, int free)
    {
        var known = Matcher.Pool.Find(decision.Agent)!.Availability;
        Matcher.OnAnswered(decision.Offer.Offer, new(outcome, known with { Version = ++_versions[decision.Agent], Routable = routable, FreeWeight = free, IdleSince = Now }), Now);
    }

    private void Say(string agent, bool routable, int free, double idleFor, int? capacity)
    {
        var id = Agent(agent);
        _versions[id] = _versions.GetValueOrDefault(id) + 1;
        Matcher.OnAgentChanged(new(id, _versions[id], routable, free, Now - TimeSpan.FromSeconds(idleFor), capacity ?? Math.Max(free, 1)), Now);
    }
}
