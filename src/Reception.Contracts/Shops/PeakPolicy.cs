namespace Reception.Contracts.Shops;

/// <summary>What a shop may change for the time of a peak; each lever is switched by itself. The numbers are stored and never change.</summary>
public enum PeakLever { Pool = 0, Message = 1, Bot = 2, Budget = 3 }

/// <summary>
/// On by load: as soon as so many wait in the shop's queues or so large a share (0 to 1) of their agents' capacity is taken. Off again when
/// all that is given has stayed below its way out for <see cref="HoldSeconds"/> (0 to 86,400). Ways out: left out, three quarters of the way in.
/// </summary>
[GenerateSerializer, Immutable]
public sealed record PeakLoad(int? Waiting = null, double? Utilisation = null, int? LeaveWaiting = null, double? LeaveUtilisation = null, int HoldSeconds = 60);

/// <summary>When a lever is on without anybody's hand: always, in these phases of the sale calendar, under load. Any of them is enough; none: by hand only.</summary>
[GenerateSerializer, Immutable]
public sealed record PeakWhen(bool Always = false, string[]? Phases = null, PeakLoad? Load = null);

/// <summary>
/// More people sooner, in these queues (null: all). <see cref="StepsPercent"/> (0 to 100): what steps relax, lend or open begins after so
/// much of its time; what they offer or send elsewhere keeps its time. <see cref="Steps"/> are added; they may only widen.
/// </summary>
[GenerateSerializer, Immutable]
public sealed record PoolLever(PeakWhen? When = null, string[]? Queues = null, int StepsPercent = 100, QueueStep[]? Steps = null);

/// <summary>A message or a call-back instead of a wait, in these queues (null: all): the smaller of this limit and the queue's own holds, with this action.</summary>
[GenerateSerializer, Immutable]
public sealed record MessageLever(PeakWhen? When = null, string[]? Queues = null, int? MaxWaiting = null, int? MaxWaitSeconds = null, LimitAction Action = LimitAction.Message);

/// <summary>Values in place of those of <see cref="BotPolicy"/>; null: as there. A threshold given here also takes the place of a wrong answer's cost there.</summary>
[GenerateSerializer, Immutable]
public sealed record BotLever(
    PeakWhen? When = null,
    double? AnswerThreshold = null,
    double? ClarifyThreshold = null,
    double? SimpleThreshold = null,
    double? WrongAnswerCost = null,
    int? MissesBeforeHandOver = null,
    AssistMode? WhileHumanServes = null);

/// <summary>
/// So many customers' messages and new conversations a second over all gateways together, with bursts of so many (null: two
/// seconds' worth, of messages at least 100); a rate of null: no bound. <see cref="Weight"/> (1 to 100) is the shop's share where a gateway has too much to do.
/// </summary>
[GenerateSerializer, Immutable]
public sealed record BudgetLever(
    PeakWhen? When = null,
    int? MessagesPerSecond = null,
    int? MessageBurst = null,
    int? ConversationsPerSecond = null,
    int? ConversationBurst = null,
    int Weight = 1);

/// <summary>The levers that a shop has for its peaks (docs/peak.md). Overlays on the policy, evaluated whenever it is read: what is off leaves no trace.</summary>
[GenerateSerializer, Immutable]
public sealed record PeakPolicy(PoolLever? Pool = null, MessageLever? Message = null, BotLever? Bot = null, BudgetLever? Budget = null);
