using Reception.Contracts.Routing;

namespace Reception.Domain.Queues;

/// <summary>
/// Agents with equal traits and capacity: whoever fits a work, all of them do. Its routable agents stand in the order of the queue's mode,
/// measured by free weight.
/// </summary>
internal sealed class AgentClass(AgentTraits traits, int capacity, Lender? lender)
{
    /// <summary>Measure of an agent who is kept for a work: found by that work only.</summary>
    public const int Kept = -1;

    private const int MostCounted = 127;
    private readonly int[] _free = new int[MostCounted + 1];
    private readonly int[] _kept = new int[MostCounted + 1];

    public AgentTraits Traits { get; } = traits;

    public int Capacity { get; } = capacity;

    /// <summary>Set for lent agents: they count only while it lends.</summary>
    public Lender? Lender { get; } = lender;

    /// <summary>Routable agents.</summary>
    public RankedTree<AgentKey, PooledAgent> Listed { get; } = new();

    /// <summary>Signatures that its agents fit.</summary>
    public List<WorkSignature> Fits { get; } = [];

    /// <summary>Agents of the class, routable or not.</summary>
    public int Known { get; set; }

    /// <summary>Free weight of its routable agents.</summary>
    public int FreeWeight { get; private set; }

    public bool IsOpen => Lender is null || Lender.Lends;

    /// <summary>As <see cref="WorkSignature.FitCount"/> has it.</summary>
    public bool IsCounted => Lender is null || Lender.WasOpen;

    public void CountFree(int free, bool isKept, int change)
    {
        FreeWeight += free * change;
        _free[Math.Min(free, MostCounted)] += change;
        if (isKept) _kept[Math.Min(free, MostCounted)] += change;
    }

    /// <summary>Routable agents with so much free.</summary>
    public int WithFree(int weight) => Sum(_free, weight);

    /// <summary>Those of them who are kept for a work.</summary>
    public int KeptWithFree(int weight) => Sum(_kept, weight);

    private static int Sum(int[] counts, int weight)
    {
        var sum = 0;
        for (var free = Math.Min(weight, MostCounted); free <= MostCounted; free++) sum += counts[free];
        return sum;
    }
}
