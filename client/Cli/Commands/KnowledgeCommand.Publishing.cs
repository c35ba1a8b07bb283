using System.CommandLine;
using Reception.Cli.Screens;
using Spectre.Console;

namespace Reception.Cli.Commands;

/// <summary>Checks, publications, canaries and the regression set.</summary>
internal static partial class KnowledgeCommand
{
    private static Command Check()
    {
        var version = Version();
        return Make("check", "What would stand against publishing the draft, or a version", [version], (api, shop, parsed, cancel) => PublicationScreen.CheckAsync(api, shop, parsed.GetValue(version), cancel));
    }

    private static Command Publish()
    {
        var note = new Option<string?>("--note") { Description = "What changed" };
        var canary = new Option<int?>("--canary") { Description = "Only for this share of the conversations, 1 to 99 per cent" };
        var force = new Option<bool>("--force") { Description = "Whatever the check finds" };
        return Make("publish", "Checks the draft; without errors it takes force", [note, canary, force], (api, shop, parsed, cancel) =>
            PublicationScreen.PublishAsync(api, shop, new(parsed.GetValue(note), parsed.GetValue(canary), parsed.GetValue(force)), cancel));
    }

    private static Command Canary()
    {
        var share = new Argument<int>("share") { Description = "1 to 99 per cent" };
        return Make("canary", "Changes the share of conversations that use the canary", [share], async (api, shop, parsed, cancel) =>
        {
            PublicationScreen.Show(await api.SetShareAsync(shop, parsed.GetValue(share), cancel));
            return 0;
        });
    }

    private static Command Promote() => Make("promote", "The canary takes force for all", [], async (api, shop, _, cancel) =>
    {
        PublicationScreen.Show(await api.SetShareAsync(shop, 100, cancel));
        return 0;
    });

    private static Command Abort() => Make("abort", "Takes the canary back", [], async (api, shop, _, cancel) =>
    {
        PublicationScreen.Show(await api.SetShareAsync(shop, 0, cancel));
        return 0;
    });

    private static Command Regression() => new("regression", "The questions that the bot has to get right") { RegressionImport(), RegressionExport(), RegressionRun() };

    private static Command RegressionImport()
    {
        var file = new Argument<FileInfo>("file") { Description = "JSON lines: {text, expect: id, [ids] or null, channel?}" };
        return Make("import", "Replaces the regression set", [file], async (api, shop, parsed, cancel) =>
        {
            var stored = await api.PutRegressionAsync(shop, await File.ReadAllBytesAsync(parsed.GetValue(file)!.FullName, cancel), cancel);
            Shared.Say($"[green]{stored.Entries} cases[/]");
            return 0;
        });
    }

    private static Command RegressionExport()
    {
        var file = new Argument<FileInfo?>("file") { Description = "Where to write it; nothing: to the screen", Arity = ArgumentArity.ZeroOrOne };
        return Make("export", "Writes the regression set", [file], async (api, shop, parsed, cancel) =>
        {
            await WriteAsync(await api.GetRegressionAsync(shop, cancel), parsed.GetValue(file), isCsv: false, cancel);
            return 0;
        });
    }

    private static Command RegressionRun()
    {
        var version = Version();
        return Make("run", "Runs it against the draft, or a version; 3 if a case fails", [version], async (api, shop, parsed, cancel) =>
        {
            var done = await PublicationScreen.WaitAsync(api, shop, await api.CheckAsync(shop, parsed.GetValue(version), cancel), cancel);
            if (done.Report is not { } report)
            {
                Shared.Say($"[red]{(done.Failure ?? done.State).EscapeMarkup()}[/]");
                return 1;
            }
            PublicationScreen.ShowRegression(report);
            return report.Regression.Passed == report.Regression.Cases ? 0 : 3;
        });
    }
}
