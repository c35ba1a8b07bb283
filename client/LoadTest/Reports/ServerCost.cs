using Reception.LoadTest.Measures;

namespace Reception.LoadTest.Reports;

/// <summary>Processor seconds from samples that only grow. A process that was restarted, or joined later, counts from its first sample on.</summary>
internal static class ServerCost
{
    /// <summary>What is not of any part that a process tells.</summary>
    public const string Rest = "other";

    /// <summary>Parts, where any process tells them; else processes. The load processes' own cost is the clients', never in it.</summary>
    public static IReadOnlyList<string> Names(IEnumerable<Slot> slots)
    {
        var servers = slots.SelectMany(slot => slot.Servers).Where(IsServer).ToList();
        var parts = servers.SelectMany(server => server.Parts.Keys).Distinct().Order(StringComparer.Ordinal).ToList();
        return parts.Count > 0 ? [.. parts, Rest] : [.. servers.Select(server => server.Process).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>What was spent after <paramref name="before"/> until the last of the slots.</summary>
    public static IReadOnlyDictionary<string, double> Between(Slot before, IReadOnlyList<Slot> slots)
    {
        var cost = new Dictionary<string, double>(StringComparer.Ordinal);
        var hasParts = slots.Prepend(before).SelectMany(slot => slot.Servers).Any(server => server.Parts.Count > 0);
        var last = before.Servers.GroupBy(server => server.Process).ToDictionary(samples => samples.Key, samples => samples.Last(), StringComparer.Ordinal);
        foreach (var slot in slots)
        {
            foreach (var now in slot.Servers.Where(IsServer))
            {
                var was = last.GetValueOrDefault(now.Process);
                last[now.Process] = now;
                if (was is null || now.Cpu < was.Cpu) continue;
                var (spent, known) = (now.Cpu - was.Cpu, 0.0);
                foreach (var (part, seconds) in now.Parts)
                {
                    var own = Math.Max(0, seconds - was.Parts.GetValueOrDefault(part));
                    known += own;
                    cost[part] = cost.GetValueOrDefault(part) + own;
                }
                var rest = hasParts ? Rest : now.Process;
                cost[rest] = cost.GetValueOrDefault(rest) + Math.Max(0, spent - known);
            }
        }
        return cost;
    }

    /// <summary>All processor seconds of a run by name.</summary>
    public static IReadOnlyDictionary<string, double> Of(IReadOnlyList<Slot> slots) => slots.Count < 2 ? new Dictionary<string, double>() : Between(slots[0], [.. slots.Skip(1)]);

    /// <summary>All processor seconds of the load processes.</summary>
    public static double OfLoad(IReadOnlyList<Slot> slots) => slots.SelectMany(slot => slot.Servers).Where(sample => !IsServer(sample)).GroupBy(sample => sample.Process).Sum(process => process.Max(sample => sample.Cpu) - process.Min(sample => sample.Cpu));

    /// <summary>A load process is called load, load-2 …</summary>
    public static bool IsServer(ServerSample sample) => !sample.Process.StartsWith("load", StringComparison.Ordinal);
}
