using Reception.Contracts.Shops;

namespace Reception.Gateway.Rest;

/// <summary>What JSON can say and a policy cannot: missing members of lists, and lists without end. The rest is the shop's own check.</summary>
internal static class Policies
{
    private const int MaxItems = 200;
    private const int MaxText = 1_000;

    public static List<string> Errors(ShopPolicy policy)
    {
        var errors = new List<string>();
        Text(errors, "name", policy.Name);
        Text(errors, "language", policy.Language);
        Text(errors, "timeZone", policy.TimeZone);
        Text(errors, "greeting", policy.Greeting ?? "");
        if (List(errors, "queues", policy.Queues))
        {
            for (var i = 0; i < policy.Queues.Length; i++)
            {
                Text(errors, $"queues[{i}].name", policy.Queues[i].Name);
                Texts(errors, $"queues[{i}].topics", policy.Queues[i].Topics);
            }
        }
        if (List(errors, "channels", policy.Channels))
        {
            for (var i = 0; i < policy.Channels.Length; i++)
            {
                Text(errors, $"channels[{i}].name", policy.Channels[i].Name);
                Texts(errors, $"channels[{i}].origins", policy.Channels[i].Origins);
            }
        }
        List(errors, "hours", policy.Hours ?? []);
        Texts(errors, "bot.topicsForHumans", policy.Bot.TopicsForHumans);
        return errors;
    }

    private static bool List<T>(List<string> errors, string path, T[] items)
        where T : class
    {
        var before = errors.Count;
        if (items.Length > MaxItems) errors.Add($"{path}: at most {MaxItems}.");
        for (var i = 0; i < Math.Min(items.Length, MaxItems); i++)
        {
            if (items[i] is null) errors.Add($"{path}[{i}]: missing.");
        }
        return errors.Count == before;
    }

    private static void Texts(List<string> errors, string path, string[]? texts)
    {
        if (!List(errors, path, texts ?? [])) return;
        for (var i = 0; i < (texts?.Length ?? 0); i++) Text(errors, $"{path}[{i}]", texts![i]);
    }

    private static void Text(List<string> errors, string path, string? text)
    {
        if (text is null) errors.Add($"{path}: missing.");
        else if (text.Length > MaxText) errors.Add($"{path}: at most {MaxText} characters.");
    }
}
