using System.Collections.Concurrent;
using System.Diagnostics;
using Orleans.Conformance.Infrastructure;

namespace Orleans.Conformance.Traces;

/// <summary>A silo and a client that pass spans on, and a listener that records the traces that a test begins and no other.</summary>
public sealed class TraceSilo : TestSilo
{
    private readonly ConcurrentDictionary<ActivityTraceId, ConcurrentQueue<Activity>> _traces = new();
    private readonly ActivityListener _listener;

    public TraceSilo()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name is "Microsoft.Orleans.Application" or "Microsoft.Orleans.Runtime",
            Sample = (ref ActivityCreationOptions<ActivityContext> options) => _traces.ContainsKey(options.TraceId) ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
            ActivityStopped = activity =>
            {
                if (_traces.TryGetValue(activity.TraceId, out var trace)) trace.Enqueue(activity);
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public IClusterClient Client { get; private set; } = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Client = await ConnectAsync(static client => client.AddActivityPropagation());
    }

    /// <summary>Begins a trace of the test's own.</summary>
    internal Activity Begin()
    {
        var root = new Activity("test").SetIdFormat(ActivityIdFormat.W3C);
        root.ActivityTraceFlags = ActivityTraceFlags.Recorded;
        root.Start();
        _traces[root.TraceId] = new();
        return root;
    }

    /// <summary>The spans of the runtime in this trace, when so many have ended, in the order of their beginnings.</summary>
    internal async Task<Activity[]> SpansAsync(Activity root, int count)
    {
        await Wait.Until(() => _traces[root.TraceId].Count >= count);
        return [.. _traces[root.TraceId].OrderBy(activity => activity.StartTimeUtc)];
    }

    protected override void Configure(ISiloBuilder silo) => silo.AddActivityPropagation();
}
