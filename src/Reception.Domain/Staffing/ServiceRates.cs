namespace Reception.Domain.Staffing;

/// <summary>
/// How fast work is finished while j works are being served, up to <see cref="Places"/> at once; per second. This folder holds the theory
/// of waiting that staffing and the checks of the simulation rest on: closed formulas, no clock, no randomness.
/// </summary>
/// <remarks>
/// <b>Several chats at once.</b> n agents carry up to k chats each; one who carries c of them needs for each the time
/// h(c) = h · (1 + s · (c − 1)), s from 0 (a second chat costs nothing) to 1 (two chats take each twice as long: nothing is gained).
/// Chats are spread evenly, as the distribution modes longest idle and load ratio do, so with j chats under way j mod n agents
/// carry ⌈j/n⌉ and the others ⌊j/n⌋. Then the number of chats is a birth-death chain with n·k places, solved exactly.
/// <para>
/// <b>Limits.</b> After departures the spread is not quite even, so the true rate is a little different (docs/simulation.md has
/// figures); times are exponential; an agent's own speed and fatigue are not in it. With s = 0 this is "agents × concurrency servers".
/// </para>
/// </remarks>
public sealed class ServiceRates
{
    private readonly int _agents;
    private readonly double _handling;
    private readonly double _stretch;

    private ServiceRates(int agents, int concurrency, double handling, double stretch)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(agents);
        ArgumentOutOfRangeException.ThrowIfLessThan(concurrency, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(handling);
        ArgumentOutOfRangeException.ThrowIfNegative(stretch);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(stretch, 1);
        (_agents, _handling, _stretch, Places) = (agents, handling, stretch, checked(agents * concurrency));
    }

    /// <summary>Works that can be served at once.</summary>
    public int Places { get; }

    /// <summary>The rate while somebody waits.</summary>
    public double Full => Places == 0 ? 0 : At(Places);

    /// <summary>One work at a time, each for <paramref name="handlingSeconds"/> on average.</summary>
    public static ServiceRates Single(int servers, double handlingSeconds) => new(servers, 1, handlingSeconds, 0);

    /// <summary>Up to <paramref name="concurrency"/> chats at once; <paramref name="handlingSeconds"/> is the mean time of a chat that is alone, stretch 0 to 1.</summary>
    public static ServiceRates Chats(int agents, int concurrency, double handlingSeconds, double stretch) => new(agents, concurrency, handlingSeconds, stretch);

    /// <summary>Works finished per second while <paramref name="served"/> are served, 0 to <see cref="Places"/>.</summary>
    public double At(int served)
    {
        var (each, more) = Math.DivRem(served, _agents);
        return ((_agents - more) * Speed(each)) + (more * Speed(each + 1));
    }

    private double Speed(int chats) => chats == 0 ? 0 : chats / (_handling * (1 + (_stretch * (chats - 1))));
}
