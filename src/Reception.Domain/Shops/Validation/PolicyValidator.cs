using Reception.Contracts.Ids;
using Reception.Contracts.Shops;
using Reception.Domain.Triage;

namespace Reception.Domain.Shops;

/// <summary>
/// Everything that is wrong with a policy, at once, each with the path of the value: at most 100 lines, in time that the bounds limit and
/// not the size of what came. Members that are missing (null) are errors, never exceptions.
/// </summary>
public static class PolicyValidator
{
    public const int MaxQueues = 64;
    public const int MaxChannels = 64;
    public const int MaxTopics = 200;
    public const int MaxNameLength = 200;
    public const int MaxGreetingLength = 1_000;
    private const int MaxOldHours = 200;
    private const int MaxReasons = 50;

    public static string[] Validate(ShopPolicy policy)
    {
        var errors = new PolicyErrors();
        errors.Text("name", policy.Name, 1, MaxNameLength);
        errors.Check(policy.Language is "zh" or "en", "language", $"is '{policy.Language}'; expected zh or en");
        errors.Check(ShopZone.IsKnown(policy.TimeZone), "timeZone", $"'{policy.TimeZone}' is no IANA time zone known here");
        errors.Text("greeting", policy.Greeting ?? "", 0, MaxGreetingLength);
        errors.Range("disconnectGraceSeconds", policy.DisconnectGraceSeconds, 0, 3_600);
        errors.Range("preferredAgentSeconds", policy.PreferredAgentSeconds, 0, 3_600);
        errors.Range("reopenSameAgentMinutes", policy.ReopenSameAgentMinutes, 0, 44_640);
        errors.Range("idleCloseMinutes", policy.IdleCloseMinutes, 1, 44_640);
        var names = new PolicyNames(policy);
        Queues(errors, policy.Queues ?? [], names);
        Channels(errors, policy.Channels ?? []);
        Bot(errors, policy.Bot);
        errors.Each("hours", policy.Hours, MaxOldHours, (path, hours) => HoursCheck.Weekday(errors, path, hours));
        HoursCheck.Check(errors, "opening", policy.Opening);
        RoutingCheck.Check(errors, policy.Routing, names);
        errors.Texts("presenceReasons", policy.PresenceReasons, MaxReasons, RequestCheck.MaxKey);
        errors.Unique("presenceReasons", (policy.PresenceReasons ?? []).Take(MaxReasons));
        errors.Range("supervision.takeOverWeight", policy.Supervision?.TakeOverWeight, 0, 100);
        errors.Range("supervision.consultSeconds", policy.Supervision?.ConsultSeconds, 10, 3_600);
        CalendarCheck.Check(errors, policy, names);
        PeakCheck.Check(errors, policy, names);
        return errors.ToArray();
    }

    private static void Queues(PolicyErrors errors, QueuePolicy?[] queues, PolicyNames names)
    {
        errors.Check(queues.Length > 0, "queues", $"is 0; expected 1 to {MaxQueues}");
        errors.Each("queues", queues, MaxQueues, (path, queue) =>
        {
            errors.Check(KeyPart.IsValid(queue.Name), $"{path}.name", $"'{queue.Name}' is no valid key part");
            errors.Range($"{path}.offerSeconds", queue.OfferSeconds, 5, 600);
            errors.Range($"{path}.targetSeconds", queue.TargetSeconds, 1, 86_400);
            errors.Range($"{path}.chatWeight", queue.ChatWeight, 1, 100);
            errors.Texts($"{path}.topics", queue.Topics, MaxTopics, MaxNameLength);
            if (queue.Rules is { } rules) QueueRulesCheck.Check(errors, $"{path}.rules", queue.Name, rules, names);
        });
        var known = queues.Take(MaxQueues).OfType<QueuePolicy>().ToArray();
        errors.Unique("queues", known.Select(q => q.Name));
        errors.Unique("queues.topics", known.SelectMany(q => (q.Topics ?? []).Take(MaxTopics)));
        OverflowCycles.Check(errors, known);
    }

    private static void Channels(PolicyErrors errors, ChannelPolicy?[] channels)
    {
        errors.Check(channels.Length > 0, "channels", $"is 0; expected 1 to {MaxChannels}");
        errors.Each("channels", channels, MaxChannels, (path, channel) => ChannelCheck.Check(errors, path, channel));
        errors.Unique("channels", channels.Take(MaxChannels).Select(c => c?.Name));
    }

    private static void Bot(PolicyErrors errors, BotPolicy? bot)
    {
        errors.Check(bot is not null, "bot", "is missing");
        if (bot is null) return;
        errors.Probability("bot.clarifyThreshold", bot.ClarifyThreshold);
        errors.Probability("bot.answerThreshold", bot.AnswerThreshold);
        errors.Probability("bot.simpleThreshold", bot.SimpleThreshold);
        errors.Check(!(bot.ClarifyThreshold > bot.AnswerThreshold), "bot.clarifyThreshold", "is above bot.answerThreshold");
        errors.Check(!(bot.AnswerThreshold > bot.SimpleThreshold), "bot.answerThreshold", "is above bot.simpleThreshold");
        if (bot.WrongAnswerCost is { } cost) errors.Range("bot.wrongAnswerCost", cost, AnswerCost.Least, AnswerCost.Most);
        errors.Range("bot.missesBeforeHandOver", bot.MissesBeforeHandOver, 1, 10);
        errors.Range("bot.salesWindowHours", bot.SalesWindowHours, 1, 720);
        errors.Known("bot.whileHumanServes", bot.WhileHumanServes);
        errors.Texts("bot.topicsForHumans", bot.TopicsForHumans, MaxTopics, MaxNameLength);
        errors.Range("bot.languageModel.callsPerMinute", bot.LanguageModel?.CallsPerMinute, 1, 6_000);
        errors.Range("bot.languageModel.tokensPerDay", bot.LanguageModel?.TokensPerDay, 1_000, 100_000_000);
    }
}
