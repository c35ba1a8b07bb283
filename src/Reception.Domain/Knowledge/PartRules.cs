using Reception.Contracts.Conversations;

namespace Reception.Domain.Knowledge;

/// <summary>What a block of a rich answer must have.</summary>
public static class PartRules
{
    /// <summary>Everything that is wrong with the parts of one answer; <paramref name="field"/> names it.</summary>
    internal static IEnumerable<(KnowledgeProblemCode Code, string Message)> Check(MessagePart?[]? parts, string field)
    {
        if (parts is null) yield break;
        if (parts.Length > MessagePart.MaxParts) yield return (KnowledgeProblemCode.TooMany, $"{field}: {parts.Length} parts; {MessagePart.MaxParts} are allowed.");
        for (var i = 0; i < Math.Min(parts.Length, MessagePart.MaxParts); i++)
            foreach (var problem in Check(parts[i], $"{field}[{i}]"))
                yield return problem;
    }

    private static IEnumerable<(KnowledgeProblemCode Code, string Message)> Check(MessagePart? part, string path)
    {
        if (part is null || !Enum.IsDefined(part.Kind))
        {
            yield return (KnowledgeProblemCode.BadPart, $"{path}: no part of a known kind.");
            yield break;
        }

        if (Needed(part) is { } needed) yield return (KnowledgeProblemCode.BadPart, $"{path}: a {Word(part.Kind)} needs {needed}.");
        foreach (var (name, url) in new[] { ("url", part.Url), ("picture", part.Picture) })
            if (url is not null && !MessagePart.IsSafeUrl(url))
                yield return (KnowledgeProblemCode.BadPart, $"{path}.{name}: https://… or a path like /media/x.svg, at most {MessagePart.MaxUrlLength} characters.");
        foreach (var (name, text) in new[] { ("text", part.Text), ("title", part.Title), ("price", part.Price) })
            if (text?.Length > MessagePart.MaxTextLength)
                yield return (KnowledgeProblemCode.TooLong, $"{path}.{name}: {text.Length} characters; {MessagePart.MaxTextLength} are allowed.");
        if (part.Buttons?.Length > MessageButton.MaxButtons) yield return (KnowledgeProblemCode.TooMany, $"{path}.buttons: {part.Buttons.Length}; {MessageButton.MaxButtons} are allowed.");
        foreach (var (button, i) in (part.Buttons ?? []).Take(MessageButton.MaxButtons).Select((button, i) => (button, i)))
            foreach (var message in Check(button, $"{path}.buttons[{i}]"))
                yield return (KnowledgeProblemCode.BadPart, message);
    }

    private static IEnumerable<string> Check(MessageButton? button, string path)
    {
        if (string.IsNullOrWhiteSpace(button?.Label) || button.Label.Length > MessageButton.MaxLabelLength)
        {
            yield return $"{path}.label: 1 to {MessageButton.MaxLabelLength} characters.";
            yield break;
        }

        if (button.Url is not null && !MessagePart.IsSafeUrl(button.Url)) yield return $"{path}.url: https://… or a path on the own origin.";
        if (button.Say?.Length > MessagePart.MaxTextLength) yield return $"{path}.say: {button.Say.Length} characters; {MessagePart.MaxTextLength} are allowed.";
    }

    private static string? Needed(MessagePart part) => part.Kind switch
    {
        PartKind.Text when string.IsNullOrWhiteSpace(part.Text) => "a text",
        PartKind.Picture or PartKind.Video or PartKind.Link when part.Url is null => "a url",
        PartKind.Product when string.IsNullOrWhiteSpace(part.Title) => "a title",
        PartKind.Buttons when part.Buttons is not { Length: > 0 } => "buttons",
        _ => null,
    };

    private static string Word(PartKind kind) => kind.ToString().ToLowerInvariant();
}
