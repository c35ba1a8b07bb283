using System.Diagnostics;
using Reception.Contracts.Ids;
using Reception.Grains.Metrics;

namespace Reception.Grains.Queues;

/// <summary>
/// Which trace brought a work into the queue, for works that wait and are recorded. An offer may come minutes later, out of an agent's call: it belongs to
/// the trace of the customer who waits and links what made it possible.
/// </summary>
internal sealed class WaitingTraces
{
    private Dictionary<ConversationId, ActivityContext>? _traces;

    public void OnEntered(ConversationId work)
    {
        if (Activity.Current is { Recorded: true } now) (_traces ??= [])[work] = now.Context;
    }

    public void OnLeft(ConversationId work) => _traces?.Remove(work);

    /// <summary>Null when the work's trace is not recorded.</summary>
    public Activity? StartOffer(ConversationId work)
    {
        if (_traces is null || !_traces.TryGetValue(work, out var waiting)) return null;
        ActivityLink[]? links = Activity.Current is { } cause && cause.TraceId != waiting.TraceId ? [new(cause.Context)] : null;
        return Spans.Source.StartActivity("offer", ActivityKind.Internal, waiting, tags: null, links);
    }
}
