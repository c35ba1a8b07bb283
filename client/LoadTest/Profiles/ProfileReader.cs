using Reception.Domain.Simulation;
using Reception.Domain.Simulation.Files;

namespace Reception.LoadTest.Profiles;

/// <summary>Reads a profile; everything that is wrong with it is told at once, with its line.</summary>
public static class ProfileReader
{
    public const int MaxPhases = 200;
    public const int MaxAgents = 15_000;

    /// <summary>Null: the errors say why.</summary>
    public static LoadProfile? Read(string yaml, List<string> errors)
    {
        if (YamlSection.Parse(yaml, errors) is not { } root) return null;
        var name = root.RequiredText("name", "profile");
        var about = root.Text("about", 1_000) ?? "";
        var rate = root.Number("rate", 0.001, 100_000) ?? 10;
        var compress = root.Number("compress", 1, 100_000) ?? 1;
        var phases = root.Sections("phases").Select(section => Phase(section, compress)).ToArray();
        if (phases.Length is 0 or > MaxPhases) root.Refuse("phases", $"expected 1 to {MaxPhases} phases");
        var seconds = phases.Sum(phase => phase.Seconds);
        if (seconds > LoadProfile.MaxSeconds) root.Refuse("phases", $"take {seconds:F0} s in all; at most a day (compress makes them shorter)");
        var customers = Customers(root.Section("customers"));
        var agents = Agents(root.Section("agents"));
        var storms = root.Sections("storms").Select(section => Storm(section, seconds)).ToArray();
        var fleet = root.Sections("fleet").Select(section => Change(section, seconds)).OrderBy(change => change.At).ToArray();
        var silos = root.Count("silos", 0, 16) ?? 0;
        if (fleet.Length > 0 && silos == 0) root.Refuse("fleet", "needs silos: how many the cluster begins with, 1 to 16");
        var shops = root.Count("shops", 1, 1_000) ?? 1;
        root.Close();
        return errors.Count > 0 ? null : new LoadProfile(name, about, rate, phases, customers, agents, storms, fleet, silos, shops);
    }

    private static LoadPhase Phase(YamlSection section, double compress)
    {
        var name = section.RequiredText("name", "phase");
        var seconds = section.Number("seconds", 0.001, 1e8) ?? (section.Number("minutes", 0.001, 1e7) * 60) ?? (section.Number("hours", 0.001, 1e5) * 3_600);
        if (seconds is null) section.Refuse("seconds", "is missing (or minutes, or hours)");
        foreach (var unit in new[] { "minutes", "hours" }) section.Number(unit, 0.001, 1e8);
        var from = section.Number("from", 0, 1_000) ?? 1;
        var to = section.Number("to", 0, 1_000) ?? from;
        var topic = section.Text("topic", 100);
        var share = section.Number("share", 0, 1) ?? (topic is null ? 0 : 1);
        var warmUp = section.Number("warmUp", 0, 1) is 1;
        section.Close();
        return new LoadPhase(name, (seconds ?? 1) / compress, from, to, topic, share, warmUp);
    }

    private static CustomerHabits Customers(YamlSection? section)
    {
        var think = section?.Duration("think", DurationShape.Exponential) ?? new Duration(3);
        var patience = section?.Duration("patience", DurationShape.Exponential) ?? new Duration(120);
        var habits = new CustomerHabits(section?.Count("messages", 1, 50) ?? 3, think, section?.Number("humans", 0, 1) ?? 0.05, section?.Number("unknown", 0, 1) ?? 0, patience, section?.Number("ratings", 0, 1) ?? 1);
        section?.Close();
        return habits;
    }

    private static AgentHabits Agents(YamlSection? section)
    {
        var habits = new AgentHabits(
            section?.Count("count", 0, MaxAgents) ?? 10,
            section?.Count("capacity", 1, 100) ?? 3,
            section?.Duration("handling", DurationShape.Lognormal) ?? new Duration(30, DurationShape.Lognormal),
            section?.Duration("look", DurationShape.Exponential) ?? new Duration(1),
            section?.Number("declines", 0, 1) ?? 0.02,
            section?.Number("ignores", 0, 1) ?? 0.005,
            section?.Number("disconnectsPerHour", 0, 3_600) ?? 0,
            section?.Duration("away", DurationShape.Exponential) ?? new Duration(5),
            section?.Number("breaksPerHour", 0, 3_600) ?? 0,
            section?.Duration("break", DurationShape.Exponential) ?? new Duration(60));
        section?.Close();
        return habits;
    }

    private static ReconnectStorm Storm(YamlSection section, double seconds)
    {
        var storm = new ReconnectStorm(section.Number("at", 0, seconds) ?? 0, section.Number("share", 0.001, 1) ?? 1);
        section.Close();
        return storm;
    }

    private static FleetChange Change(YamlSection section, double seconds)
    {
        var change = new FleetChange(section.Number("at", 0, seconds) ?? 0, section.Choice<FleetAction>("action") ?? FleetAction.Join, section.Count("count", 1, 16) ?? 1);
        section.Close();
        return change;
    }
}
