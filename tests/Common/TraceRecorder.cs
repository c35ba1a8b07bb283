using System.Collections.Concurrent;
using System.Diagnostics;

namespace Reception.Tests;

/// <summary>Records the spans of the traces that a test begins with it, and of no other: tests run at the same time.</summary>
internal sealed class TraceRecorder : IDisposable
{
    private readonly ConcurrentDictionary<ActivityTraceId, ConcurrentQueue<Activity>> _traces = new();
    private readonly ActivityListener _listener;

    public TraceRecorder()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name.StartsWith("Reception.", StringComparison.Ordinal) || source.Name == "Microsoft.Orleans.Application",
            Sample = (ref ActivityCreationOptions<ActivityContext> options) => _traces.ContainsKey(options.TraceId) ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
            ActivityStopped = activity =>
            {
                if (_traces.TryGetValue(activity.TraceId, out var trace)) trace.Enqueue(activity);
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>A trace of the test's own; it is the current span until it is disposed.</summary>
    public Activity Begin()
    {
        Activity.Current = null;
        var root = new Activity("test") { ActivityTraceFlags = ActivityTraceFlags.Recorded }.SetIdFormat(ActivityIdFormat.W3C).Start();
        _traces[root.TraceId] = new();
        return root;
    }

    /// <summary>What has ended of the trace so far.</summary>
    public IReadOnlyList<Activity> Spans(Activity root) => [.. _traces[root.TraceId]];

    public void Dispose() => _listener.Dispose();
}
