using System.CommandLine;
using Spectre.Console;

namespace Reception.Cli.Commands;

/// <summary><c>knowledge …</c>: import, publish, versions, roll-back, unanswered.</summary>
internal static class KnowledgeCommand
{
    public static Command Make() => new("knowledge", "A shop's questions and answers") { Import(), Publish(), Versions(), RollBack(), Unanswered() };

    private static Command Import()
    {
        var (url, shop, token) = (Shared.Url(), Shared.Shop(), Shared.Token());
        var file = new Argument<FileInfo>("file") { Description = "JSON lines: {id, question, answer, similar[]}" };
        var publish = new Option<bool>("--publish") { Description = "Publish at once" };
        var command = new Command("import", "Replaces the draft") { url, shop, token, file, publish };
        command.SetAction((parsed, cancel) => Shared.RunAsync(async () =>
        {
            var api = Shared.Api(parsed.GetValue(url)!, parsed.GetValue(token));
            var draft = await api.PutKnowledgeAsync(parsed.GetValue(shop)!, await File.ReadAllTextAsync(parsed.GetValue(file)!.FullName, cancel), cancel);
            Shared.Say($"[green]{draft.Entries} entries in the draft[/]");
            if (!parsed.GetValue(publish)) return 0;
            var published = await api.PublishAsync(parsed.GetValue(shop)!, parsed.GetValue(file)!.Name, cancel);
            Shared.Say($"[green]version {published.Version} is in force[/]");
            return 0;
        }));
        return command;
    }

    private static Command Publish()
    {
        var (url, shop, token) = (Shared.Url(), Shared.Shop(), Shared.Token());
        var note = new Option<string?>("--note") { Description = "What changed" };
        var command = new Command("publish", "The draft takes force") { url, shop, token, note };
        command.SetAction((parsed, cancel) => Shared.RunAsync(async () =>
        {
            var published = await Shared.Api(parsed.GetValue(url)!, parsed.GetValue(token)).PublishAsync(parsed.GetValue(shop)!, parsed.GetValue(note), cancel);
            Shared.Say($"[green]version {published.Version} is in force, {published.Entries} entries[/]");
            return 0;
        }));
        return command;
    }

    private static Command Versions()
    {
        var (url, shop, token) = (Shared.Url(), Shared.Shop(), Shared.Token());
        var command = new Command("versions", "Published versions") { url, shop, token };
        command.SetAction((parsed, cancel) => Shared.RunAsync(async () =>
        {
            var table = new Table().AddColumns("version", "published", "entries", "by", "note");
            foreach (var version in await Shared.Api(parsed.GetValue(url)!, parsed.GetValue(token)).GetVersionsAsync(parsed.GetValue(shop)!, cancel))
            {
                table.AddRow($"{version.Version}", $"{version.PublishedAt.ToLocalTime():yyyy-MM-dd HH:mm}", $"{version.Entries}", version.PublishedBy.EscapeMarkup(), (version.Note ?? "").EscapeMarkup());
            }
            AnsiConsole.Write(table);
            return 0;
        }));
        return command;
    }

    private static Command RollBack()
    {
        var (url, shop, token) = (Shared.Url(), Shared.Shop(), Shared.Token());
        var version = new Argument<long>("version") { Description = "The version that takes force again" };
        var command = new Command("roll-back", "An older version takes force again") { url, shop, token, version };
        command.SetAction((parsed, cancel) => Shared.RunAsync(async () =>
        {
            var published = await Shared.Api(parsed.GetValue(url)!, parsed.GetValue(token)).RollBackAsync(parsed.GetValue(shop)!, parsed.GetValue(version), cancel);
            Shared.Say($"[green]version {published.Version} is in force[/]");
            return 0;
        }));
        return command;
    }

    private static Command Unanswered()
    {
        var (url, shop, token) = (Shared.Url(), Shared.Shop(), Shared.Token());
        var command = new Command("unanswered", "What the bot could not answer") { url, shop, token };
        command.SetAction((parsed, cancel) => Shared.RunAsync(async () =>
        {
            var table = new Table().AddColumns("times", "question", "reason");
            foreach (var question in await Shared.Api(parsed.GetValue(url)!, parsed.GetValue(token)).GetUnansweredAsync(parsed.GetValue(shop)!, cancel)) table.AddRow($"{question.Count}", question.Text.EscapeMarkup(), question.Reason.EscapeMarkup());
            AnsiConsole.Write(table);
            return 0;
        }));
        return command;
    }
}
