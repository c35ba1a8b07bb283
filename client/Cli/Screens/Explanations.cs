using Reception.Protocol.Rest;
using Spectre.Console;

namespace Reception.Cli.Screens;

/// <summary>Why a work waits and what would serve it, and why an agent has it.</summary>
internal static class Explanations
{
    public static void Print(ExplanationDocument work)
    {
        var where = work.Phase switch
        {
            "waiting" => $"waits in {work.Queue}",
            "agent" or "owned" => $"is with {work.AgentName ?? work.Agent}",
            "bot" => "is with the bot",
            "scheduled" => $"waits in {work.Queue} from its time on",
            _ => $"is {work.Phase}",
        };
        AnsiConsole.MarkupLine($"[bold]{work.Conversation.EscapeMarkup()}[/] {where.EscapeMarkup()}");
        if (work.Waiting is { } waiting) Print(waiting);
        if (work.Assigned is { } assigned) Print(assigned, work.AgentName ?? work.Agent ?? "he");
        if (work.Turn is { } turn) Line("last decision", turn);
    }

    /// <summary>The lines below a work that waits.</summary>
    public static void Print(WaitingDocument waiting)
    {
        Line("since", $"{waiting.Arrival.ToLocalTime():HH:mm:ss}, place {waiting.Place}{(waiting.Offers > 0 ? $", offered {waiting.Offers} times" : "")}");
        Line("why", waiting.Why);
        if (waiting.Explanation is not { } why) return;
        Line("asks for", Asked(why.Asked ?? []));
        Line("agents", $"{why.Fit} online fit, {why.Free} of them have room");
        if (why.Missing.Length > 0 && why.Reason != "nobody-fits") Line("others lack", string.Join(", ", why.Missing));
        if (why.WidensAt is { } at) Line("next step", $"{(why.NextStep is { } name ? $"'{name}' " : "")}at {at.ToLocalTime():HH:mm:ss}");
    }

    private static void Print(AssignmentDocument why, string agent)
    {
        var role = why.Role switch
        {
            "lent" => ", lent by his own queue",
            "all-hands" => ", one of all hands",
            _ => "",
        };
        Line("why", $"{agent}: {why.Text} ({why.Mode}{role})");
        Line("asked for", Asked(why.Asked));
        Line("waited", $"{why.WaitedSeconds:0.0} s{(why.Step > 0 ? $", step {why.Step} in force" : "")}");
        if (why.Others > 0) Line("others", $"{why.Others} more could have served it");
        if (why.Score is { } score) Line("score", $"{score:0.00}");
    }

    private static string Asked(string[] asked) => asked.Length == 0 ? "nothing special" : string.Join(", ", asked);

    private static void Line(string name, string words) => AnsiConsole.MarkupLine($"  [grey]{name,-13}[/] {words.EscapeMarkup()}");
}
