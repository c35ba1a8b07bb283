using Reception.Protocol.Frames;
using Spectre.Console;

namespace Reception.Cli.Screens;

/// <summary>Messages as coloured lines.</summary>
internal static class Lines
{
    public static void Print(MessageDocument message, string? before = null)
    {
        var (colour, who) = message.Author switch
        {
            "customer" => ("white", message.AuthorName ?? "customer"),
            "bot" => ("aqua", message.Machine ? "bot, beside the agent" : "bot"),
            "agent" => ("green", message.AuthorName ?? "agent"),
            _ => ("grey", "·"),
        };
        AnsiConsole.MarkupLine($"{before}[grey]{message.At.ToLocalTime():HH:mm:ss}[/] [{colour}]{who.EscapeMarkup()}[/] {Words(message).EscapeMarkup()}");
        foreach (var part in message.Parts ?? []) Print(part);
        for (var i = 0; i < (message.Suggestions?.Length ?? 0); i++) AnsiConsole.MarkupLine($"         [yellow]{i + 1}[/] {message.Suggestions![i].Question.EscapeMarkup()}");
    }

    private static void Print(PartDocument part)
    {
        var words = string.Join("  ", new[] { part.Title, part.Price, part.Text, part.Url }.Where(word => !string.IsNullOrEmpty(word)));
        if (words.Length > 0) AnsiConsole.MarkupLine($"         [grey]{part.Kind.EscapeMarkup()}[/] {words.EscapeMarkup()}");
        foreach (var button in part.Buttons ?? []) AnsiConsole.MarkupLine($"         [yellow]›[/] {(button.Say ?? button.Label).EscapeMarkup()} {(button.Url ?? "").EscapeMarkup()}");
    }

    // A notice tells by its kind what happened; its text is for those who do not know the kind.
    private static string Words(MessageDocument message) => message.Notice switch
    {
        "waiting" => "A human will be here soon.",
        "agent-joined" => $"{message.AuthorName ?? "An agent"} has joined.",
        "agent-left" => "The agent has left.",
        "back-to-bot" => "The bot goes on.",
        "closed" => "The chat is closed.",
        "reopened" => "The chat goes on.",
        "transferred" => "Passed to a colleague.",
        _ => message.Text,
    };

    public static void Note(string text) => AnsiConsole.MarkupLine($"[grey]{text.EscapeMarkup()}[/]");
}
