using Microsoft.Extensions.Logging;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.Shops;
using Reception.Domain.Assistance;
using Reception.Domain.Conversations;
using Reception.Domain.Goods;
using Reception.Domain.Orders;
using Reception.Domain.Shops;
using Reception.Domain.Triage;
using Reception.Grains.Conversations;
using Reception.Grains.Goods;
using Reception.Grains.Knowledge;
using Reception.Grains.Triage;

namespace Reception.Grains.Shops;

/// <summary>What a conversation decides with: the policy and the knowledge in force on this silo now.</summary>
internal sealed partial class SettingSource(
    PolicyCache policies, KnowledgeCache knowledge, ScheduledKnowledge scheduled, CatalogueCache catalogues, IOrderLookup orders, IEntryChooser chooser, TriageInstruments triage, TimeProvider time, ILogger<SettingSource> log)
{
    /// <summary>How long a turn waits for a shop's first load, whose grains may be on a silo that hangs.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Exactly one of the two is set.</summary>
    public async ValueTask<(Setting? Setting, Turn? Refusal)> GetAsync(ConversationId id)
    {
        try
        {
            if (await SoonAsync(policies.GetAsync(id.Shop)) is not { Policy: var policy }) return (null, Turn.Refuse(CommandOutcome.Unknown, $"There is no shop '{id.Shop}'."));
            var now = time.GetUtcNow();
            if (!policy.Channels.Any(c => c.Name == id.Channel)) return (null, Turn.Refuse(CommandOutcome.Unknown, $"The shop has no channel '{id.Channel}'."));
            var index = await IndexAsync(id, policy, now);
            var goods = (await SoonAsync(catalogues.GetAsync(id.Shop)))?.Index;
            var abilities = new Abilities(orders.Serves(id.Shop, id.Customer), policy.Bot.LanguageModel is { Enabled: true } && chooser.IsOpen);
            return (new(policy, index is null ? null : JudgeOf(index, goods, policy, now), now) { Abilities = abilities }, null);
        }
        catch (Exception e)
        {
            LogNoSetting(e, id);
            return (null, Turn.Unavailable);
        }
    }

    /// <summary>By the calendar where it names a version for this time, else by what is published.</summary>
    private async ValueTask<TriageIndex?> IndexAsync(ConversationId id, ShopPolicy policy, DateTimeOffset now)
    {
        var published = await SoonAsync(knowledge.GetAsync(id.Shop));
        if (ShopCalendar.KnowledgeAt(policy, now, published?.ChangedAt) is { } version && await SoonAsync(scheduled.GetAsync(id.Shop, version)) is { } index) return index;
        return published?.For(id);
    }

    private MeasuredJudge JudgeOf(TriageIndex index, GoodsIndex? goods, ShopPolicy policy, DateTimeOffset now) =>
        new(new ReceptionJudge(new TriageJudge(index, policy.Bot, now), goods is null ? null : new GoodsJudge(goods, policy, now), policy.Bot.SimpleThreshold), triage);

    private ValueTask<T?> SoonAsync<T>(ValueTask<T?> value) => value.IsCompleted ? value : new(value.AsTask().WaitAsync(Patience, time));

    [LoggerMessage(LogLevel.Warning, "Conversation {Conversation}: policy or knowledge of its shop could not be loaded")]
    private partial void LogNoSetting(Exception exception, ConversationId conversation);
}
