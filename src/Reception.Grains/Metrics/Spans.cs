using System.Diagnostics;

namespace Reception.Grains.Metrics;

/// <summary>
/// The spans of the grains, between those that the runtime makes around calls. Nothing is made, not even a tag, while nobody listens. No span carries what
/// customers wrote.
/// </summary>
internal static class Spans
{
    public static readonly ActivitySource Source = new("Reception.Grains");

    /// <summary>The most links of one span.</summary>
    public const int MostLinks = 64;

    /// <summary>
    /// One span for what belongs to several traces: it continues the first and links the others. Null when none of them is recorded.
    /// </summary>
    public static Activity? StartShared(string name, ActivityKind kind, IEnumerable<string?> traces)
    {
        if (!Source.HasListeners()) return null;
        ActivityContext? parent = null;
        List<ActivityLink>? links = null;
        foreach (var trace in traces)
        {
            if (trace is null || !ActivityContext.TryParse(trace, null, isRemote: true, out var context) || context == parent) continue;
            if (parent is null) parent = context;
            else if ((links ??= []).Count < MostLinks) links.Add(new ActivityLink(context));
        }
        return parent is { } first ? Source.StartActivity(name, kind, first, tags: null, links) : null;
    }
}
