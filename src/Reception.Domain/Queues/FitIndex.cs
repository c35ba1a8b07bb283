using Reception.Contracts.Ids;
using Reception.Contracts.Routing;
using Reception.Contracts.Shops;

namespace Reception.Domain.Queues;

/// <summary>
/// Who fits what, worked out once for each pair of a signature (what works ask for) and a class (what agents are): thousands of works
/// and agents share a few dozen of each. Belongs to one rulebook. What nobody uses any more is dropped when it grows.
/// </summary>
internal sealed class FitIndex(QueueRulebook rules, ShopId shop)
{
    private const int FirstSweep = 1024;

    private readonly Dictionary<ShapeKey, WorkShape> _shapes = new(new ShapeComparer());
    private readonly Dictionary<(string Asked, int Weight), WorkSignature> _signatures = [];
    private readonly Dictionary<ClassKey, AgentClass> _classes = new(new ClassComparer());
    private int _sweepAt = FirstSweep;

    public IReadOnlyCollection<WorkSignature> Signatures => _signatures.Values;

    public IReadOnlyCollection<AgentClass> Classes => _classes.Values;

    /// <summary>Those whose works weigh more than 1.</summary>
    public List<WorkSignature> Heavy { get; } = [];

    public WorkShape ShapeOf(WorkRequest? request, string? topic, int weight)
    {
        var key = new ShapeKey(request ?? WorkRequest.Chat, topic, weight);
        if (_shapes.TryGetValue(key, out var shape)) return shape;
        SweepIfLarge();
        shape = new WorkShape(PhasesOf(key));
        _shapes.Add(key, shape);
        return shape;
    }

    public AgentClass ClassOf(AgentTraits traits, int capacity, Func<QueueId, Lender> lenders)
    {
        var key = new ClassKey(traits, capacity);
        if (_classes.TryGetValue(key, out var known)) return known;
        SweepIfLarge();
        var lender = traits is { Role: QueueRole.Lent, Home: { } home } ? lenders(home) : null;
        var agents = new AgentClass(traits, capacity, lender);
        lender?.Classes.Add(agents);
        _classes.Add(key, agents);
        foreach (var signature in _signatures.Values) LinkIfFit(signature, agents);
        return agents;
    }

    private WorkPhase[] PhasesOf(ShapeKey key)
    {
        var ages = rules.Ages(key.Request);
        return [.. ages.Select(age => new WorkPhase(
            age,
            SignatureOf(rules.AskedAt(key.Request, key.Topic, age), key.Weight),
            TimeSpan.FromSeconds(rules.Steps.Where(s => Begun(s, age)).Sum(s => s.DueEarlierSeconds)),
            rules.Steps.Select((step, i) => QueueRulebook.IsInForce(step, age) ? i + 1 : 0).DefaultIfEmpty().Max(),
            [.. rules.Steps.Where(s => TimeSpan.FromSeconds(s.AfterSeconds) == age && (s.OverflowTo is not null || s.Offer != WaitOffer.None))],
            rules.Limits?.MaxWaitSeconds is { } most && TimeSpan.FromSeconds(most) == age,
            rules.NextWidening(key.Request, age)))];

        static bool Begun(QueueStep step, TimeSpan age) => age >= TimeSpan.FromSeconds(step.AfterSeconds);
    }

    private WorkSignature SignatureOf(AskedOf asked, int weight)
    {
        var key = (asked.Key(), weight);
        if (_signatures.TryGetValue(key, out var known)) return known;
        var signature = new WorkSignature(asked, weight);
        _signatures.Add(key, signature);
        if (signature.IsHeavy) Heavy.Add(signature);
        foreach (var agents in _classes.Values) LinkIfFit(signature, agents);
        return signature;
    }

    private void LinkIfFit(WorkSignature signature, AgentClass agents)
    {
        if (!signature.Asked.Fits(agents.Traits, shop)) return;
        signature.Link(agents, (rules.Score.Skill * signature.Asked.SkillFit(agents.Traits)) + (signature.Asked.Speaks(agents.Traits) ? rules.Score.Language : 0));
    }

    private void SweepIfLarge()
    {
        if (_shapes.Count + _classes.Count < _sweepAt) return;
        foreach (var (key, shape) in _shapes.Where(s => s.Value.Works == 0).ToArray()) _shapes.Remove(key);
        var used = _shapes.Values.SelectMany(s => s.Phases).Select(p => p.Signature).ToHashSet();
        foreach (var (key, signature) in _signatures.Where(s => !used.Contains(s.Value)).ToArray())
        {
            _signatures.Remove(key);
            Heavy.Remove(signature);
            foreach (var agents in signature.Classes) agents.Fits.Remove(signature);
        }
        foreach (var (key, agents) in _classes.Where(c => c.Value.Known == 0).ToArray())
        {
            _classes.Remove(key);
            agents.Lender?.Classes.Remove(agents);
            foreach (var signature in agents.Fits) signature.Unlink(agents);
        }
        _sweepAt = Math.Max(FirstSweep, 2 * (_shapes.Count + _classes.Count));
    }
}
