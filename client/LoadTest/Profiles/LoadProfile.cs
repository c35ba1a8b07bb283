using Reception.Domain.Simulation;

namespace Reception.LoadTest.Profiles;

/// <summary>
/// What a run does to the cluster, read from YAML (docs/load-testing.md lists the parts). Times are seconds of the run, after
/// compression: a profile of a whole month is played in minutes, the people in it think and work at their own pace.
/// </summary>
/// <param name="Rate">Conversations a second where a phase says 1.</param>
/// <param name="Storms">Moments at which customers lose their connections and come back.</param>
/// <param name="Fleet">Silos that join, leave or are killed; needs a cluster that the run started itself.</param>
public sealed record LoadProfile(
    string Name,
    string About,
    double Rate,
    IReadOnlyList<LoadPhase> Phases,
    CustomerHabits Customers,
    AgentHabits Agents,
    IReadOnlyList<ReconnectStorm> Storms,
    IReadOnlyList<FleetChange> Fleet,
    int Silos,
    int Shops)
{
    /// <summary>The longest run: a day.</summary>
    public const double MaxSeconds = 86_400;

    public double Seconds => Phases.Sum(phase => phase.Seconds);

    /// <summary>Conversations a second expected at a time of the run; 0 after its end.</summary>
    public double RateAt(double second)
    {
        var begins = 0.0;
        foreach (var phase in Phases)
        {
            if (second < begins + phase.Seconds) return Rate * (phase.From + ((phase.To - phase.From) * (second - begins) / phase.Seconds));
            begins += phase.Seconds;
        }
        return 0;
    }

    /// <summary>The phase of a time of the run; the last one after its end.</summary>
    public LoadPhase PhaseAt(double second)
    {
        foreach (var phase in Phases)
        {
            if (second < phase.Seconds) return phase;
            second -= phase.Seconds;
        }
        return Phases[^1];
    }

    /// <summary>The seconds whose figures count: from the end of the warm-up, the first phases that are one, to the end of the plan.</summary>
    public (double From, double Until) Measured => (Phases.TakeWhile(phase => phase.IsWarmUp).Sum(phase => phase.Seconds), Seconds);

    public double PeakRate => Rate * Phases.Max(phase => Math.Max(phase.From, phase.To));

    /// <summary>Conversations that the whole run is expected to begin.</summary>
    public double Expected => Phases.Sum(phase => Rate * phase.Seconds * (phase.From + phase.To) / 2);
}

/// <summary>
/// A stretch of the run in which the rate goes in a straight line from <paramref name="From"/> to <paramref name="To"/> times the
/// profile's. <paramref name="Share"/> of its customers (0 to 1) ask about one thing, <paramref name="Topic"/>. One that
/// <paramref name="IsWarmUp"/> is played like any other, but stands in no figure and no percentile of the report.
/// </summary>
public sealed record LoadPhase(string Name, double Seconds, double From, double To, string? Topic = null, double Share = 0, bool IsWarmUp = false);

/// <summary>
/// What customers do: messages each (1 to 50), the pause before the next one after an answer, the share that asks for a human
/// with the second message, the share of messages that the shop's knowledge does not have, how long they wait for one, and the share that rates.
/// </summary>
public sealed record CustomerHabits(int Messages, Duration Think, double Humans, double Unknown, Duration Patience, double Ratings);

/// <summary>
/// What agents do: how many there are and chats at once, handling time, time to look at an offer, shares of offers that are declined
/// and that are let pass, and how often in an hour one loses the connection or takes a break, and for how long.
/// </summary>
public sealed record AgentHabits(
    int Count, int Capacity, Duration Handling, Duration Look, double Declines, double Ignores, double DisconnectsPerHour, Duration Away, double BreaksPerHour, Duration Break);

/// <summary>At a second of the run this share of the connected customers loses the connection, and each comes back at once.</summary>
public sealed record ReconnectStorm(double At, double Share);

public enum FleetAction { Join = 0, Leave = 1, Kill = 2 }

public sealed record FleetChange(double At, FleetAction Action, int Count);
