using Reception.Contracts.Ids;

namespace Reception.Domain.Queues;

/// <summary>How the agents stand to one signature, counted by class and not by agent.</summary>
/// <param name="Fit">Routable agents who fit.</param>
/// <param name="Free">Those of them with room, also those kept for other work.</param>
/// <param name="Kept">Those with room who are kept for other work.</param>
/// <param name="NotLent">Routable agents who would fit if their home lent them.</param>
/// <param name="MostCapacity">The largest capacity of those who fit.</param>
/// <param name="Missing">What keeps the most routable agents out, at most three.</param>
internal sealed record Standing(int Fit, int Free, int Kept, int NotLent, int MostCapacity, string[] Missing)
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
        return new Standing(signature.FitCount, free, kept, notLent, most, MissingOf(signature, all, shop));
    }

    private static string[] MissingOf(WorkSignature signature, IReadOnlyCollection<AgentClass> all, ShopId shop)
    {
        var kept = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var agents in all.Where(a => a.Listed.Count > 0 && !signature.Fits(a)).Take(MostClasses))
        {
            foreach (var lack in signature.Asked.Lacks(agents.Traits, shop)) kept[lack] = kept.GetValueOrDefault(lack) + agents.Listed.Count;
        }
        return [.. kept.OrderByDescending(k => k.Value).ThenBy(k => k.Key, StringComparer.Ordinal).Take(MostMissing).Select(k => k.Key)];
    }
}
