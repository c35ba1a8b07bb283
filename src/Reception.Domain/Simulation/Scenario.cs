using Reception.Contracts.Agents;
using Reception.Contracts.Ids;
using Reception.Contracts.Routing;
using Reception.Contracts.Shops;

namespace Reception.Domain.Simulation;

/// <summary>At the desk, as times after the start.</summary>
public readonly record struct Shift(TimeSpan From, TimeSpan Until);

/// <summary>One who serves: profile, shifts, how long he thinks about an offer, and the share of offers that he declines (0 to 1).</summary>
public sealed record StaffMember(AgentProfile Profile, IReadOnlyList<Shift> Shifts, Duration Accepts, double Declines = 0);

/// <summary>
/// Customers of one kind. Without <see cref="Queue"/> the policy's rules route them by topic, channel and language. Patience null: nobody
/// gives up. A handling time is stretched by (1 + <see cref="Stretch"/> · other works its agent holds when it begins). A customer to
/// whom a step offers to leave a message or be called back says yes with probability <see cref="TakesOffer"/>.
/// </summary>
public sealed record DemandStream(
    string Name,
    Arrivals Arrivals,
    Duration Handling,
    Duration? Patience = null,
    string? Queue = null,
    string? Topic = null,
    WorkRequest? Request = null,
    double Stretch = 0,
    double TakesOffer = 0);

/// <summary>
/// A policy, the people, the customers, and how long. Arrivals come for <see cref="Length"/> (or until <see cref="MostArrivals"/>); who waits
/// then is still served, for up to <see cref="Simulator.Afterwards"/>. Figures leave out who came in the first <see cref="WarmUp"/>. The same
/// seed and demand are the same customers whatever the policy.
/// </summary>
public sealed record Scenario(
    ShopId Shop,
    ShopPolicy Policy,
    IReadOnlyList<StaffMember> Staff,
    IReadOnlyList<DemandStream> Demand,
    DateTimeOffset Start,
    TimeSpan Length,
    int Seed = 1,
    TimeSpan WarmUp = default,
    long MostArrivals = long.MaxValue,
    bool TellsRange = true);
