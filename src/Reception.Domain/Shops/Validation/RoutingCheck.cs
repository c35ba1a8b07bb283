using Reception.Contracts.Shops;

namespace Reception.Domain.Shops;

/// <summary>Rules of first and second routing: each can be met, and names what is there.</summary>
internal static class RoutingCheck
{
    private const int MaxRules = 200;
    private const int MaxItems = 50;
    private const int MaxWords = 2_000;
    private const int MaxWord = 100;

    public static void Check(PolicyErrors errors, RoutingRule[]? routing, PolicyNames names)
    {
        errors.Each("routing", routing, MaxRules, (path, rule) => Rule(errors, path, rule, names));
        var rules = (routing ?? []).Take(MaxRules).OfType<RoutingRule>().ToArray();
        errors.Unique("routing", rules.Select(r => r.Name));
        var words = rules.Sum(r => Math.Min(r.Words?.Length ?? 0, MaxItems));
        errors.Check(words <= MaxWords, "routing", $"has {words} words in all; at most {MaxWords}");
        for (var i = 0; i < rules.Length; i++)
            errors.Check(!FitsAll(rules[i]) || !rules.Skip(i + 1).Any(later => rules[i].Second || !later.Second), $"routing[{i}]", "fits everything: rules after it would never count");
    }

    private static void Rule(PolicyErrors errors, string path, RoutingRule rule, PolicyNames names)
    {
        errors.Text($"{path}.name", rule.Name, 1, RequestCheck.MaxKey);
        names.Queue(errors, $"{path}.queue", rule.Queue);
        errors.Texts($"{path}.topics", rule.Topics, MaxItems, PolicyValidator.MaxNameLength);
        errors.Each($"{path}.words", rule.Words, MaxItems, (at, word) =>
        {
            errors.Text(at, word, 1, MaxWord);
            errors.Check(word.Length > MaxWord || string.IsNullOrWhiteSpace(word) || RoutedText.Of(word).Length > 0, at, $"'{word}' has no letter and no digit to look for");
        });
        errors.Each($"{path}.channels", rule.Channels, MaxItems, (at, channel) => names.Channel(errors, at, channel));
        errors.Each($"{path}.languages", rule.Languages, MaxItems, (at, language) => errors.Check(IsLanguage(language), at, $"'{language}' is no language like zh or en-GB"));
        errors.Range($"{path}.priority", rule.Priority, 0, QueueTargets.MaxPriority);
        RequestCheck.Skills(errors, $"{path}.skills", rule.Skills);
        RequestCheck.Selectors(errors, $"{path}.selectors", rule.Selectors);
        RequestCheck.Labels(errors, $"{path}.labels", rule.Labels);
        errors.Check((rule.Reasons?.Length ?? 0) <= MaxItems, $"{path}.reasons", $"has {rule.Reasons?.Length}; at most {MaxItems}");
        for (var i = 0; i < Math.Min(rule.Reasons?.Length ?? 0, MaxItems); i++) errors.Known($"{path}.reasons[{i}]", rule.Reasons![i]);
    }

    private static bool FitsAll(RoutingRule rule) =>
        rule is { Topics: null or [], Words: null or [], Channels: null or [], Languages: null or [], Reasons: null or [] };

    private static bool IsLanguage(string text) => text.Length is >= 2 and <= 35 && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') && char.IsAsciiLetter(text[0]) && text[^1] != '-';
}
