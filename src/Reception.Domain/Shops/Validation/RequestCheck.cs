using System.Globalization;
using Reception.Contracts.Routing;

namespace Reception.Domain.Shops;

/// <summary>Skills, selectors and labels: what work may ask for and carry.</summary>
internal static class RequestCheck
{
    public const int MaxKey = 64;
    private const int MaxValue = 200;
    private const int MaxSkills = 8;
    private const int MaxSelectors = 8;
    private const int MaxLabels = 16;
    private const int MaxValues = 50;

    public static void Skills(PolicyErrors errors, string path, SkillRequirement[]? skills)
    {
        errors.Each(path, skills, MaxSkills, (at, skill) =>
        {
            errors.Text($"{at}.skill", skill.Skill, 1, MaxKey);
            errors.Range($"{at}.level", skill.Level, 1, 10);
            errors.Range($"{at}.expiresAfterSeconds", skill.ExpiresAfterSeconds, 1, QueueRulesCheck.MaxSeconds);
        });
        errors.Unique(path, (skills ?? []).Take(MaxSkills).Select(s => s?.Skill));
    }

    public static void Selectors(PolicyErrors errors, string path, LabelSelector[]? selectors) => errors.Each(path, selectors, MaxSelectors, (at, selector) =>
    {
        errors.Text($"{at}.key", selector.Key, 1, MaxKey);
        errors.Known($"{at}.operator", selector.Operator);
        errors.Range($"{at}.expiresAfterSeconds", selector.ExpiresAfterSeconds, 1, QueueRulesCheck.MaxSeconds);
        errors.Texts($"{at}.values", selector.Values, MaxValues, MaxValue);
        var count = selector.Values?.Length ?? 0;
        if (selector.Operator == SelectorOperator.In) errors.Check(count > 0, $"{at}.values", "is empty");
        else errors.Check(count == 1, $"{at}.values", $"has {count}; expected 1 (several with in)");
        if (IsOrder(selector.Operator)) errors.Check(count == 0 || IsNumber(selector.Values![0]), $"{at}.values[0]", "is no number: an order comparison needs one");
    });

    public static void Labels(PolicyErrors errors, string path, Label[]? labels)
    {
        errors.Each(path, labels, MaxLabels, (at, label) =>
        {
            errors.Text($"{at}.key", label.Key, 1, MaxKey);
            errors.Text($"{at}.value", label.Value, 1, MaxValue);
        });
        errors.Unique(path, (labels ?? []).Take(MaxLabels).Select(l => l?.Key));
    }

    private static bool IsOrder(SelectorOperator op) => op is SelectorOperator.Less or SelectorOperator.LessOrEqual or SelectorOperator.Greater or SelectorOperator.GreaterOrEqual;

    private static bool IsNumber(string? value) => value is null || (value.Length <= MaxValue && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number));
}
