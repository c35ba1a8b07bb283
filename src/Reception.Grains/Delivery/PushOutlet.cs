using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Reception.Contracts.Gateways;

namespace Reception.Grains.Delivery;

/// <summary>What became of a push. It was a hint either way: what is not confirmed is pushed again.</summary>
internal enum PushOutcome
{
    /// <summary>The gateway took it.</summary>
    Delivered = 0,
    /// <summary>Not now: too much waits for this gateway, or it did not answer in time.</summary>
    Dropped = 1,
    /// <summary>The gateway has not answered for <see cref="GatewayLine.GoneAfter"/>: its sessions are not worth a call any more.</summary>
    Gone = 2,
}

/// <summary>
/// This silo's way to the gateways, for all grains: one line each, so that a gateway gets one call with what is due for its many
/// sessions, however many grains push at once. Beyond <see cref="MostLines"/> lines those that have been idle for a while are forgotten.
/// </summary>
internal sealed class PushOutlet(IGrainFactory grains, DeliveryInstruments instruments, TimeProvider time, ILogger<PushOutlet> log)
{
    public const int MostLines = 256;
    private static readonly Task<PushOutcome> Nowhere = Task.FromResult(PushOutcome.Gone);
    private readonly ConcurrentDictionary<string, GatewayLine> _lines = new(StringComparer.Ordinal);

    /// <summary>Pushes that wait or are under way.</summary>
    public int Waiting => _lines.Values.Sum(line => line.Waiting);

    /// <summary>Takes the pushes; the task says what became of them and never fails. Safe for concurrent use.</summary>
    public Task<PushOutcome> SendAsync(string gateway, SessionPush[] pushes)
    {
        if (Activity.Current is { Recorded: true, Id: { } trace }) pushes = [.. pushes.Select(push => push with { Trace = trace })];
        if (_lines.TryGetValue(gateway, out var line)) return line.SendAsync(pushes);
        if (_lines.Count >= MostLines) ForgetIdle();
        return GrainId.TryParse(gateway, out var id) ? _lines.GetOrAdd(gateway, Open, id).SendAsync(pushes) : Nowhere;
    }

    private GatewayLine Open(string gateway, GrainId id)
    {
        var observer = grains.GetGrain<IGatewayObserver>(id);
        return new GatewayLine(gateway, observer.PushAsync, instruments, time, log);
    }

    private void ForgetIdle()
    {
        var now = time.GetUtcNow();
        foreach (var (gateway, line) in _lines)
        {
            if (line.IsIdleAt(now)) _lines.TryRemove(gateway, out _);
        }
    }
}
