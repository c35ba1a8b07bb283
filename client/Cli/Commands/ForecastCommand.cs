using System.CommandLine;
using System.Globalization;
using Reception.Protocol.Rest;
using Spectre.Console;

namespace Reception.Cli.Commands;

/// <summary><c>forecast --shop</c>: arrivals and agents by hour, and how far such forecasts were off.</summary>
internal static class ForecastCommand
{
    public static Command Make()
    {
        var (url, shop, token, hours) = (Shared.Url(), Shared.Shop(), Shared.Token(), ScalingCommand.Hours());
        var command = new Command("forecast", "What a shop has to expect, and how good such forecasts were; docs/sale-day.md") { url, shop, token, hours };
        command.SetAction((parsed, cancel) => Shared.RunAsync(async () =>
        {
            var forecast = await Shared.Api(parsed.GetValue(url)!, parsed.GetValue(token)).GetForecastAsync(parsed.GetValue(shop)!, parsed.GetValue(hours), cancel);
            AnsiConsole.Write(Hours(forecast));
            foreach (var arrivals in forecast.Queues.Prepend(forecast.Arrivals)) Shared.Say(Error(arrivals));
            foreach (var phase in forecast.Calendar) Shared.Say(Phase(phase));
            return 0;
        }));
        return command;
    }

    private static Table Hours(ForecastDocument forecast)
    {
        var table = new Table().AddColumns(["from (UTC)", "phase", "arrivals", "80 % within", .. forecast.Staffing.SelectMany(queue => (string[])[queue.Queue.EscapeMarkup(), "agents", "wished"])]);
        for (var i = 0; i < forecast.Arrivals.Hours.Length; i++)
        {
            var hour = forecast.Arrivals.Hours[i];
            table.AddRow([
                Text($"{hour.From:MM-dd HH:mm}"), (hour.Phase ?? "").EscapeMarkup(), Number(hour.Expected), hour.Low is null ? "" : Text($"{hour.Low:0} to {hour.High:0}"),
                .. forecast.Staffing.SelectMany(queue => (string[])[Number(queue.Hours[i].Arrivals), $"{queue.Hours[i].Agents}", $"{queue.Hours[i].Wished}"]),
            ]);
        }
        return table;
    }

    private static string Error(ArrivalsDocument arrivals)
    {
        var name = (arrivals.Queue ?? "the shop").EscapeMarkup();
        if (arrivals.Error is not { } error) return $"{name}: {(arrivals.Why ?? "no back-test: too little history").EscapeMarkup()}";
        return Text($"{name}: a day ahead off by {error.Wape:0.0 %} (naive {error.NaiveWape:0.0 %}), bias {error.Bias:+0.0 %;-0.0 %}, {error.Coverage:0 %} within the limits, {error.Hours} hours of {error.Origins} days")
            + (arrivals.Why is { } why ? $" [grey]{why.EscapeMarkup()}[/]" : "");
    }

    private static string Phase(PhaseDocument phase) =>
        Text($"[grey]{phase.From:yyyy-MM-dd HH:mm} to {phase.Until:yyyy-MM-dd HH:mm}[/] ") + phase.Name.EscapeMarkup()
        + (phase.MeasuredRatio is { } ratio ? Text($", {ratio:0.0} times ordinary days") : "")
        + (phase.KnowledgeExists == false ? $" [red]knowledge version {phase.Knowledge} is not there[/]" : phase.Knowledge is { } version ? $", knowledge version {version}" : "");

    private static string Number(double? value) => value is { } number ? Text($"{number:0.#}") : "";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
