namespace Reception.Domain.Simulation;

/// <summary>The floor at one moment: seconds from the start, works in line, busy and staffed weight.</summary>
public readonly record struct LoadSample(double At, int InLine, int Busy, int Staffed);

/// <summary>
/// What one run brought: every wait, and the load by spans. Waits are in the order in which they ended.
/// </summary>
public sealed record SimulationRun(Scenario Scenario, IReadOnlyList<WaitRecord> Waits, IReadOnlyList<LoadSample> Samples, IReadOnlyList<(double Busy, double Staffed)> Load)
{
    /// <summary>The waits that count: of those who came after the warm-up.</summary>
    public IEnumerable<WaitRecord> Counted => Waits.Where(w => w.Arrival >= Scenario.WarmUp.TotalSeconds);

    /// <summary>The whole shop.</summary>
    public WaitFigures All(double withinSeconds) => WaitFigures.Of(Counted, withinSeconds);

    /// <summary>Those who came to a queue first; seconds for the service level null: its target.</summary>
    public WaitFigures OfQueue(int queue, double? withinSeconds = null) =>
        WaitFigures.Of(Counted.Where(w => w.First == queue), withinSeconds ?? Scenario.Policy.Queues[queue].TargetSeconds);

    /// <summary>Those who came within a span of the load.</summary>
    public WaitFigures OfSpan(int span, double withinSeconds)
    {
        var length = Scenario.Length.TotalSeconds / Load.Count;
        return WaitFigures.Of(Counted.Where(w => w.Arrival >= span * length && w.Arrival < (span + 1) * length), withinSeconds);
    }

    /// <summary>Busy weight / staffed weight; works of agents who stay after their shift count as staffed.</summary>
    public double Occupancy => Load.Sum(l => l.Staffed) is > 0 and var staffed ? Load.Sum(l => l.Busy) / staffed : 0;

    /// <summary>How far each step of a queue widened the circle.</summary>
    public IReadOnlyList<StepFigures> Steps(int queue) => StepFigures.Of(Scenario.Policy.Queues[queue], [.. Counted.Where(w => w.Last == queue)]);
}
