using System.CommandLine;
using Spectre.Console;

namespace Reception.Cli.Commands;

/// <summary><c>triage --shop S "text"</c>: what the bot would do, and why.</summary>
internal static class TriageCommand
{
    public static Command Make()
    {
        var (url, shop, token) = (Shared.Url(), Shared.Shop(), Shared.Token());
        var text = new Argument<string>("text") { Description = "What a customer might write" };
        var command = new Command("triage", "A dry run: decision, score, candidates, reasons") { url, shop, token, text };
        command.SetAction((parsed, cancel) => Shared.RunAsync(async () =>
        {
            var report = await Shared.Api(parsed.GetValue(url)!, parsed.GetValue(token)).TriageAsync(parsed.GetValue(shop)!, parsed.GetValue(text)!, cancel);
            Shared.Say($"[bold]{report.Decision.EscapeMarkup()}[/] [grey]score {report.Score:0.000}, knowledge version {report.KnowledgeVersion}[/]");
            if (report.Answer is not null) Shared.Say($"[green]{report.EntryId.EscapeMarkup()}[/] {report.Answer.EscapeMarkup()}");
            foreach (var reason in report.Reasons) Shared.Say($"[grey]· {reason.EscapeMarkup()}[/]");
            var table = new Table().AddColumns("score", "entry", "question", "matched");
            foreach (var candidate in report.Candidates) table.AddRow($"{candidate.Score:0.000}", candidate.EntryId.EscapeMarkup(), candidate.Question.EscapeMarkup(), string.Join(' ', candidate.Matched).EscapeMarkup());
            AnsiConsole.Write(table);
            return 0;
        }));
        return command;
    }
}
