using Reception.Cli.Commands;
using Reception.Client.Web;
using Reception.Client.Web.Rest;
using Reception.Protocol.Rest;
using Spectre.Console;

namespace Reception.Cli.Screens;

/// <summary>Waits for checks and shows what they found.</summary>
internal static class PublicationScreen
{
    private const int Shown = 20;
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    public static async Task<int> CheckAsync(ReceptionApi api, string shop, long? version, CancellationToken cancel)
    {
        var done = await WaitAsync(api, shop, await api.CheckAsync(shop, version, cancel), cancel);
        return Say(done);
    }

    public static async Task<int> PublishAsync(ReceptionApi api, string shop, PublishRequest request, CancellationToken cancel)
    {
        try
        {
            return Say(await WaitAsync(api, shop, await api.PublishAsync(shop, request, cancel), cancel));
        }
        catch (RefusedException refused) when (refused.Code == "publish-refused")
        {
            return Say(await api.GetPublicationAsync(shop, cancel: cancel));
        }
    }

    public static async Task<PublicationDocument> WaitAsync(ReceptionApi api, string shop, PublicationDocument publication, CancellationToken cancel)
    {
        if (publication.State == "checking") Shared.Say("[grey]checking …[/]");
        while (publication.State == "checking")
        {
            await Task.Delay(Look, TimeProvider.System, cancel);
            publication = await api.GetPublicationAsync(shop, publication.Number, cancel);
        }
        return publication;
    }

    public static void Show(KnowledgeVersionDocument[] versions)
    {
        var table = new Table().AddColumns("version", "state", "share", "published", "entries", "by", "note");
        foreach (var version in versions)
        {
            table.AddRow(
                $"{version.Version}", version.State.EscapeMarkup(), version.Share > 0 ? $"{version.Share} %" : "", $"{version.PublishedAt.ToLocalTime():yyyy-MM-dd HH:mm}", $"{version.Entries}",
                version.PublishedBy.EscapeMarkup(), (version.Note ?? "").EscapeMarkup());
        }
        AnsiConsole.Write(table);
    }

    public static void ShowRegression(ReportDocument report)
    {
        var figures = report.Regression;
        foreach (var change in report.Failing.Take(Shown))
            Shared.Say($"  [red]✗[/] {change.Text.EscapeMarkup()} [grey]expected {Ids(change.Expected)}, now {(change.Now ?? "none").EscapeMarkup()}, before {(change.Before ?? "none").EscapeMarkup()}[/]");
        Shared.Say($"{figures.Passed} of {figures.Cases} cases pass ({figures.PassedBefore} before): {figures.Broken} broken, {figures.Mended} mended");
    }

    private static int Say(PublicationDocument done)
    {
        if (done.Report is { } report)
        {
            foreach (var finding in report.Findings.Take(Shown)) Shared.Say($"{(finding.Severity == "error" ? "[red]error[/]" : "[yellow]warning[/]")} [grey]{finding.Kind.EscapeMarkup()}[/] {finding.Message.EscapeMarkup()}");
            if (report.Errors + report.Warnings > Shown) Shared.Say($"[grey]… {report.Errors + report.Warnings - Shown} more[/]");
            if (report.Regression.Cases > 0) ShowRegression(report);
            if (report.ChangedCount > 0) Shared.Say($"{report.ChangedCount} texts are answered differently");
            Shared.Say($"{report.Errors} errors, {report.Warnings} warnings");
        }
        switch (done.State)
        {
            case "published":
                Shared.Say($"[green]version {done.Version} is in force, {done.Entries} entries[/]");
                return 0;
            case "checked":
                return done.Report is { Errors: > 0 } ? 3 : 0;
            case "refused":
                Shared.Say("[red]refused: nothing took force[/]");
                return 3;
            default:
                Shared.Say($"[red]{(done.Failure ?? done.State).EscapeMarkup()}[/]");
                return 1;
        }
    }

    private static string Ids(string[]? ids) => ids is { Length: > 0 } ? string.Join(" or ", ids).EscapeMarkup() : "none";
}
