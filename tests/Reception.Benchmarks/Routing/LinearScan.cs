using Reception.Contracts.Ids;
using Reception.Contracts.Queues;
using Reception.Domain.Queues;

namespace Reception.Benchmarks.Routing;

/// <summary>The same questions answered by looking at everything, with what is asked worked out beforehand: what an index has to beat.</summary>
internal sealed class LinearScan(QueueScene scene)
{
    private static readonly ShopId Shop = new("shop");
    private readonly (WaitingWork Work, AskedOf Asked)[] _works = Compile(scene.Works);

    /// <summary>The first work that the agent fits.</summary>
    public object? WorkFor(int agent)
    {
        var traits = scene.Agents[agent].Traits;
        WaitingWork? first = null;
        foreach (var (work, asked) in _works)
        {
            if ((first is null || work.DueTime < first.DueTime) && asked.Fits(traits, Shop)) first = work;
        }
        return first;
    }

    /// <summary>The last agent in order who fits the work: as long a way as when nobody is free.</summary>
    public object? AgentFor(int work)
    {
        var asked = _works[work].Asked;
        object? found = null;
        foreach (var (id, traits) in scene.Agents)
        {
            if (asked.Fits(traits, Shop)) found = traits;
        }
        return found;
    }

    /// <summary>In no useful order: a scan may not rely on one.</summary>
    private static (WaitingWork, AskedOf)[] Compile(IEnumerable<WaitingWork> works)
    {
        var rules = QueueRulebook.Default;
        var all = works.Select(w => (w, rules.AskedAt(w.Request, w.Topic, TimeSpan.Zero))).ToArray();
        Array.Reverse(all);
        return all;
    }
}
