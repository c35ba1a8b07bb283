using System.CommandLine;
using System.Globalization;
using Reception.Protocol.Rest;
using Spectre.Console;

namespace Reception.Cli.Commands;

/// <summary><c>peak show|on|off|auto</c>: the levers of peak mode, by hand (docs/peak.md).</summary>
internal static class PeakCommand
{
    private const int ShownChanges = 20;

    public static Command Make() => new("peak", "Peak mode: which levers are on, and a hand on them")
    {
        Show(),
        Turn("on", "Switches levers on, whatever calendar and load say"),
        Turn("off", "Switches levers off, whatever calendar and load say"),
        Turn("auto", "Gives levers back to their policy"),
    };

    private static Command Show()
    {
        var (url, token, shop) = (Shared.Url(), Shared.Token(), Shared.Shop());
        var command = new Command("show", "The levers, the load, and who switched what") { url, token, shop };
        command.SetAction((parsed, cancel) => Shared.RunAsync(async () =>
        {
            Print(await Shared.Api(parsed.GetValue(url)!, parsed.GetValue(token)).GetPeakAsync(parsed.GetValue(shop)!, cancel));
            return 0;
        }));
        return command;
    }

    private static Command Turn(string mode, string description)
    {
        var (url, token, shop) = (Shared.Url(), Shared.Token(), Shared.Shop());
        var levers = new Option<string[]>("--lever") { Description = "pool, message, bot, budget; several may be given; none: all of the policy", AllowMultipleArgumentsPerToken = true };
        var why = new Option<string?>("--why") { Description = "The reason, kept in the record" };
        var seconds = new Option<int?>("--seconds") { Description = "How long; left out: until it is switched again" };
        var command = new Command(mode, description) { url, token, shop, levers, why };
        if (mode != "auto") command.Add(seconds);
        command.SetAction((parsed, cancel) => Shared.RunAsync(async () =>
        {
            var request = new PeakRequest(mode, parsed.GetValue(levers), parsed.GetValue(why), mode == "auto" ? null : parsed.GetValue(seconds));
            Print(await Shared.Api(parsed.GetValue(url)!, parsed.GetValue(token)).SwitchPeakAsync(parsed.GetValue(shop)!, request, cancel));
            return 0;
        }));
        return command;
    }

    private static void Print(PeakDocument peak)
    {
        foreach (var lever in peak.Levers)
        {
            var state = !lever.Given ? "[grey]not in the policy[/]" : lever.On ? $"[green]on[/] ({lever.Cause})" : "off";
            var hand = lever.By is null ? "" : $" [grey]{lever.Mode} by {lever.By.EscapeMarkup()}{(lever.Until is { } until ? $" until {At(until)}" : "")} {(lever.Why ?? "").EscapeMarkup()}[/]";
            Shared.Say($"{lever.Lever,-8} {state}{hand}");
        }
        if (peak.Phases.Length > 0) Shared.Say($"phases   {string.Join(", ", peak.Phases).EscapeMarkup()}");
        Shared.Say($"load     {peak.Load.Waiting} wait, {peak.Load.Taken} of {peak.Load.Capacity} taken");
        foreach (var change in peak.Changes.Take(ShownChanges))
            Shared.Say($"[grey]{At(change.At)}[/] {change.Lever} {(change.On ? "on" : "off")} [grey]{(change.Mode is null ? "" : $"set to {change.Mode} ")}by {change.By.EscapeMarkup()} {(change.Why ?? "").EscapeMarkup()}[/]");
    }

    private static string At(DateTimeOffset at) => at.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
