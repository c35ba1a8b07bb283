using Reception.Contracts.Shops;

namespace Reception.Domain.Shops;

/// <summary>What a channel asks for (C1). A channel without rules, or one that the policy does not know, has the defaults.</summary>
public static class ChannelRulings
{
    private static readonly ChannelRules None = new();
    private static readonly ServiceTargets NoTargets = new();

    public static ChannelRules ChannelRules(this ShopPolicy policy, string? channel) =>
        policy.Channels.FirstOrDefault(c => c.Name.Equals(channel, StringComparison.OrdinalIgnoreCase))?.Rules ?? None;

    /// <summary>Whose the topic is when it is not ours on this channel, and what the customer is told; null: ours.</summary>
    public static ForeignTopics? ForeignTopic(this ShopPolicy policy, string? channel, string? topic) =>
        topic is null ? null : policy.ChannelRules(channel).Foreign?.FirstOrDefault(f => f.Topics.Contains(topic, StringComparer.OrdinalIgnoreCase));

    /// <summary>The stricter of queue and channel, part by part; resolved later than the platform steps in is too late.</summary>
    public static ServiceTargets Targets(this ShopPolicy policy, string? queue, string? channel)
    {
        var ofQueue = policy.Queues.FirstOrDefault(q => q.Name == queue)?.Rules?.Targets ?? NoTargets;
        var rules = policy.ChannelRules(channel);
        var ofChannel = rules.Targets ?? NoTargets;
        return new(
            Stricter(ofQueue.FirstReplySeconds, ofChannel.FirstReplySeconds),
            Stricter(ofQueue.EachReplySeconds, ofChannel.EachReplySeconds),
            Stricter(Stricter(ofQueue.ResolutionSeconds, ofChannel.ResolutionSeconds), rules.PlatformStepsInHours * 3_600));
    }

    private static int? Stricter(int? one, int? other) => one is null || other < one ? other : one;
}
