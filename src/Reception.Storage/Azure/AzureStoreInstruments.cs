using System.Diagnostics.Metrics;
using Reception.Storage.Azure.Journal;
using Reception.Storage.Journal;

namespace Reception.Storage.Azure;

/// <summary>What the store on Azure Storage says of itself, on the meter <c>Reception.Storage</c> beside the journal's.</summary>
public sealed class AzureStoreInstruments : IDisposable
{
    private readonly Meter _meter;
    private readonly Counter<long> _requests;
    private readonly Counter<long> _throttled;
    private readonly Counter<long> _damages;
    private Func<bool> _isThrottled = static () => false;

    public AzureStoreInstruments(IMeterFactory meters)
    {
        _meter = meters.Create(JournalInstruments.MeterName);
        _requests = _meter.CreateCounter<long>("reception.storage.requests", "{request}", "Requests sent to storage accounts, each try.");
        _throttled = _meter.CreateCounter<long>("reception.storage.throttled", "{request}", "Requests that storage accounts refused with 429 or 503.");
        _damages = _meter.CreateCounter<long>("reception.journal.damages", "{find}", "Stored bytes found damaged or missing.");
        _meter.CreateObservableGauge("reception.storage.pressure", () => _isThrottled() ? 1 : 0, "{level}", "1 while storage accounts ask for less.");
    }

    public void Dispose() => _meter.Dispose();

    internal void OnRequest() => _requests.Add(1);

    internal void OnThrottled() => _throttled.Add(1);

    internal void OnDamage(DamageKind kind) => _damages.Add(1, new KeyValuePair<string, object?>("kind", kind.ToString()));

    internal void Observe(Func<bool> isThrottled) => _isThrottled = isThrottled;
}
