using Reception.Contracts.Shops;

namespace Reception.Domain.Shops.Peak;

/// <summary>
/// Which levers are on at a moment, and why. A hand on a lever comes first; without one it is on when its policy says so: always, by a
/// phase of the calendar, by load. A lever that the policy does not give is never on.
/// </summary>
public static class PeakLevers
{
    public static bool IsGiven(PeakPolicy? policy, PeakLever lever) => lever switch
    {
        PeakLever.Pool => policy?.Pool is not null,
        PeakLever.Message => policy?.Message is not null,
        PeakLever.Bot => policy?.Bot is not null,
        PeakLever.Budget => policy?.Budget is not null,
        _ => false,
    };

    public static PeakWhen? WhenOf(PeakPolicy? policy, PeakLever lever) => lever switch
    {
        PeakLever.Pool => policy?.Pool?.When,
        PeakLever.Message => policy?.Message?.When,
        PeakLever.Bot => policy?.Bot?.When,
        PeakLever.Budget => policy?.Budget?.When,
        _ => null,
    };

    /// <summary>The hand that is on it now.</summary>
    public static PeakSwitch? HandOn(PeakState? state, PeakLever lever, DateTimeOffset now) =>
        state is null ? null : Array.Find(state.Switches, s => s.Lever == lever && s.Mode != PeakMode.Auto && !(now >= s.Until));

    public static (bool On, PeakCause Cause) Of(PeakPolicy? policy, PeakState? state, PeakLever lever, IReadOnlyCollection<string> phases, DateTimeOffset now)
    {
        if (!IsGiven(policy, lever)) return (false, PeakCause.None);
        if (HandOn(state, lever, now) is { } hand) return (hand.Mode == PeakMode.On, PeakCause.Hand);
        if (WhenOf(policy, lever) is not { } when) return (false, PeakCause.None);
        if (when.Always) return (true, PeakCause.Policy);
        if (when.Phases?.Any(phases.Contains) == true) return (true, PeakCause.Phase);
        return when.Load is not null && state?.Loaded.Contains(lever) == true ? (true, PeakCause.Load) : (false, PeakCause.None);
    }

    public static PeakSet InForce(ShopPolicy policy, PeakState? state, DateTimeOffset now)
    {
        if (policy.Peak is null) return PeakSet.None;
        var phases = PeakPhases.InForce(policy, now);
        return PeakSet.Of(Enum.GetValues<PeakLever>().Where(lever => Of(policy.Peak, state, lever, phases, now).On));
    }

    /// <summary>True when any lever goes by load: then queues tell theirs.</summary>
    public static bool GoByLoad(PeakPolicy? policy) => policy is not null && Array.Exists(Enum.GetValues<PeakLever>(), lever => WhenOf(policy, lever)?.Load is not null);
}
