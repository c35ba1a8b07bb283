using System.CommandLine;
using Spectre.Console;

namespace Reception.Cli.Commands;

/// <summary><c>catalogue …</c>: import, export, publish, versions, roll-back, try.</summary>
internal static class CatalogueCommand
{
    public static Command Make() => new("catalogue", "A shop's products, for recommendation") { Import(), Export(), Publish(), Versions(), RollBack(), Try() };

    private static Command Import()
    {
        var (url, shop, token) = (Shared.Url(), Shared.Shop(), Shared.Token());
        var file = new Argument<FileInfo>("file") { Description = "Products as JSON lines, or CSV if it ends in .csv" };
        var publish = new Option<bool>("--publish") { Description = "Publish at once" };
        var command = new Command("import", "Replaces the draft") { url, shop, token, file, publish };
        command.SetAction((parsed, cancel) => Shared.RunAsync(async () =>
        {
            var (api, from) = (Shared.Api(parsed.GetValue(url)!, parsed.GetValue(token)), parsed.GetValue(file)!);
            var draft = await api.PutCatalogueAsync(parsed.GetValue(shop)!, await File.ReadAllTextAsync(from.FullName, cancel), IsCsv(from), cancel);
            Shared.Say($"[green]{draft.Products} products in the draft[/]");
            if (!parsed.GetValue(publish)) return 0;
            var published = await api.PublishCatalogueAsync(parsed.GetValue(shop)!, from.Name, cancel);
            Shared.Say($"[green]version {published.Version} is in force[/]");
            return 0;
        }));
        return command;
    }

    private static Command Export()
    {
        var (url, shop, token) = (Shared.Url(), Shared.Shop(), Shared.Token());
        var file = new Argument<FileInfo>("file") { Description = "Written as JSON lines, or CSV if it ends in .csv" };
        var version = new Option<long?>("--version") { Description = "Left out: what is in force" };
        var command = new Command("export", "Writes a version to a file") { url, shop, token, file, version };
        command.SetAction((parsed, cancel) => Shared.RunAsync(async () =>
        {
            var to = parsed.GetValue(file)!;
            var text = await Shared.Api(parsed.GetValue(url)!, parsed.GetValue(token)).GetCatalogueAsync(parsed.GetValue(shop)!, parsed.GetValue(version), IsCsv(to), cancel);
            await File.WriteAllTextAsync(to.FullName, text, cancel);
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
            var published = await Shared.Api(parsed.GetValue(url)!, parsed.GetValue(token)).PublishCatalogueAsync(parsed.GetValue(shop)!, parsed.GetValue(note), cancel);
            Shared.Say($"[green]version {published.Version} is in force, {published.Products} products[/]");
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
            var table = new Table().AddColumns("version", "published", "products", "by", "note");
            foreach (var version in await Shared.Api(parsed.GetValue(url)!, parsed.GetValue(token)).GetCatalogueVersionsAsync(parsed.GetValue(shop)!, cancel))
            {
                table.AddRow($"{version.Version}", $"{version.PublishedAt.ToLocalTime():yyyy-MM-dd HH:mm}", $"{version.Products}", version.PublishedBy.EscapeMarkup(), (version.Note ?? "").EscapeMarkup());
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
            var published = await Shared.Api(parsed.GetValue(url)!, parsed.GetValue(token)).RollBackCatalogueAsync(parsed.GetValue(shop)!, parsed.GetValue(version), cancel);
            Shared.Say($"[green]version {published.Version} is in force[/]");
            return 0;
        }));
        return command;
    }

    private static Command Try()
    {
        var (url, shop, token) = (Shared.Url(), Shared.Shop(), Shared.Token());
        var text = new Argument<string>("text") { Description = "As a customer would write it" };
        var product = new Option<string?>("--product") { Description = "The product at hand: its id or name" };
        var command = new Command("try", "What the catalogue says to a text, and why") { url, shop, token, text, product };
        command.SetAction((parsed, cancel) => Shared.RunAsync(async () =>
        {
            var report = await Shared.Api(parsed.GetValue(url)!, parsed.GetValue(token)).TryCatalogueAsync(parsed.GetValue(shop)!, parsed.GetValue(text)!, parsed.GetValue(product), cancel);
            Shared.Say($"[aqua]{report.Decision.EscapeMarkup()}[/] {(report.Kind ?? "").EscapeMarkup()} {report.Confidence:0.00} [grey]{string.Join(" · ", report.Reasons).EscapeMarkup()}[/]");
            if (report.Answer is { } answer) Shared.Say(answer.EscapeMarkup());
            foreach (var suggestion in report.Suggestions) Shared.Say($"  [yellow]?[/] {suggestion.EscapeMarkup()}");
            return report.Decision == "none" ? 3 : 0;
        }));
        return command;
    }

    private static bool IsCsv(FileInfo file) => file.Extension.Equals(".csv", StringComparison.OrdinalIgnoreCase);
}
