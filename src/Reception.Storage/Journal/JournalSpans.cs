using System.Diagnostics;
using Reception.Storage.Sqlite;

namespace Reception.Storage.Journal;

/// <summary>The span of a group commit. It belongs to all its writes: it continues the trace of the first that is recorded and links the others.</summary>
internal static class JournalSpans
{
    public static readonly ActivitySource Source = new("Reception.Storage");

    private const int MostLinks = 64;

    /// <summary>The span that a write is made in; null while nobody listens.</summary>
    public static Activity? Current => Source.HasListeners() ? Activity.Current : null;

    /// <summary>Null when no write of the batch is recorded.</summary>
    public static Activity? StartCommit(List<StoreWrite> batch)
    {
        if (!Source.HasListeners()) return null;
        Activity? parent = null;
        List<ActivityLink>? links = null;
        foreach (var write in batch)
        {
            if (write.Trace is not { Recorded: true } trace) continue;
            if (parent is null) parent = trace;
            else if ((links ??= []).Count < MostLinks) links.Add(new ActivityLink(trace.Context));
        }
        return parent is null ? null : Source.StartActivity("commit", ActivityKind.Internal, parent.Context, tags: null, links)?.SetTag("reception.writes", batch.Count);
    }
}
