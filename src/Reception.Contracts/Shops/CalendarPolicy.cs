namespace Reception.Contracts.Shops;

/// <summary>The sale calendar: phases that do not overlap, in any order; those that are over are what a forecast learns from.</summary>
[GenerateSerializer, Immutable]
public sealed record CalendarPolicy(CalendarPhase[] Phases);

/// <summary>
/// A dated phase of a sale in the shop's time zone: from minute <see cref="FromMinute"/> of the date <see cref="From"/> until before minute
/// <see cref="ToMinute"/> of the date <see cref="To"/> (1440: the end of that date). While it is in force, <see cref="Queues"/> say what is
/// different about queues, and <see cref="Knowledge"/>, a published version, answers in place of what was published before it began; what
/// is published, rolled back or made a canary during the phase goes before it.
/// </summary>
[GenerateSerializer, Immutable]
public sealed record CalendarPhase(
    string Name,
    DateOnly From,
    DateOnly To,
    int FromMinute = 0,
    int ToMinute = 1_440,
    ExpectedArrivals? Expected = null,
    int? Knowledge = null,
    PhaseQueue[]? Queues = null,
    WarmUp? WarmUp = null);

/// <summary>
/// How many conversations are opened in the shop during a phase; exactly one of: <see cref="PerHour"/> in every hour, <see cref="ByHour"/>
/// for each of the 24 hours of the local day, <see cref="Factor"/> times what the forecast says of ordinary days (0.01 to 1,000), or as
/// much more as the earlier phase named <see cref="Like"/> had.
/// </summary>
[GenerateSerializer, Immutable]
public sealed record ExpectedArrivals(double? PerHour = null, double[]? ByHour = null, double? Factor = null, string? Like = null);

/// <summary>A queue during a phase: limits in place of its own, and how many agents the shop wants at their desks (null: what the forecast says).</summary>
[GenerateSerializer, Immutable]
public sealed record PhaseQueue(string Name, QueueLimits? Limits = null, int? Agents = null);

/// <summary>
/// What is done from <see cref="Minutes"/> (0 to 1,440) before a phase on: each silo compiles the knowledge that will be in force and
/// answers its own questions with it (<see cref="Knowledge"/>), and the signal for scaling already counts on the phase (<see cref="Scale"/>).
/// </summary>
[GenerateSerializer, Immutable]
public sealed record WarmUp(int Minutes = 30, bool Knowledge = true, bool Scale = true);
