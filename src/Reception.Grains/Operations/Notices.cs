using Microsoft.Extensions.Logging;

namespace Reception.Grains.Operations;

/// <summary>
/// Calls that a turn starts and does not await, repeated with back-off until they return. They run on the grain's own scheduler,
/// between turns, and may therefore touch other grains and ids only, never the grain's state. Bounded: at most <see cref="Capacity"/>
/// at a time and <see cref="Attempts"/> tries each (about two minutes); what is given up is found again by a Sweeper.
/// A key that is already under way is not started again: keys carry the epoch or version they speak of.
/// </summary>
internal sealed partial class Notices(TimeProvider time, ILogger log)
{
    public const int Capacity = 64;
    public const int Attempts = 12;
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(20);

    private readonly Dictionary<string, Task> _running = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stop = new();

    public int Running => _running.Count;

    public void Start(string key, Func<Task> tell, int attempts = Attempts)
    {
        if (_running.ContainsKey(key) || _stop.IsCancellationRequested) return;
        if (_running.Count >= Capacity)
        {
            LogDropped(key);
            return;
        }
        var running = RepeatAsync(key, tell, attempts);
        if (!running.IsCompleted) _running[key] = running;
    }

    /// <summary>No more tries; what is in flight ends by itself.</summary>
    public void Stop() => _stop.Cancel();

    /// <summary>What is under way, for tests and a graceful stop.</summary>
    public Task WhenAllAsync() => Task.WhenAll(_running.Values.ToArray());

    private async Task RepeatAsync(string key, Func<Task> tell, int attempts)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await tell();
                break;
            }
            catch (Exception e) when (attempt < attempts && !_stop.IsCancellationRequested)
            {
                LogRepeated(e, key, attempt);
            }
            catch (Exception e)
            {
                LogGivenUp(e, key, attempt);
                break;
            }
            if (!await PauseAsync(attempt)) break;
        }
        _running.Remove(key);
    }

    private async Task<bool> PauseAsync(int attempt)
    {
        var pause = TimeSpan.FromMilliseconds(Math.Min(LongestPause.TotalMilliseconds, 50 * Math.Pow(2, attempt)));
        await Task.Delay(pause, time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        return !_stop.IsCancellationRequested;
    }
}
