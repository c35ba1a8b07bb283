using Reception.Contracts.Ids;
using Reception.Contracts.Shops;
using Reception.Domain.Triage;

namespace Reception.Domain.Shops;

/// <summary>Everything that is wrong with a policy, at once, each with the path of the value. This folder holds the rules of a shop's set-up.</summary>
public static class PolicyValidator
{
    public const int MaxQueues = 64;
    public const int MaxChannels = 64;
    public const int MaxNameLength = 200;
    public const int MaxGreetingLength = 1_000;

    public static string[] Validate(ShopPolicy policy)
    {
        var errors = new PolicyErrors();
        errors.Text("name", policy.Name, 1, MaxNameLength);
        errors.Check(policy.Language is "zh" or "en", "language", $"is '{policy.Language}'; expected zh or en");
        errors.Check(IsTimeZone(policy.TimeZone), "timeZone", $"'{policy.TimeZone}' is no IANA time zone known here");
        errors.Text("greeting", policy.Greeting ?? "", 0, MaxGreetingLength);
        errors.Range("disconnectGraceSeconds", policy.DisconnectGraceSeconds, 0, 3_600);
        errors.Range("preferredAgentSeconds", policy.PreferredAgentSeconds, 0, 3_600);
        errors.Range("reopenSameAgentMinutes", policy.ReopenSameAgentMinutes, 0, 44_640);
        errors.Range("idleCloseMinutes", policy.IdleCloseMinutes, 1, 44_640);
        Queues(errors, policy.Queues ?? []);
        Channels(errors, policy.Channels ?? []);
        Bot(errors, policy.Bot);
        Hours(errors, policy.Hours ?? []);
        return errors.ToArray();
    }

    private static void Queues(PolicyErrors errors, QueuePolicy[] queues)
    {
        errors.Range("queues", queues.Length, 1, MaxQueues);
        errors.Unique("queues", queues.Select(q => q.Name));
        for (var i = 0; i < queues.Length; i++)
        {
            var (path, queue) = ($"queues[{i}]", queues[i]);
            errors.Check(KeyPart.IsValid(queue.Name), $"{path}.name", $"'{queue.Name}' is no valid key part");
            errors.Range($"{path}.offerSeconds", queue.OfferSeconds, 5, 600);
            errors.Range($"{path}.targetSeconds", queue.TargetSeconds, 1, 86_400);
            errors.Range($"{path}.chatWeight", queue.ChatWeight, 1, 100);
        }
        errors.Unique("queues.topics", queues.SelectMany(q => q.Topics ?? []));
    }

    private static void Channels(PolicyErrors errors, ChannelPolicy[] channels)
    {
        errors.Range("channels", channels.Length, 1, MaxChannels);
        errors.Unique("channels", channels.Select(c => c.Name));
        for (var i = 0; i < channels.Length; i++)
        {
            errors.Check(KeyPart.IsValid(channels[i].Name), $"channels[{i}].name", $"'{channels[i].Name}' is no valid key part");
            foreach (var origin in channels[i].Origins ?? [])
                errors.Check(IsOrigin(origin), $"channels[{i}].origins", $"'{origin}' is no origin like https://shop.example");
        }
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
        errors.Check(bot.WrongAnswerCost is null or (>= AnswerCost.Least and <= AnswerCost.Most), "bot.wrongAnswerCost", FormattableString.Invariant($"is {bot.WrongAnswerCost}; expected {AnswerCost.Least} to {AnswerCost.Most}"));
        errors.Range("bot.missesBeforeHandOver", bot.MissesBeforeHandOver, 1, 10);
        errors.Range("bot.salesWindowHours", bot.SalesWindowHours, 1, 720);
        errors.Check(Enum.IsDefined(bot.WhileHumanServes), "bot.whileHumanServes", $"{(int)bot.WhileHumanServes} is not known");
        LanguageModel(errors, bot.LanguageModel);
    }

    private static void LanguageModel(PolicyErrors errors, LanguageModelPolicy? model)
    {
        if (model is null) return;
        errors.Range("bot.languageModel.callsPerMinute", model.CallsPerMinute, 1, 6_000);
        errors.Range("bot.languageModel.tokensPerDay", model.TokensPerDay, 1_000, 100_000_000);
    }

    private static void Hours(PolicyErrors errors, OpeningHours[] hours)
    {
        for (var i = 0; i < hours.Length; i++)
        {
            var (path, h) = ($"hours[{i}]", hours[i]);
            errors.Check(Enum.IsDefined(h.Day), $"{path}.day", $"{(int)h.Day} is no weekday");
            errors.Check(h.OpenMinute >= 0 && h.OpenMinute < h.CloseMinute && h.CloseMinute <= 1_440, path, "must have 0 ≤ open < close ≤ 1440");
        }
    }

    private static bool IsTimeZone(string? id) => !string.IsNullOrEmpty(id) && TimeZoneInfo.TryFindSystemTimeZoneById(id, out _);

    private static bool IsOrigin(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https") && uri.GetLeftPart(UriPartial.Authority).Equals(text, StringComparison.OrdinalIgnoreCase);
}
