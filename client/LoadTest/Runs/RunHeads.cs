using System.Globalization;
using Reception.Domain.Simulation;
using Reception.LoadTest.Hosting;
using Reception.LoadTest.Measures;

namespace Reception.LoadTest.Runs;

/// <summary>What stands at the head of a run's report: everything that was set, in words.</summary>
internal static class RunHeads
{
    public static RunHead Of(RunSettings settings, DateTimeOffset start)
    {
        var (profile, customers, agents) = (settings.Profile, settings.Profile.Customers, settings.Profile.Agents);
        return new RunHead
        {
            Profile = profile.Name,
            ProfileText = settings.ProfileText,
            Driver = settings.Driver.ToString().ToLowerInvariant(),
            Seed = settings.Seed,
            Machine = MachineFacts.Read(),
            Start = start,
            LengthSeconds = profile.Seconds,
            Measured = new MeasuredTime(start.AddSeconds(profile.Measured.From), start.AddSeconds(profile.Measured.Until)),
            Expectations = new Expectations(LoadShops.TargetSeconds, customers.Patience.MeanSeconds, agents.Handling.MeanSeconds, agents.Look.MeanSeconds),
            Settings =
            [
                new("arrivals", "rate", Text($"{profile.Rate} conversations/s where a phase says 1; {profile.Expected:F0} expected")),
                .. profile.Phases.Select(phase => new Setting("arrivals", phase.Name, Text($"{phase.Seconds:F1} s, {phase.From} to {phase.To}{(phase.Topic is null ? "" : Text($", {phase.Share:P0} about {phase.Topic}"))}{(phase.IsWarmUp ? ", not measured" : "")}"))),
                .. profile.Storms.Select(storm => new Setting("arrivals", "reconnect storm", Text($"at {storm.At} s, {storm.Share:P0}"))),
                .. profile.Fleet.Select(change => new Setting("servers", change.Action.ToString().ToLowerInvariant(), Text($"at {change.At} s, {change.Count}"))),
                new("servers", "silos", settings.Url is { } url ? $"those of {url}" : profile.Silos == 0 ? "one process: silo, gateway, store" : Text($"{profile.Silos}, a store and a gateway, a process each")),
                new("servers", "shops", Text($"{profile.Shops}")),
                .. settings.ServerSettings.Select(pair => new Setting("servers", pair.Key, pair.Value)),
                new("customers", "messages", Text($"{customers.Messages}")),
                new("customers", "pause before the next", Of(customers.Think)),
                new("customers", "ask for a human", Text($"{customers.Humans:P1}")),
                new("customers", "messages that the bot does not know", Text($"{customers.Unknown:P1}")),
                new("customers", "patience", Of(customers.Patience)),
                new("customers", "rate", Text($"{customers.Ratings:P0}")),
                new("customers", "lines", settings.Lines is { } lines ? Path.GetFileName(lines) : $"what the demo shop knows ({settings.Language})"),
                new("agents", "count", Text($"{agents.Count}, {agents.Capacity} chats at once")),
                new("agents", "handling", Of(agents.Handling)),
                new("agents", "look at an offer", Of(agents.Look)),
                new("agents", "decline, let pass", Text($"{agents.Declines:P1}, {agents.Ignores:P1}")),
                new("agents", "lose the line", Text($"{agents.DisconnectsPerHour} times an hour, {Of(agents.Away)}")),
                new("agents", "take a break", Text($"{agents.BreaksPerHour} times an hour, {Of(agents.Break)}")),
            ],
        };
    }

    private static string Of(Duration duration) => Text($"{duration.Shape.ToString().ToLowerInvariant()}, mean {duration.MeanSeconds} s{(duration.Shape == DurationShape.Lognormal ? Text($", variation {duration.Variation}") : "")}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
