using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace Reception.Grains.Tests.Metrics;

/// <summary>Listens to the meters of one container and adds up what it hears, by instrument and labels.</summary>
internal sealed class Counted : IDisposable
{
    private readonly ConcurrentDictionary<string, double> _sums = new();
    private readonly MeterListener _listener = new();

    public Counted(IServiceProvider services) : this(services.GetRequiredService<IMeterFactory>())
    {
    }

    public Counted(IMeterFactory meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, meters)) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>The sum, as <c>name{value,value}</c> with the values of the labels in the order given; 0 for what was not heard.</summary>
    public double this[string series] => _sums.GetValueOrDefault(series);

    /// <summary>What observable instruments say now, alone: sums of them mean nothing.</summary>
    public double Observe(string series)
    {
        _sums.TryRemove(series, out _);
        _listener.RecordObservableInstruments();
        return this[series];
    }

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var series = tags.Length == 0 ? instrument.Name : $"{instrument.Name}{{{string.Join(',', tags.ToArray().Select(tag => tag.Value))}}}";
        _sums.AddOrUpdate(series, value, (_, sum) => sum + value);
    }
}
