using Reception.Contracts.Conversations;
using Reception.Contracts.Routing;

namespace Reception.Contracts.Shops;

/// <summary>What reviews on a channel rate.</summary>
public enum ReviewSubject { Shop = 0, Product = 1 }

/// <summary>Topics that are somebody else's on this channel: the customer is told <see cref="Say"/> and, if set, given <see cref="Url"/>; nobody of ours answers.</summary>
[GenerateSerializer, Immutable]
public sealed record ForeignTopics(string[] Topics, string Party, string Say, string? Url = null);

/// <summary>
/// The rules of a channel (C1): topics that are not ours, reply deadlines the platform sets (it steps in after
/// <see cref="PlatformStepsInHours"/>), whether the customer is asked how it was, and what reviews rate.
/// </summary>
[GenerateSerializer, Immutable]
public sealed record ChannelRules(
    ForeignTopics[]? Foreign = null,
    ServiceTargets? Targets = null,
    int? PlatformStepsInHours = null,
    bool AsksSatisfaction = true,
    ReviewSubject Reviews = ReviewSubject.Shop,
    OutsideParty[]? Parties = null);

/// <summary>Somebody outside with whom an agent may consult or to whom he may send the customer (H8), for example the marketplace's own service.</summary>
[GenerateSerializer, Immutable]
public sealed record OutsideParty(string Name, string Title, string? Url = null);

/// <summary>
/// One rule of first routing (分流): all parts that are given must fit (any of <see cref="Words"/> in the customer's text, any of the
/// topics, channel, language, hand-over reason). The first rule that fits decides queue, priority, skills and labels; no rule: by topic.
/// All rules take part in the first routing; one with <see cref="Second"/> may also move a work that waits already, once, by what the
/// customer says then (二次分流). Without a <see cref="Queue"/> it leaves the queue as it is.
/// </summary>
[GenerateSerializer, Immutable]
public sealed record RoutingRule(
    string Name,
    string? Queue = null,
    string[]? Topics = null,
    string[]? Words = null,
    string[]? Channels = null,
    string[]? Languages = null,
    int? Priority = null,
    SkillRequirement[]? Skills = null,
    LabelSelector[]? Selectors = null,
    Label[]? Labels = null,
    bool Second = false,
    HandOverReason[]? Reasons = null);
