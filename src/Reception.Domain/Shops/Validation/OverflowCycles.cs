using Reception.Contracts.Shops;

namespace Reception.Domain.Shops;

/// <summary>
/// Work that overflows must come to rest: the queues that steps and limits send it to form no circle. Depth-first search, each queue and
/// each edge once; a circle is told once, with the queues on it. (Two queues may well lend to each other: lent agents stay where they are.)
/// </summary>
internal static class OverflowCycles
{
    public static void Check(PolicyErrors errors, QueuePolicy[] queues, string path = "queues")
    {
        var next = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var queue in queues.Where(q => q.Name is not null)) next.TryAdd(queue.Name, Targets(queue));
        var done = new HashSet<string>(StringComparer.Ordinal);
        var way = new List<string>();
        foreach (var queue in next.Keys) Visit(queue);

        void Visit(string queue)
        {
            var at = way.IndexOf(queue);
            if (at >= 0 && way.Count - at > 1) errors.Check(false, path, $"work would overflow for ever: {string.Join(" → ", way.Skip(at))} → {queue}");
            if (at >= 0 || !next.TryGetValue(queue, out var targets) || !done.Add(queue)) return;
            way.Add(queue);
            foreach (var target in targets) Visit(target);
            way.RemoveAt(way.Count - 1);
        }
    }

    private static string[] Targets(QueuePolicy queue)
    {
        var steps = (queue.Rules?.Steps ?? []).Take(QueueRulesCheck.MaxSteps).Select(step => step?.OverflowTo);
        return [.. steps.Append(queue.Rules?.Limits?.OverflowTo).OfType<string>().Distinct(StringComparer.Ordinal)];
    }
}
