using System.Globalization;
using Reception.Contracts.Routing;

namespace Reception.Domain.Queues;

/// <summary>
/// A selector against an agent's labels. Text is compared ordinally; order comparisons need numbers in invariant notation on both
/// sides. Of several labels with the key any may fit; <see cref="SelectorOperator.NotEqual"/> wants none that is equal.
/// </summary>
internal static class SelectorMatch
{
    public static bool Fits(LabelSelector selector, Label[]? labels)
    {
        foreach (var label in labels ?? [])
        {
            if (label.Key != selector.Key) continue;
            if (selector.Operator == SelectorOperator.NotEqual)
            {
                if (label.Value == First(selector)) return false;
            }
            else if (Holds(selector, label.Value)) return true;
        }
        return selector.Operator == SelectorOperator.NotEqual;
    }

    public static string Word(LabelSelector selector) => $"{selector.Key} {Sign(selector.Operator)} {string.Join(", ", selector.Values)}";

    private static bool Holds(LabelSelector selector, string value) => selector.Operator switch
    {
        SelectorOperator.Equal => value == First(selector),
        SelectorOperator.In => Array.IndexOf(selector.Values, value) >= 0,
        _ => Number(value) is { } has && Number(First(selector)) is { } asked && Compares(selector.Operator, has.CompareTo(asked)),
    };

    private static bool Compares(SelectorOperator comparison, int order) => comparison switch
    {
        SelectorOperator.Less => order < 0,
        SelectorOperator.LessOrEqual => order <= 0,
        SelectorOperator.Greater => order > 0,
        SelectorOperator.GreaterOrEqual => order >= 0,
        _ => false,
    };

    private static string? First(LabelSelector selector) => selector.Values.Length == 0 ? null : selector.Values[0];

    private static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    private static string Sign(SelectorOperator comparison) => comparison switch
    {
        SelectorOperator.Equal => "=",
        SelectorOperator.NotEqual => "≠",
        SelectorOperator.Less => "<",
        SelectorOperator.LessOrEqual => "≤",
        SelectorOperator.Greater => ">",
        SelectorOperator.GreaterOrEqual => "≥",
        _ => "in",
    };
}
