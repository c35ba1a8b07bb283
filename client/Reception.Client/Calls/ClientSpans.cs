using System.Diagnostics;

namespace Reception.Client.Calls;

/// <summary>Spans of a session: one around each step of its lane, which runs after what asked for it has returned, and one where a push arrives.</summary>
internal static class ClientSpans
{
    public static readonly ActivitySource Source = new("Reception.Client");

    private const int MostLinks = 64;

    /// <summary>The span that asks for a step; null while nobody listens.</summary>
    public static Activity? Current => Source.HasListeners() ? Activity.Current : null;

    /// <summary>Continues the trace of whoever asked first and links those whose posts were merged into the step.</summary>
    public static Activity? StartStep(Activity? asked, IReadOnlyList<Activity>? merged)
    {
        if (!Source.HasListeners()) return null;
        Activity.Current = null; // a lane goes on in the flow of its first step, which is over
        return asked is null ? null : Source.StartActivity("session call", ActivityKind.Internal, asked.Context, tags: null, merged?.Take(MostLinks).Select(other => new ActivityLink(other.Context)));
    }

    /// <summary>Continues the trace that a push was made in.</summary>
    public static Activity? StartPush(string? trace) =>
        trace is not null && Source.HasListeners() && ActivityContext.TryParse(trace, null, isRemote: true, out var parent) ? Source.StartActivity("push", ActivityKind.Consumer, parent) : null;
}
