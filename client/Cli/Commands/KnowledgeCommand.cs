using System.CommandLine;
using Reception.Cli.Screens;
using Reception.Client.Web.Rest;
using Spectre.Console;

namespace Reception.Cli.Commands;

/// <summary><c>knowledge …</c>: files in and out, drafts, checks, publishing, the regression set. Refused publications end with 3.</summary>
internal static partial class KnowledgeCommand
{
    public static Command Make() => new("knowledge", "A shop's questions and answers")
    {
        Import(), Export(), Draft(), Diff(), Submit(), Approve(), Reject(), Check(), Publish(), Canary(), Promote(), Abort(), Versions(), RollBack(), Regression(), Unanswered(),
    };

    private static Command Import()
    {
        var file = new Argument<FileInfo>("file") { Description = "JSON lines, or CSV; docs/knowledge.md describes both" };
        var format = Format();
        var publish = new Option<bool>("--publish") { Description = "Check and publish at once" };
        return Make("import", "Replaces the draft", [file, format, publish], async (api, shop, parsed, cancel) =>
        {
            var name = parsed.GetValue(file)!;
            var isCsv = parsed.GetValue(format) is { } word ? word == "csv" : name.Extension.Equals(".csv", StringComparison.OrdinalIgnoreCase);
            var draft = await api.PutKnowledgeAsync(shop, await File.ReadAllBytesAsync(name.FullName, cancel), isCsv, cancel: cancel);
            foreach (var warning in draft.Warnings ?? []) Shared.Say($"[yellow]·[/] {warning.EscapeMarkup()}");
            Shared.Say($"[green]{draft.Entries} entries in the draft, revision {draft.Revision}[/]");
            return parsed.GetValue(publish) ? await PublicationScreen.PublishAsync(api, shop, new(name.Name), cancel) : 0;
        });
    }

    private static Command Export()
    {
        var file = new Argument<FileInfo?>("file") { Description = "Where to write it; nothing: to the screen", Arity = ArgumentArity.ZeroOrOne };
        var (format, version, draft) = (Format(), Version(), new Option<bool>("--draft") { Description = "The draft" });
        return Make("export", "Writes what is in force, a version or the draft", [file, format, version, draft], async (api, shop, parsed, cancel) =>
        {
            var name = parsed.GetValue(file);
            var isCsv = parsed.GetValue(format) is { } word ? word == "csv" : name?.Extension.Equals(".csv", StringComparison.OrdinalIgnoreCase) == true;
            var text = parsed.GetValue(draft) ? await api.GetDraftAsync(shop, isCsv, cancel) : await api.GetKnowledgeAsync(shop, parsed.GetValue(version), isCsv, cancel);
            await WriteAsync(text, name, isCsv, cancel);
            return 0;
        });
    }

    private static Command Draft()
    {
        var from = new Option<long?>("--from-version") { Description = "Starts the draft anew from a version" };
        return Make("draft", "Where the draft stands", [from], async (api, shop, parsed, cancel) =>
        {
            if (parsed.GetValue(from) is { } version) await api.StartDraftAsync(shop, version, cancel);
            var state = await api.GetDraftStateAsync(shop, cancel);
            if (state.Revision == 0) Shared.Say("There is no draft.");
            else Shared.Say($"revision {state.Revision}, {state.Entries} entries, by {(state.ChangedBy ?? "-").EscapeMarkup()}{(state.BasedOn is { } based ? $", from version {based}" : "")}");
            if (state.Review is { } review) Shared.Say($"{review.State} by {(review.ReviewedBy ?? review.SubmittedBy).EscapeMarkup()} {(review.Comment ?? review.Note ?? "").EscapeMarkup()}");
            else if (state.ReviewRequired) Shared.Say("[yellow]The shop wants it approved before it is published.[/]");
            return 0;
        });
    }

    private static Command Diff()
    {
        var version = Version();
        return Make("diff", "The draft against what is in force, or a version", [version], async (api, shop, parsed, cancel) =>
        {
            var diff = await api.DiffAsync(shop, parsed.GetValue(version), cancel);
            foreach (var change in diff.Changes)
            {
                var sign = change.Kind switch { "added" => "[green]+[/]", "removed" => "[red]-[/]", _ => "[yellow]~[/]" };
                Shared.Say($"{sign} {change.Id.EscapeMarkup()} [grey]{string.Join(", ", change.Fields).EscapeMarkup()}[/]");
            }
            Shared.Say($"{diff.Added} added, {diff.Changed} changed, {diff.Removed} removed against version {diff.Version}");
            return 0;
        });
    }

    private static Command Submit() => Review("submit", "Submits the draft for review");

    private static Command Approve() => Review("approve", "Approves the draft; not by whom it was submitted");

    private static Command Reject() => Review("reject", "Sends the draft back, with a comment");

    private static Command Review(string step, string description)
    {
        var comment = new Option<string?>("--comment") { Description = "What is to be said about it" };
        return Make(step, description, [comment], async (api, shop, parsed, cancel) =>
        {
            var draft = await api.ReviewAsync(shop, step, parsed.GetValue(comment), cancel);
            Shared.Say($"[green]revision {draft.Revision}: {step}[/]");
            return 0;
        });
    }

    private static Command Versions() => Make("versions", "Published versions", [], async (api, shop, _, cancel) =>
    {
        PublicationScreen.Show(await api.GetVersionsAsync(shop, cancel));
        return 0;
    });

    private static Command RollBack()
    {
        var version = new Argument<long>("version") { Description = "The version that takes force again" };
        return Make("roll-back", "An older version takes force again", [version], async (api, shop, parsed, cancel) =>
        {
            var published = await api.RollBackAsync(shop, parsed.GetValue(version), cancel);
            Shared.Say($"[green]version {published.Version} is in force[/]");
            return 0;
        });
    }

    private static Command Unanswered() => Make("unanswered", "What the bot could not answer", [], async (api, shop, _, cancel) =>
    {
        var table = new Table().AddColumns("times", "question", "reason");
        foreach (var question in await api.GetUnansweredAsync(shop, cancel)) table.AddRow($"{question.Count}", question.Text.EscapeMarkup(), question.Reason.EscapeMarkup());
        AnsiConsole.Write(table);
        return 0;
    });

    private static Option<string?> Format()
    {
        var format = new Option<string?>("--format") { Description = "jsonl or csv; by the file's name if not given" };
        format.AcceptOnlyFromAmong("jsonl", "csv");
        return format;
    }

    private static Option<long?> Version() => new("--version-number") { Description = "A version instead of what is in force" };

    private static async Task WriteAsync(string text, FileInfo? file, bool isCsv, CancellationToken cancel)
    {
        if (file is null) Console.Out.Write(text);
        else await File.WriteAllTextAsync(file.FullName, text.TrimStart('\uFEFF'), new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: isCsv), cancel);
    }

    private static Command Make(string name, string description, Symbol[] symbols, Func<ReceptionApi, string, ParseResult, CancellationToken, Task<int>> run)
    {
        var (url, shop, token) = (Shared.Url(), Shared.Shop(), Shared.Token());
        var command = new Command(name, description) { url, shop, token };
        foreach (var option in symbols.OfType<Option>()) command.Add(option);
        foreach (var argument in symbols.OfType<Argument>()) command.Add(argument);
        command.SetAction((parsed, cancel) => Shared.RunAsync(() => run(Shared.Api(parsed.GetValue(url)!, parsed.GetValue(token)), parsed.GetValue(shop)!, parsed, cancel)));
        return command;
    }
}
