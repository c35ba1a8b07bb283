using System.CommandLine;
using Reception.Protocol.Rest;
using Spectre.Console;

namespace Reception.Cli.Commands;

/// <summary><c>triage --shop S "text"</c>: what the bot would do, and why.</summary>
internal static class TriageCommand
{
    public static Command Make()
    {
        var (url, shop, token) = (Shared.Url(), Shared.Shop(), Shared.Token());
        var text = new Argument<string>("text") { Description = "What a customer might write" };
        var previous = new Option<string?>("--after") { Description = "What the customer wrote before" };
        var command = new Command("triage", "A dry run: decision, rule, score, candidates, reasons") { url, shop, token, previous, text };
        command.SetAction((parsed, cancel) => Shared.RunAsync(async () =>
        {
            var report = await Shared.Api(parsed.GetValue(url)!, parsed.GetValue(token)).TriageAsync(parsed.GetValue(shop)!, parsed.GetValue(text)!, parsed.GetValue(previous), cancel);
            Show(report);
            return 0;
        }));
        return command;
    }

    private static void Show(TriageDocument report)
    {
        Shared.Say($"[bold]{report.Decision.EscapeMarkup()}[/] by rule [bold]{report.Rule.EscapeMarkup()}[/] [grey]score {report.Score:0.000}, knowledge version {report.KnowledgeVersion}[/]");
        if (report.Read is not null) Shared.Say($"[grey]read: {report.Read.EscapeMarkup()}[/]");
        if (report.Answer is not null) Shared.Say($"[green]{report.EntryId.EscapeMarkup()}[/] {report.Answer.EscapeMarkup()}");
        foreach (var reason in report.Reasons) Shared.Say($"[grey]· {reason.EscapeMarkup()}[/]");
        if (report.Thresholds is { } thresholds) Shared.Say($"[grey]· answers from {thresholds.Answer:0.00}, asks back from {thresholds.Clarify:0.00}, simple from {thresholds.Simple:0.00}[/]");
        var table = new Table().AddColumns("score", "entry", "question", "nearest", "speaks for it");
        foreach (var candidate in report.Candidates)
            table.AddRow($"{candidate.Score:0.000}", candidate.EntryId.EscapeMarkup(), candidate.Question.EscapeMarkup(), Join(candidate.Matched), Join(candidate.Fragments));
        AnsiConsole.Write(table);
        foreach (var more in report.More) Show(more);
    }

    private static string Join(string[]? texts) => string.Join(' ', texts ?? []).EscapeMarkup();
}
