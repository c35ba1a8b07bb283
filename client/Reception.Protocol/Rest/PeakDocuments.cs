namespace Reception.Protocol.Rest;

/// <summary>Switches <see cref="Levers"/> (none: all of the policy) to <c>on</c>, <c>off</c> or <c>auto</c>, for so many seconds (none: until it is switched again).</summary>
public sealed record PeakRequest(string? Mode, string[]? Levers = null, string? Why = null, int? Seconds = null);

/// <summary>Which levers are on, the phases of the calendar in force, the load of all queues, what was switched, newest first.</summary>
public sealed record PeakDocument(PeakLeverDocument[] Levers, string[] Phases, PeakLoadDocument Load, PeakChangeDocument[] Changes);

/// <summary>
/// A lever (<c>pool</c>, <c>message</c>, <c>bot</c>, <c>budget</c>). <see cref="Given"/>: the policy has it; <see cref="Cause"/>: <c>none</c>, <c>hand</c>,
/// <c>policy</c>, <c>phase</c>, <c>load</c>; <see cref="Mode"/>: <c>auto</c>, or the hand on it.
/// </summary>
public sealed record PeakLeverDocument(string Lever, bool Given, bool On, string Cause, string Mode, string? By = null, string? Why = null, DateTimeOffset? At = null, DateTimeOffset? Until = null);

/// <summary>What waits, and weight taken and there among the agents who could be given work; known where a lever goes by load.</summary>
public sealed record PeakLoadDocument(int Waiting, int Taken, int Capacity);

/// <summary>One line of the record.</summary>
public sealed record PeakChangeDocument(DateTimeOffset At, string Lever, bool On, string Cause, string By, string? Why = null, string? Mode = null, DateTimeOffset? Until = null);
