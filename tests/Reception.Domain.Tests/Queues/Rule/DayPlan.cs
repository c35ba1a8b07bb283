using Reception.Contracts.Agents;
using Reception.Contracts.Routing;

namespace Reception.Domain.Tests.Queues.Rule;

/// <summary>One thing that happens on a random day: what, and numbers that choose who and how much.</summary>
internal readonly record struct Move(int Kind, int A, int B, int C);

/// <summary>
/// A random day: the policy in the morning and after a change, the agents' traits, and the moves. The same plan plays the same day.
/// </summary>
/// <param name="MostWeight">Works weigh 1 to this.</param>
/// <param name="Late">Agents' words may come late.</param>
internal sealed record DayPlan(RuleBook Morning, RuleBook Afternoon, AgentTraits[] Traits, int[] Capacities, int MostWeight, bool Late, Move[] Moves)
{
    public override string ToString() =>
        $"""
        morning:   {RuleWords.Of(Morning)}
        afternoon: {RuleWords.Of(Afternoon)}
        agents:    {string.Join("; ", Traits.Select((t, i) => $"a{i}/{Capacities[i]} {RuleWords.Of(t)}"))}
        weights:   1 to {MostWeight}{(Late ? ", words may come late" : "")}
        """;
}
