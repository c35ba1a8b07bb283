using Reception.Contracts.Routing;
using Reception.Contracts.Shops;

namespace Reception.Domain.Simulation;

/// <summary>
/// One step of a queue: how many were still in line when it took force, and how many of them were answered, gave up or were sent on before
/// the next one did; of the answered, how many by lent agents and by all hands. The first line (after 0 s) is the queue before any step.
/// </summary>
public sealed record StepFigures(string Name, int AfterSeconds, int Reached, int Answered, int GaveUp, int SentOn, int ByLent, int ByAllHands)
{
    internal static IReadOnlyList<StepFigures> Of(QueuePolicy queue, IReadOnlyCollection<WaitRecord> waits)
    {
        var steps = queue.Rules?.Steps ?? [];
        var begins = new List<(string Name, int After)> { ("own agents", 0) };
        begins.AddRange(steps.Select((step, i) => (step.Name ?? $"step {i + 1}", step.AfterSeconds)));
        return [.. begins.Select((begin, i) => One(begin.Name, begin.After, i + 1 < begins.Count ? begins[i + 1].After : double.PositiveInfinity, i == 0, waits))];
    }

    private static StepFigures One(string name, int after, double until, bool isFirst, IReadOnlyCollection<WaitRecord> waits)
    {
        var ended = waits.Where(w => (isFirst || w.Wait >= after) && w.Wait < until).ToArray();
        var answered = ended.Where(w => w.End == WaitEnd.Answered).ToArray();
        return new StepFigures(name, after, isFirst ? waits.Count : waits.Count(w => w.Wait >= after), answered.Length,
            ended.Count(w => w.End == WaitEnd.GaveUp), ended.Count(w => w.End == WaitEnd.SentOn),
            answered.Count(w => w.Role == QueueRole.Lent), answered.Count(w => w.Role == QueueRole.AllHands));
    }
}
