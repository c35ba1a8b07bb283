using Reception.Contracts.Shops;

namespace Reception.Domain.Shops;

/// <summary>A rule with its words read once.</summary>
internal sealed class CompiledRule(RoutingRule rule)
{
    private readonly string[] _words = [.. (rule.Words ?? []).Select(word => RoutedText.Of(word)).Where(word => word.Length > 0)];

    public RoutingRule Rule { get; } = rule;

    public bool HasWords => Rule.Words is { Length: > 0 };

    /// <summary>Everything but the words.</summary>
    public bool Fits(RoutingFacts facts) =>
        IsOneOf(Rule.Topics, facts.Topic)
        && IsOneOf(Rule.Channels, facts.Channel)
        && (Rule.Languages is not { Length: > 0 } languages || Array.Exists(languages, language => IsLanguage(language, facts.Language)))
        && (Rule.Reasons is not { Length: > 0 } reasons || reasons.Contains(facts.Reason));

    public bool IsIn(string text) => Array.Exists(_words, word => RoutedText.Contains(text, word));

    private static bool IsOneOf(string[]? asked, string? value) => asked is not { Length: > 0 } || (value is not null && asked.Contains(value, StringComparer.OrdinalIgnoreCase));

    /// <summary>Basic filtering of RFC 4647: <c>zh</c> takes <c>zh-Hant-TW</c>.</summary>
    private static bool IsLanguage(string range, string? language) =>
        language is not null && language.StartsWith(range, StringComparison.OrdinalIgnoreCase) && (language.Length == range.Length || language[range.Length] == '-');
}
