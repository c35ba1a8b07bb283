using Reception.Contracts.Shops;

namespace Reception.Domain.Shops.Peak;

/// <summary>
/// A stored policy seen through its levers, for a cache: one object for each set of levers, made when it is first needed, so that what was
/// compiled from one serves until the set changes. Safe for concurrent use.
/// </summary>
public sealed class PeakedPolicy(VersionedPolicy stored)
{
    /// <summary>Phases and hands that end by the clock are seen within this time.</summary>
    public static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(200);

    private readonly VersionedPolicy?[] _peaked = new VersionedPolicy?[PeakSet.Count];
    private Look? _look;

    public VersionedPolicy Stored => stored;

    public VersionedPolicy At(DateTimeOffset now)
    {
        if (stored.Policy.Peak is null) return stored;
        var look = Volatile.Read(ref _look);
        if (look is null || now < look.At || now - look.At >= LookAgain) Volatile.Write(ref _look, look = new(now, With(PeakLevers.InForce(stored.Policy, stored.Peak, now))));
        return look.Policy;
    }

    private VersionedPolicy With(PeakSet on) => _peaked[on.Bits]
        ?? Interlocked.CompareExchange(ref _peaked[on.Bits], stored with { Policy = PeakOverlay.Apply(stored.Policy, on) }, null)
        ?? _peaked[on.Bits]!;

    private sealed record Look(DateTimeOffset At, VersionedPolicy Policy);
}
