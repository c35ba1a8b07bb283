using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Application.Of.Orleans;
using Orleans.Conformance.Calls;
using Orleans.Conformance.Infrastructure;

namespace Orleans.Conformance.Hosting;

public sealed class TelemetryTests(TelemetrySilo silo) : IClassFixture<TelemetrySilo>
{
    [Theory]
    [InlineData("orleans-catalog-activation-created")]
    [InlineData("orleans-catalog-activations")]
    public async Task Meter_AfterAnActivation_Counts(string instrument)
    {
        using var meter = new Listening(instrument);
        await silo.Grains.GetGrain<ICounterGrain>(Wait.Key()).IncrementAsync();
        await Wait.Until(() => meter.Sum() > 0);
    }

    [Fact]
    public async Task Meter_AfterATimeout_CountsIt()
    {
        using var meter = new Listening("orleans-app-requests-timedout");
        var key = Wait.Key();
        await Assert.ThrowsAsync<TimeoutException>(() => silo.Grains.GetGrain<ISlowGrain>(key).HoldAsync());
        silo.Signals[key].Open();
        await Wait.Until(() => meter.Sum() > 0);
    }

    [Fact]
    public async Task Activities_WithPropagation_ClientAndServerAreOfOneTrace()
    {
        using var source = new ActivitySource("Orleans.Conformance");
        var seen = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = candidate => candidate.Name == "Microsoft.Orleans.Application" || candidate == source,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = seen.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        ActivityTraceId trace;
        using (var root = source.StartActivity("root"))
        {
            trace = root!.TraceId;
            Assert.Equal(trace.ToString(), await silo.Grains.GetGrain<ITracedGrain>(Wait.Key()).TraceAsync());
        }

        await Wait.Until(() => seen.Count(activity => activity.TraceId == trace) == 3);
        var ours = seen.Where(activity => activity.TraceId == trace && activity.Source != source).ToArray();
        Assert.Equal([ActivityKind.Server, ActivityKind.Client], ours.Select(activity => activity.Kind));
        Assert.Equal(ours[1].SpanId, ours[0].ParentSpanId);
        Assert.All(ours, activity => Assert.Equal("ITracedGrain/TraceAsync", activity.DisplayName));
    }

    /// <summary>Adds up what one instrument of Orleans' meter reports.</summary>
    private sealed class Listening : IDisposable
    {
        private readonly MeterListener _listener = new();
        private long _sum;

        public Listening(string instrument)
        {
            _listener.InstrumentPublished = (published, listener) =>
            {
                if (published.Meter.Name == "Microsoft.Orleans" && published.Name == instrument)
                    listener.EnableMeasurementEvents(published);
            };
            _listener.SetMeasurementEventCallback<int>((_, value, _, _) => Interlocked.Add(ref _sum, value));
            _listener.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref _sum, value));
            _listener.Start();
        }

        public long Sum()
        {
            _listener.RecordObservableInstruments();
            return Interlocked.Read(ref _sum);
        }

        public void Dispose() => _listener.Dispose();
    }
}

public sealed class TelemetrySilo : TestSilo
{
    protected override void Configure(ISiloBuilder silo) => silo.AddActivityPropagation();
}
