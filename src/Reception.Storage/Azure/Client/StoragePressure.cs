using Azure.Core;
using Azure.Core.Pipeline;

namespace Reception.Storage.Azure.Client;

/// <summary>
/// Whether Azure asks for less: 429 and 503 are counted (<c>reception.storage.throttled</c>), and <see cref="IsThrottled"/> is true for
/// <see cref="Lasts"/> after the last one. The signal for admission: callers are told to come back rather than queued behind retries.
/// </summary>
public sealed class StoragePressure
{
    /// <summary>How long one refusal counts.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromSeconds(5);

    private readonly AzureStoreInstruments _instruments;
    private readonly TimeProvider _time;
    private long _last = long.MinValue;

    public StoragePressure(AzureStoreInstruments instruments, TimeProvider time)
    {
        (_instruments, _time) = (instruments, time);
        instruments.Observe(() => IsThrottled);
    }

    /// <summary>True within <see cref="Lasts"/> of a refusal.</summary>
    public bool IsThrottled => Interlocked.Read(ref _last) is var last && last != long.MinValue && _time.GetElapsedTime(last) < Lasts;

    /// <summary>Sees every try of every request.</summary>
    internal sealed class Policy(StoragePressure pressure) : HttpPipelineSynchronousPolicy
    {
        public override void OnReceivedResponse(HttpMessage message)
        {
            pressure._instruments.OnRequest();
            if (!message.HasResponse || message.Response.Status is not (429 or 503)) return;
            pressure._instruments.OnThrottled();
            Interlocked.Exchange(ref pressure._last, pressure._time.GetTimestamp());
        }
    }
}
