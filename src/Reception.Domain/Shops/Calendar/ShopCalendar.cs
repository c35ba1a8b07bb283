using System.Runtime.CompilerServices;
using NodaTime;
using Reception.Contracts.Shops;

namespace Reception.Domain.Shops;

/// <summary>
/// The sale calendar of a policy on the time line, asked at each decision: nothing of it is stored anywhere else. Dates and minutes are
/// those of the shop's wall clock; one that a clock change leaves out is moved on by the gap, one that it repeats is the first.
/// Immutable; compiled once for each policy object.
/// </summary>
public sealed class ShopCalendar
{
    private static readonly ConditionalWeakTable<ShopPolicy, ShopCalendar> Compiled = [];
    private static readonly WarmUp UsualWarmUp = new();

    private readonly ShopPolicy _policy;
    private readonly ShopPolicy?[] _inForce;

    private ShopCalendar(ShopPolicy policy)
    {
        _policy = policy;
        var zone = ShopZone.Of(policy.TimeZone);
        Phases = [.. (policy.Calendar?.Phases ?? []).Select(phase => Date(phase, zone)).OrderBy(phase => phase.From)];
        _inForce = new ShopPolicy?[Phases.Count];
    }

    /// <summary>By time; none overlaps another.</summary>
    public IReadOnlyList<DatedPhase> Phases { get; }

    public static ShopCalendar Of(ShopPolicy policy) => Compiled.GetValue(policy, static p => new(p));

    /// <summary>The policy with the limits of the phase in force at that time.</summary>
    public static ShopPolicy PolicyAt(ShopPolicy policy, DateTimeOffset at) => policy.Calendar is null ? policy : Of(policy).PolicyAt(at);

    /// <summary>
    /// The knowledge version that the calendar puts in force at that time; null: what is published. <paramref name="changedAt"/> is when
    /// what is published changed last: a change during the phase is newer than the calendar and goes before it.
    /// </summary>
    public static long? KnowledgeAt(ShopPolicy policy, DateTimeOffset at, DateTimeOffset? changedAt) =>
        policy.Calendar is not null && Of(policy).At(at) is { Phase.Knowledge: { } version } phase && !(changedAt >= phase.From) ? version : null;

    /// <summary>The phase in force, null: an ordinary time.</summary>
    public DatedPhase? At(DateTimeOffset at) => Index(at) is var index and >= 0 ? Phases[index] : null;

    /// <summary>Phases that are being prepared at that time.</summary>
    public IEnumerable<DatedPhase> WarmingAt(DateTimeOffset at) => Phases.Where(phase => phase.IsWarming(at));

    /// <summary>The next time after <paramref name="at"/> at which a phase begins or ends; null: none.</summary>
    public DateTimeOffset? NextChange(DateTimeOffset at)
    {
        DateTimeOffset? next = null;
        foreach (var phase in Phases)
        {
            var change = phase.From > at ? phase.From : phase.Until;
            if (change > at && !(next <= change)) next = change;
        }
        return next;
    }

    private ShopPolicy PolicyAt(DateTimeOffset at)
    {
        var index = Index(at);
        return index < 0 ? _policy : _inForce[index] ??= PhasePolicy.Of(_policy, Phases[index].Phase);
    }

    private int Index(DateTimeOffset at)
    {
        for (var i = 0; i < Phases.Count; i++)
        {
            if (Phases[i].IsInForce(at)) return i;
        }
        return -1;
    }

    private static DatedPhase Date(CalendarPhase phase, DateTimeZone zone)
    {
        var from = Instant(phase.From, phase.FromMinute, zone);
        return new(phase, from, Instant(phase.To, phase.ToMinute, zone), from - TimeSpan.FromMinutes((phase.WarmUp ?? UsualWarmUp).Minutes));
    }

    private static DateTimeOffset Instant(DateOnly date, int minute, DateTimeZone zone) =>
        zone.AtLeniently(LocalDate.FromDateOnly(date).AtMidnight().PlusMinutes(minute)).ToInstant().ToDateTimeOffset();
}
