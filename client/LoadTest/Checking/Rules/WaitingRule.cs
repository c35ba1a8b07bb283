using Reception.LoadTest.Checking.Histories;
using Reception.LoadTest.Checking.Stored;

namespace Reception.LoadTest.Checking.Rules;

/// <summary>
/// Work conservation at the end of the run: nothing has been waiting for longer than the quiet time that an agent present since then could
/// serve, unless policy says so: he refused it, he is being asked about something, it waits for the agent it had before, or it is kept back by heavier work of the same queue.
/// </summary>
internal sealed class WaitingRule
{
    public const string Name = "waiting";
    private readonly Findings _findings;
    private readonly Dictionary<string, long?> _presentSince = new(StringComparer.Ordinal);

    public WaitingRule(Findings findings)
    {
        _findings = findings;
        findings.Open(Name, "at the end nothing waits that an agent who is present has room for");
    }

    public void OnAct(in AgentAct act)
    {
        if (act.Kind == ActKind.Present) _presentSince[act.Agent] = act.At.UtcTicks;
        else if (act.Kind == ActKind.Away) _presentSince[act.Agent] = null;
    }

    /// <param name="end">The end of the run, UTC ticks.</param>
    /// <param name="quiet">What is younger than this may still be under way.</param>
    public void Check(QueueStays queues, IReadOnlyList<StoredAgent> agents, IReadOnlyDictionary<string, int> loads, long end, TimeSpan quiet)
    {
        var asked = queues.Offers.Where(offer => offer.Until == long.MaxValue).SelectMany(offer => new[] { offer.Agent, offer.Work }).ToHashSet(StringComparer.Ordinal);
        foreach (var agent in agents)
        {
            if (_presentSince.GetValueOrDefault(agent.Id) is not { } since || since > end - quiet.Ticks || asked.Contains(agent.Id)) continue;
            foreach (var stay in queues.Open.Where(stay => agent.Queues.Contains(stay.Queue)))
            {
                _findings.Look(Name);
                var free = agent.Capacity - loads.GetValueOrDefault(agent.Id);
                if (stay.Entered > end - quiet.Ticks || free < stay.Weight || asked.Contains(stay.Thread.Key) || queues.Refused.Contains((agent.Id, stay.Thread.Key))) continue;
                if (stay.Wait.Preferred is { } preferred && preferred != agent.Id && stay.Wait.PreferredUntil > end) continue;
                if (stay.Wait.Demands.Contains("skills", StringComparison.Ordinal) || stay.Wait.Demands.Contains("selectors", StringComparison.Ordinal)) continue;
                if (queues.Open.Any(other => other.Queue == stay.Queue && other.Weight > stay.Weight)) continue;
                _findings.Add(Name, stay.Thread.Key, $"waits in {stay.Queue} since {new DateTimeOffset(stay.Entered, TimeSpan.Zero):O} (weight {stay.Weight}) while {agent.Id} has {free} of {agent.Capacity} free");
            }
        }
    }
}
