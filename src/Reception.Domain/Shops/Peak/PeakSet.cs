using Reception.Contracts.Shops;

namespace Reception.Domain.Shops.Peak;

/// <summary>Peak mode: which levers are on, what each does to the policy, budgets. First of all a set of levers.</summary>
public readonly record struct PeakSet(int Bits)
{
    public const int Levers = 4;

    /// <summary>How many sets there are.</summary>
    public const int Count = 1 << Levers;

    public static PeakSet None => default;

    public bool Has(PeakLever lever) => (Bits & (1 << (int)lever)) != 0;

    public PeakSet With(PeakLever lever) => new(Bits | (1 << (int)lever));

    public static PeakSet Of(IEnumerable<PeakLever> levers) => levers.Aggregate(None, static (set, lever) => set.With(lever));

    public PeakLever[] ToArray()
    {
        var set = this;
        return [.. Enum.GetValues<PeakLever>().Where(lever => set.Has(lever))];
    }
}
