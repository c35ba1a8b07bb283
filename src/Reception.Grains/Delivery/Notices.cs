using Microsoft.Extensions.Logging;

namespace Reception.Grains.Delivery;

/// <summary>
/// Calls that a turn starts and does not await, repeated with back-off until they return. They run on the grain's own scheduler,
/// between turns, and may therefore touch other grains and ids only, never the grain's state. Each carries a version or epoch, so that
/// the receiver can drop what is older than what it knows. At most <see cref="Attempts"/> tries (over two minutes); what is given up
/// is found again by a Sweeper or a comparison.
/// </summary>
internal sealed partial class Notices(TimeProvider time, ILogger log)
{
    /// <summary>Set in the request context of a notice: the only calls that may go leftwards in the order of calls.</summary>
    public const string Mark = "reception.notice";

    public const int Attempts = 50;
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(3);

    /// <summary>What is under way, by key, with the newest call to make under it.</summary>
    private readonly Dictionary<string, Func<Task>> _latest = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stop = new();

    /// <summary>How many keys are under way.</summary>
    public int Running => _latest.Count;

    /// <summary>Starts a notice; under a key that is under way already nothing is started: the key carries the epoch or version.</summary>
    public void Start(string key, Func<Task> tell, int attempts = Attempts)
    {
        if (!_stop.IsCancellationRequested && _latest.TryAdd(key, tell)) _ = RepeatAsync(key, attempts);
    }

    /// <summary>Starts a notice; under a key that is under way the newer call takes the place of the older one.</summary>
    public void Latest(string key, Func<Task> tell)
    {
        if (_latest.ContainsKey(key)) _latest[key] = tell;
        else Start(key, tell);
    }

    /// <summary>No more tries; what is in flight ends by itself.</summary>
    public void Stop() => _stop.Cancel();

    private async Task RepeatAsync(string key, int attempts)
    {
        RequestContext.Set(Mark, true);
        for (var attempt = 1; attempt <= attempts && _latest[key] is var tell; attempt++)
        {
            try
            {
                await tell();
                if (_latest[key] == tell) break;
                attempt = 0;
                continue;
            }
            catch (Exception e) when (attempt < attempts && !_stop.IsCancellationRequested)
            {
                LogRepeated(e, key, attempt);
            }
            catch (Exception e)
            {
                LogGivenUp(e, key, attempt);
            }
            if (!await PauseAsync(attempt)) break;
        }
        _latest.Remove(key);
    }

    private async Task<bool> PauseAsync(int attempt)
    {
        var pause = TimeSpan.FromMilliseconds(Math.Min(LongestPause.TotalMilliseconds, 50 * Math.Pow(2, Math.Min(attempt, 10))));
        await Task.Delay(pause, time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        return !_stop.IsCancellationRequested;
    }
}
