using System.CommandLine;
using System.Globalization;
using Reception.Protocol.Rest;
using Spectre.Console;

namespace Reception.Cli.Commands;

/// <summary><c>scaling</c>: silos, gateways and agents wanted now and in the next hours.</summary>
internal static class ScalingCommand
{
    public static Command Make()
    {
        var (url, token) = (Shared.Url(), Shared.Token());
        var hours = Hours();
        var command = new Command("scaling", "What the cluster needs now and in the next hours; docs/sale-day.md") { url, token, hours };
        command.SetAction((parsed, cancel) => Shared.RunAsync(async () =>
        {
            var scaling = await Shared.Api(parsed.GetValue(url)!, parsed.GetValue(token)).GetScalingAsync(parsed.GetValue(hours), cancel);
            AnsiConsole.Write(Processes(scaling));
            AnsiConsole.Write(Days(scaling));
            AnsiConsole.Write(Queues(scaling));
            var (load, cost) = (scaling.Load, scaling.Load.IsCostMeasured ? "measured" : "configured");
            Shared.Say(Text($"{load.MessagesPerSecond:0.#} messages/s, {load.SiloCores:0.##} cores of silos ({load.Utilisation:0 %}), {load.GatewayCores:0.##} of gateways; a message costs {load.SiloMsPerMessage:0.###} + {load.GatewayMsPerMessage:0.###} ms ({cost})"));
            Shared.Say(Text($"{load.Conversations} conversations in memory, {load.Connections} connections; {scaling.Shops} of {scaling.AllShops} shops are forecast"));
            return 0;
        }));
        return command;
    }

    public static Option<int> Hours() => new("--hours") { Description = "How many hours ahead, 1 to 168", DefaultValueFactory = static _ => 24 };

    private static Table Processes(ScalingDocument scaling)
    {
        var table = new Table().AddColumns("", "now", "wanted", "needed", "limits", "why");
        foreach (var (name, of) in new[] { ("silos", scaling.Silos), ("gateways", scaling.Gateways) })
            table.AddRow(name, $"{of.Current}", $"{of.Desired}", $"{of.Needed}", $"{of.Min} to {of.Max}", of.Why.EscapeMarkup());
        return table.AddRow("agents", "", $"{scaling.Agents}", "", "", "");
    }

    private static Table Days(ScalingDocument scaling)
    {
        var table = new Table().AddColumns("from (UTC)", "arrivals", "at most", "messages/s", "silos", "gateways", "agents", "phases");
        foreach (var hour in scaling.Hours)
            table.AddRow(Text($"{hour.From:MM-dd HH:mm}"), Number(hour.Arrivals), Number(hour.High), Number(hour.MessagesPerSecond), $"{hour.Silos}", $"{hour.Gateways}", $"{hour.Agents}", string.Join(", ", hour.Phases).EscapeMarkup());
        return table;
    }

    private static Table Queues(ScalingDocument scaling)
    {
        var table = new Table().AddColumns("queue", "agents", "most", "in hour");
        foreach (var queue in scaling.Queues)
        {
            var most = queue.Hours.Max();
            table.AddRow($"{queue.Shop}/{queue.Queue}".EscapeMarkup(), $"{queue.Desired}", $"{most}", most is null ? "" : Text($"{scaling.Hours[Array.IndexOf(queue.Hours, most)].From:MM-dd HH:mm}"));
        }
        return table;
    }

    private static string Number(double? value) => value is { } number ? Text($"{number:0.#}") : "";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
