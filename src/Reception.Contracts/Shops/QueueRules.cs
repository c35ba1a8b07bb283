using Reception.Contracts.Routing;

namespace Reception.Contracts.Shops;

/// <summary>Who of those who may serve a work is asked first.</summary>
public enum DistributionMode
{
    /// <summary>The longest idle.</summary>
    LongestIdle = 0,
    /// <summary>The smallest load in relation to capacity, then the longest idle.</summary>
    LoadRatio = 1,
    /// <summary>The one whose last turn is longest ago.</summary>
    RoundRobin = 2,
    /// <summary>The one furthest behind his share (<see cref="AgentTraits.Share"/>) of what was assigned.</summary>
    WeightedShare = 3,
    /// <summary>The best score over skill fit, language, familiarity and load (<see cref="ScoreWeights"/>).</summary>
    BestScore = 4,
}

/// <summary>
/// Score = Skill · fit + Language · (speaks it) + Familiarity · (served this customer) − Load · (load / capacity), each part 0 to 1, the
/// weights 0 to 100. fit: mean over the required skills of (level − required) / (10 − required), 1 when nothing is required.
/// </summary>
[GenerateSerializer, Immutable]
public sealed record ScoreWeights(double Skill = 4, double Language = 2, double Familiarity = 2, double Load = 3);

/// <summary>A required skill that is lowered to this level, 0: no longer asked for. <see cref="Skill"/> null: every skill.</summary>
[GenerateSerializer, Immutable]
public sealed record SkillRelaxation(string? Skill = null, int Level = 0);

/// <summary>What a step offers a customer who still waits.</summary>
public enum WaitOffer { None = 0, Message = 1, CallBack = 2 }

/// <summary>
/// One step of a queue: in force from <see cref="AfterSeconds"/> after arrival (rising from step to step) until <see cref="UntilSeconds"/>
/// (null: to the end). Steps in force add up: relaxed skills, dropped selectors (by key), language no longer asked for, <see cref="Lenders"/>
/// (queues of this shop whose agents may serve while those queues keep their level), the all-hands pool. <see cref="DueEarlierSeconds"/>
/// moves the due time earlier, never later. <see cref="OverflowTo"/> sends the work to another queue with its arrival time kept.
/// </summary>
[GenerateSerializer, Immutable]
public sealed record QueueStep(
    int AfterSeconds,
    int? UntilSeconds = null,
    string? Name = null,
    SkillRelaxation[]? Relax = null,
    string[]? DropSelectors = null,
    bool DropLanguage = false,
    string[]? Lenders = null,
    bool AllHands = false,
    int DueEarlierSeconds = 0,
    string? OverflowTo = null,
    WaitOffer Offer = WaitOffer.None);

/// <summary>What happens to work that meets a limit: it is sent to a queue, becomes a work order from the customer's message, a call-back that keeps the place, or stays with the bot.</summary>
public enum LimitAction { Overflow = 0, Message = 1, CallBack = 2, Bot = 3 }

/// <summary>At most so many wait (null: no limit), exact under simultaneous arrivals; who has waited so long is treated likewise.</summary>
[GenerateSerializer, Immutable]
public sealed record QueueLimits(int? MaxWaiting = null, int? MaxWaitSeconds = null, LimitAction Action = LimitAction.Message, string? OverflowTo = null);

/// <summary>Lends agents to other queues while at least <see cref="KeepFree"/> weight stays free among its own and nobody waits in it.</summary>
[GenerateSerializer, Immutable]
public sealed record Lending(string[] To, int KeepFree = 1);

/// <summary>What a kind of work weighs, on one channel or (null) on all; 1 to 100.</summary>
[GenerateSerializer, Immutable]
public sealed record WorkCost(WorkKind Kind, int Weight, string? Channel = null);

/// <summary>How offers are made: at once to <see cref="Concurrent"/> agents (1 to 5, the first to accept wins), or without asking (<see cref="AutoAccept"/>).</summary>
[GenerateSerializer, Immutable]
public sealed record OfferRules(bool AutoAccept = false, int Concurrent = 1, int CoolDownSeconds = 30, int MissesToNotResponding = 3);

/// <summary>Deadlines in seconds from arrival (first reply, resolution) or from the customer's message (each reply); null: none.</summary>
[GenerateSerializer, Immutable]
public sealed record ServiceTargets(int? FirstReplySeconds = null, int? EachReplySeconds = null, int? ResolutionSeconds = null);

/// <summary>
/// Everything about a queue that is not its name and its first target. All of it may be left out. <see cref="PriorityTargets"/>: seconds
/// from arrival for priority 0, 1, … (falling; the last holds for all above), in place of <see cref="QueuePolicy.TargetSeconds"/>; without
/// it each priority has half the target of the one below. <see cref="Hours"/> take the place of the shop's; without exceptions of their
/// own they take the shop's.
/// </summary>
[GenerateSerializer, Immutable]
public sealed record QueueRules(
    DistributionMode Mode = DistributionMode.LongestIdle,
    ScoreWeights? Score = null,
    OfferRules? Offers = null,
    SkillRequirement[]? Skills = null,
    LabelSelector[]? Selectors = null,
    bool MatchLanguage = false,
    bool MatchChannel = false,
    QueueStep[]? Steps = null,
    QueueLimits? Limits = null,
    Lending? Lends = null,
    int[]? PriorityTargets = null,
    WorkCost[]? Costs = null,
    ServiceTargets? Targets = null,
    int WrapUpSeconds = 0,
    int IdleSeconds = 0,
    HoursPolicy? Hours = null);
