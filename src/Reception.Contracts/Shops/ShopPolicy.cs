using Reception.Contracts.Ids;

namespace Reception.Contracts.Shops;

/// <summary>What the machine does while a human serves (B3).</summary>
public enum AssistMode
{
    Off = 0,
    /// <summary>The bot's answer goes to the agent as a proposed reply.</summary>
    Propose = 1,
    /// <summary>Above <see cref="BotPolicy.SimpleThreshold"/> the machine answers at once, marked; below, it proposes.</summary>
    AnswerSimple = 2,
}

/// <summary>
/// Thresholds are probabilities, 0 to 1, with Clarify ≤ Answer ≤ Simple. An order placed up to <see cref="SalesWindowHours"/> (1 to 720)
/// after an answer is attributed to it. <see cref="WrongAnswerCost"/>, if set (0.1 to 100), takes the place of the three thresholds: how
/// many hand-overs one wrong answer is as bad as; 1 gives about the defaults, 9 answers only from 0.9 on.
/// </summary>
[GenerateSerializer, Immutable]
public sealed record BotPolicy(
    bool Enabled = true,
    double AnswerThreshold = 0.50,
    double ClarifyThreshold = 0.25,
    double SimpleThreshold = 0.85,
    int MissesBeforeHandOver = 2,
    AssistMode WhileHumanServes = AssistMode.Propose,
    string[]? TopicsForHumans = null,
    int SalesWindowHours = 24,
    LanguageModelPolicy? LanguageModel = null,
    double? WrongAnswerCost = null);

/// <summary>
/// Whether the operator's language model, if there is one, may choose among entries or word a question back where triage is unsure,
/// and how much of it a day (UTC) of the shop may cost: calls in any minute, tokens of question and answer in a day.
/// </summary>
[GenerateSerializer, Immutable]
public sealed record LanguageModelPolicy(bool Enabled = false, int CallsPerMinute = 30, int TokensPerDay = 100_000);

/// <summary>How knowledge is published: whether a draft has to be approved by somebody else than who submitted it.</summary>
[GenerateSerializer, Immutable]
public sealed record KnowledgePolicy(bool ReviewRequired = false);

/// <summary>
/// One queue. Offer time-out 5 to 600 s; first-reply target in seconds orders the work; a topic listed here goes to this queue,
/// the first queue takes the rest.
/// </summary>
[GenerateSerializer, Immutable]
public sealed record QueuePolicy(string Name, int OfferSeconds = 20, int TargetSeconds = 60, int ChatWeight = 1, string[]? Topics = null, QueueRules? Rules = null);

/// <summary>A way in, for example <c>web</c> or <c>tmall</c>; pages of these origins may open a customer's socket (empty: same origin only).</summary>
[GenerateSerializer, Immutable]
public sealed record ChannelPolicy(string Name, string[]? Origins = null, ChannelRules? Rules = null);

/// <summary>Opening hours of one weekday in local time, minutes from midnight, <c>Open &lt; Close ≤ 1440</c>.</summary>
[GenerateSerializer, Immutable]
public sealed record OpeningHours(DayOfWeek Day, int OpenMinute, int CloseMinute);

/// <summary>
/// A shop's set-up: read at decision time, never copied into other state. Language is <c>zh</c> or <c>en</c>; the time zone an IANA id.
/// <see cref="PresenceReasons"/>: what its agents may give as the reason for being away (null: any text). No hours = always open. Times in seconds: grace after a lost connection, in which a reopened conversation asks the same agent first.
/// </summary>
[GenerateSerializer, Immutable]
public sealed record ShopPolicy(
    string Name,
    string Language,
    string TimeZone,
    QueuePolicy[] Queues,
    ChannelPolicy[] Channels,
    BotPolicy Bot,
    OpeningHours[]? Hours = null,
    int DisconnectGraceSeconds = 30,
    int PreferredAgentSeconds = 30,
    int ReopenSameAgentMinutes = 60,
    int IdleCloseMinutes = 1440,
    string? Greeting = null,
    KnowledgePolicy? Knowledge = null,
    HoursPolicy? Opening = null,
    RoutingRule[]? Routing = null,
    string[]? PresenceReasons = null,
    SupervisionPolicy? Supervision = null,
    CalendarPolicy? Calendar = null,
    PeakPolicy? Peak = null);

/// <summary>
/// What a conversation that a supervisor takes over weighs in his capacity (0 to 100; null: as much as for anybody), and for how many
/// seconds a colleague who is consulted may come (10 to 3,600).
/// </summary>
[GenerateSerializer, Immutable]
public sealed record SupervisionPolicy(int? TakeOverWeight = null, int ConsultSeconds = 120);

/// <summary>A policy with the version it was stored under (1, 2, …), and how its peak levers are switched, if anything was.</summary>
[GenerateSerializer, Immutable]
public sealed record VersionedPolicy(ShopId Shop, long Version, ShopPolicy Policy, PeakState? Peak = null);
