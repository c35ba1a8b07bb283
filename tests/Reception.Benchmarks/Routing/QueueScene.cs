using System.Globalization;
using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.Queues;
using Reception.Contracts.Routing;
using Reception.Contracts.Shops;
using Reception.Domain.Queues;
using Reception.Domain.Time;

namespace Reception.Benchmarks.Routing;

/// <summary>
/// A queue on a sale day: works ask for one of 10 regions and one of 5 tiers (50 signatures of selectors), each agent serves one region
/// up to a tier, with one of two skill levels (100 classes). After an hour a step drops the tier. Every work takes its step at its own
/// millisecond, every agent is busy.
/// </summary>
internal sealed class QueueScene
{
    private const int Regions = 10;
    private const int Tiers = 5;
    private static readonly ShopId Shop = new("shop");
    private static readonly QueueId Queue = new(Shop, "chats");
    private static readonly DateTimeOffset Start = new(2026, 11, 11, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan StepAfter = TimeSpan.FromHours(1);

    private readonly QueueRulebook _rules = QueueRulebook.Of(new QueuePolicy("chats", OfferSeconds: 600, Rules: new QueueRules(Steps: [new QueueStep(3600, DropSelectors: ["tier"])])), 1);
    private readonly Matcher _matcher;
    private readonly List<WaitingWork> _prepared = [];
    private readonly Queue<WaitingWork> _passed = new();
    private readonly Queue<WaitingWork> _byStep = new();
    private DateTimeOffset _now = Start;
    private long _works;
    private long _version;
    private int _next;

    public QueueScene(int works, int agents)
    {
        _matcher = new Matcher(() => _rules, new SeededRandomSource(1), Queue);
        Agents = [.. Enumerable.Range(0, agents).Select(i => (new AgentId(string.Create(CultureInfo.InvariantCulture, $"a{i:00000}")), Traits(i)))];
        for (var i = 0; i < agents; i++) Say(i, true, 0);
        for (var i = 0; i < works; i++) Add(NewWork(Start - StepAfter + TimeSpan.FromMilliseconds(i + 1)));
    }

    public IReadOnlyList<(AgentId Id, AgentTraits Traits)> Agents { get; }

    public IEnumerable<WaitingWork> Works => _matcher.Waiting.InOrder().Select(e => e.Work);

    public void Prepare(int count)
    {
        _prepared.Clear();
        for (var i = 0; i < count; i++) _prepared.Add(NewWork(_now));
    }

    /// <summary>As many agents with a slot that nothing of what waits fits: only new works do.</summary>
    public void PrepareFree(int count)
    {
        _prepared.Clear();
        for (var i = 0; i < count; i++)
        {
            var id = new AgentId(string.Create(CultureInfo.InvariantCulture, $"b{i:000}"));
            _matcher.OnAgentChanged(new(id, ++_version, true, 1, _now, 3, 1, Lone(i)), _now);
            _prepared.Add(NewWork(_now) with { Request = new WorkRequest(Selectors: [new("desk", SelectorOperator.Equal, [Desk(i)])]) });
        }
    }

    public void EnqueuePrepared(int i) => _matcher.Enqueue(_prepared[i], _now);

    public void RemovePrepared()
    {
        foreach (var work in _prepared) _matcher.Remove(work.Work, work.Epoch, _now);
        _matcher.TakeDecisions();
    }

    public void FreeSlot(int i) => Say((_next + i) % Agents.Count, true, 1);

    public void SetPresence(int i, bool routable) => Say((_next + i) % Agents.Count, routable, 0);

    /// <summary>Every offer made is taken; as much work comes anew, and everybody is busy again.</summary>
    public void TakeOffers()
    {
        var made = _matcher.TakeDecisions().OfType<ReserveDecision>().ToArray();
        foreach (var reserve in made)
        {
            var availability = _matcher.Pool.Find(reserve.Agent)!.Availability;
            _matcher.OnAnswered(reserve.Offer.Offer, new(ReserveOutcome.Reserved, availability with { Version = ++_version, FreeWeight = 0, IdleSince = _now }), _now);
        }
        foreach (var reserve in made)
        {
            _matcher.Remove(reserve.Offer.Work, reserve.Offer.Epoch, _now, reserve.Agent);
            if (_prepared.Count == 0) Add(NewWork(_now));
        }
        _prepared.Clear();
        _matcher.TakeDecisions();
        _next = (_next + made.Length) % Agents.Count;
    }

    /// <summary>The next work reaches its step: what it asks for is another signature now.</summary>
    public void PassStep()
    {
        _now = _matcher.NextWake!.Value;
        _matcher.OnTime(_now);
    }

    /// <summary>Those whose step has come leave, as many come anew.</summary>
    public void RenewPassed()
    {
        while (_byStep.TryPeek(out var work) && work.Arrival + StepAfter <= _now) _passed.Enqueue(_byStep.Dequeue());
        var arrival = _now;
        while (_passed.TryDequeue(out var work))
        {
            if (_matcher.Remove(work.Work, work.Epoch, _now) is null) continue;
            Add(NewWork(arrival = arrival.AddTicks(1_000)));
        }
        _matcher.TakeDecisions();
    }

    private void Add(WaitingWork work)
    {
        _matcher.Enqueue(work, _now);
        _byStep.Enqueue(work);
    }

    private void Say(int i, bool routable, int free) => _matcher.OnAgentChanged(new(Agents[i].Id, ++_version, routable, free, _now, 3, 1, Agents[i].Traits), _now);

    private WaitingWork NewWork(DateTimeOffset arrival)
    {
        var n = ++_works;
        var id = new ConversationId(Shop, "web", string.Create(CultureInfo.InvariantCulture, $"c{n:0000000}"));
        var request = new WorkRequest(Skills: [new("chat", 1)], Selectors: [new("region", SelectorOperator.Equal, [Region(n)]), new("tier", SelectorOperator.GreaterOrEqual, [Tier(n / Regions)])]);
        return new WaitingWork(id, 1, arrival, arrival.AddSeconds(60), 1, null, null, null, HandOverReason.Asked, null, request);
    }

    private static AgentTraits Traits(int i) => new([new("chat", 1 + (i / (Regions * Tiers) % 2))], Labels: [new("region", Region(i)), new("tier", Tier(i / Regions))]);

    private static AgentTraits Lone(int i) => new(Labels: [new("desk", Desk(i))]);

    private static string Desk(int i) => (i % 10).ToString(CultureInfo.InvariantCulture);

    private static string Region(long n) => "r" + (n % Regions).ToString(CultureInfo.InvariantCulture);

    private static string Tier(long n) => (1 + (n % Tiers)).ToString(CultureInfo.InvariantCulture);
}
