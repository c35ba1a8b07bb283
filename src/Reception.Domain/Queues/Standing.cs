using Reception.Contracts.Ids;

namespace Reception.Domain.Queues;

/// <summary>How the agents stand to one signature, counted by class and not by agent.</summary>
/// <param name="Fit">Routable agents who fit.</param>
/// <param name="Free">Those of them with room, also those kept for other work.</param>
/// <param name="Kept">Those with room who are kept for other work.</param>
/// <param name="NotLent">Routable agents who would fit if their home lent them.</param>
/// <param name="MostCapacity">The largest capacity of those who fit.</param>
/// <param name="Missing">What the nearest routable agents lack: each alone where some lack one thing only (at most three), else all together.</param>
/// <param name="Nearest">The same in words, with how many they are.</param>
internal sealed record Standing(int Fit, int Free, int Kept, int NotLent, int MostCapacity, string[] Missing, string Nearest)
{
    private const int MostMissing = 3;

    /// <summary>Classes beyond these are not asked what they lack.</summary>
    private const int MostClasses = 200;

    public static Standing Of(WorkSignature signature, IReadOnlyCollection<AgentClass> all, ShopId shop)
    {
        var (free, kept, notLent, most) = (0, 0, 0, 0);
        foreach (var agents in signature.Classes)
        {
            if (agents.Listed.Count == 0) continue;
            if (!agents.IsOpen)
            {
                notLent += agents.Listed.Count;
                continue;
            }
            free += agents.WithFree(signature.Weight);
            kept += agents.KeptWithFree(signature.Weight);
            most = Math.Max(most, agents.Capacity);
        }
        var (missing, nearest) = NearestOf(signature, all, shop);
        return new Standing(signature.FitCount, free, kept, notLent, most, missing, nearest);
    }

    /// <summary>Those who lack the fewest things would serve it first; who lack the same are counted together.</summary>
    private static (string[] Missing, string Words) NearestOf(WorkSignature signature, IReadOnlyCollection<AgentClass> all, ShopId shop)
    {
        var groups = all.Where(a => a.Listed.Count > 0 && !signature.Fits(a)).Take(MostClasses)
            .Select(a => (Lacks: signature.Asked.Lacks(a.Traits, shop).ToArray(), Agents: a.Listed.Count))
            .GroupBy(c => string.Join(" and ", c.Lacks), StringComparer.Ordinal)
            .Select(g => (g.Key, g.First().Lacks, Agents: g.Sum(c => c.Agents)))
            .OrderBy(g => g.Lacks.Length).ThenByDescending(g => g.Agents).ThenBy(g => g.Key, StringComparer.Ordinal)
            .ToArray();
        var shown = groups.Length > 0 && groups[0].Lacks.Length == 1 ? groups.TakeWhile(g => g.Lacks.Length == 1).Take(MostMissing).ToArray() : [.. groups.Take(1)];
        var words = string.Join(", ", shown.Select((g, i) => $"{g.Agents}{(i == 0 ? " would" : "")} but for {g.Key}"));
        return ([.. shown.SelectMany(g => g.Lacks)], words);
    }
}
