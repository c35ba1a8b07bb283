namespace Reception.Contracts.Shops;

/// <summary>How a lever is switched: as its policy says, or by hand.</summary>
public enum PeakMode { Auto = 0, On = 1, Off = 2 }

/// <summary>Why a lever is what it is.</summary>
public enum PeakCause
{
    /// <summary>Nothing asks for it.</summary>
    None = 0,
    /// <summary>Somebody switched it.</summary>
    Hand = 1,
    /// <summary>The policy has it on always.</summary>
    Policy = 2,
    /// <summary>A phase of the sale calendar.</summary>
    Phase = 3,
    /// <summary>The load of the queues.</summary>
    Load = 4,
}

/// <summary>A hand on a lever, until <see cref="Until"/> (null: until it is switched again).</summary>
[GenerateSerializer, Immutable]
public sealed record PeakSwitch(PeakLever Lever, PeakMode Mode, DateTimeOffset At, string By, string? Why = null, DateTimeOffset? Until = null);

/// <summary>What has to be known beside the policy to say which levers are on. <see cref="Revision"/> rises with each change.</summary>
[GenerateSerializer, Immutable]
public sealed record PeakState(long Revision, PeakSwitch[] Switches, PeakLever[] Loaded);

/// <summary>One line of the record: a lever went on or off, or was switched by hand. <see cref="By"/> is a person, or <c>calendar</c>, <c>load</c>, <c>policy</c>.</summary>
[GenerateSerializer, Immutable]
public sealed record PeakChange(DateTimeOffset At, PeakLever Lever, bool On, PeakCause Cause, string By, string? Why = null, PeakMode? Mode = null, DateTimeOffset? Until = null);

/// <summary>What waits in a queue, and what its agents who could be given work have taken of their capacity.</summary>
[GenerateSerializer, Immutable]
public sealed record DeskLoad(int Waiting, int Taken, int Capacity);

/// <summary>A lever as it is now. <see cref="Given"/>: the policy says what it does; without that it cannot be on.</summary>
[GenerateSerializer, Immutable]
public sealed record PeakLeverView(PeakLever Lever, bool Given, bool On, PeakCause Cause, PeakSwitch? Switch);

/// <summary>All levers, the phases in force, the load as of now, the newest lines of the record first.</summary>
[GenerateSerializer, Immutable]
public sealed record PeakView(PeakLeverView[] Levers, string[] Phases, DeskLoad Load, PeakChange[] Changes);

/// <summary>Switches these levers (none: all that the policy gives) for so many seconds (null: until it is switched again), as <see cref="By"/>, because.</summary>
[GenerateSerializer, Immutable]
public sealed record PeakCommand(PeakLever[] Levers, PeakMode Mode, string By, string? Why = null, int? Seconds = null)
{
    public const int MaxWhy = 500;
    public const int MaxSeconds = 2_592_000;
}

public enum PeakOutcome { Done = 0, UnknownShop = 1, Invalid = 2 }

[GenerateSerializer, Immutable]
public sealed record PeakResult(PeakOutcome Outcome, PeakView? View, string[] Errors);
