using System.Diagnostics.Metrics;
using Azure.Core;
using Azure.Core.Pipeline;
using Reception.Storage.Journal;

namespace Reception.Storage.Azure.Client;

/// <summary>
/// Whether Azure asks for less: 429 and 503 are counted (<c>reception.storage.throttled</c>), and <see cref="IsThrottled"/> is true for
/// <see cref="Lasts"/> after the last one. The signal for admission: callers are told to come back rather than queued behind retries.
/// </summary>
public sealed class StoragePressure : IDisposable
{
    /// <summary>How long one refusal counts.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromSeconds(5);

    private readonly TimeProvider _time;
    private readonly Meter _meter;
    private readonly Counter<long> _throttled;
    private readonly Counter<long> _requests;
    private long _last = long.MinValue;

    public StoragePressure(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        _meter = meters.Create(JournalInstruments.MeterName);
        _requests = _meter.CreateCounter<long>("reception.storage.requests", "{request}", "Requests sent to the storage accounts, each try.");
        _throttled = _meter.CreateCounter<long>("reception.storage.throttled", "{request}", "Requests refused with 429 or 503.");
        _meter.CreateObservableGauge("reception.storage.pressure", () => IsThrottled ? 1 : 0, description: "1 while the storage accounts ask for less.");
    }

    /// <summary>True within <see cref="Lasts"/> of a refusal.</summary>
    public bool IsThrottled => Interlocked.Read(ref _last) is var last && last != long.MinValue && _time.GetElapsedTime(last) < Lasts;

    public void Dispose() => _meter.Dispose();

    /// <summary>Sees every try of every request.</summary>
    internal sealed class Policy(StoragePressure pressure) : HttpPipelineSynchronousPolicy
    {
        public override void OnReceivedResponse(HttpMessage message)
        {
            pressure._requests.Add(1);
            if (!message.HasResponse || message.Response.Status is not (429 or 503)) return;
            pressure._throttled.Add(1);
            Interlocked.Exchange(ref pressure._last, pressure._time.GetTimestamp());
        }
    }
}
