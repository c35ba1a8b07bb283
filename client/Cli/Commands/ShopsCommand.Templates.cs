using System.CommandLine;
using Reception.Protocol.Rest;
using Spectre.Console;

namespace Reception.Cli.Commands;

internal static partial class ShopsCommand
{
    private static Command Export()
    {
        var (url, token, shop) = (Shared.Url(), Shared.Token(), Shop());
        var file = new Argument<FileInfo?>("file") { Description = "Where to write it; nothing: to the screen", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("export", "The set-up as a template in YAML; docs/policy.md") { url, token, shop, file };
        command.SetAction((parsed, cancel) => Shared.RunAsync(async () =>
        {
            var yaml = await Shared.Api(parsed.GetValue(url)!, parsed.GetValue(token)).GetTemplateAsync(parsed.GetValue(shop)!, cancel);
            if (parsed.GetValue(file) is { } to) await File.WriteAllTextAsync(to.FullName, yaml, cancel);
            else await Console.Out.WriteAsync(yaml);
            return 0;
        }));
        return command;
    }

    private static Command Diff() => Import("diff", "What a template would change", applies: false);

    private static Command Apply() => Import("apply", "Takes a template over as this shop, after showing what changes", applies: true);

    private static Command Import(string name, string description, bool applies)
    {
        var (url, token, shop) = (Shared.Url(), Shared.Token(), Shop());
        var file = new Argument<FileInfo>("file") { Description = "The template in YAML" };
        var overrides = new Option<FileInfo?>("--overrides") { Description = "A second YAML that is laid on the template" };
        var set = new Option<string[]>("--set") { Description = "A single value, for example queues[sales].targetSeconds=30; several times" };
        var yes = new Option<bool>("--yes") { Description = "Does not ask" };
        var command = new Command(name, description) { url, token, shop, file, overrides, set };
        if (applies) command.Add(yes);
        command.SetAction((parsed, cancel) => Shared.RunAsync(async () =>
        {
            var (api, id) = (Shared.Api(parsed.GetValue(url)!, parsed.GetValue(token)), parsed.GetValue(shop)!);
            var over = parsed.GetValue(overrides) is { } second ? await File.ReadAllTextAsync(second.FullName, cancel) : null;
            var request = new TemplateRequest(await File.ReadAllTextAsync(parsed.GetValue(file)!.FullName, cancel), over, parsed.GetValue(set));
            var diff = await api.DiffTemplateAsync(id, request, cancel);
            Show(diff);
            if (!applies || diff.Changes.Length == 0) return 0;
            if (!parsed.GetValue(yes) && !IsConfirmed(id)) return 1;
            var stored = await api.ApplyTemplateAsync(id, request, diff.Version, cancel);
            Shared.Say($"[green]version {stored.Version}[/]");
            return 0;
        }));
        return command;
    }

    private static void Show(TemplateDiffDocument diff)
    {
        foreach (var change in diff.Changes)
        {
            var path = change.Path.EscapeMarkup();
            Shared.Say(change.Kind switch
            {
                "added" => $"[green]+ {path}[/] {change.After.EscapeMarkup()}",
                "removed" => $"[red]- {path}[/] {change.Before.EscapeMarkup()}",
                _ => $"[yellow]~ {path}[/] {change.Before.EscapeMarkup()} [grey]→[/] {change.After.EscapeMarkup()}",
            });
        }
        Shared.Say(diff.Version == 0 ? $"A new shop: {diff.Changes.Length} values" : $"{diff.Changes.Length} changes against version {diff.Version}");
    }

    private static bool IsConfirmed(string shop)
    {
        if (!Console.IsInputRedirected) return AnsiConsole.Confirm($"Apply to {shop.EscapeMarkup()}?", defaultValue: false);
        Shared.Say("[yellow]Nothing is changed: say --yes.[/]");
        return false;
    }
}
