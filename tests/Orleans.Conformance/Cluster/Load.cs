using System.Collections.Concurrent;
using Orleans.Conformance.Infrastructure;

namespace Orleans.Conformance.Cluster;

/// <summary>Callers that go on calling a hundred grains, one call after the other, and write down what fails.</summary>
internal sealed class Load : IDisposable
{
    private const int Callers = 8;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<Exception> _failures = new();
    private readonly Task _callers;
    private int _calls;

    public Load(IGrainFactory grains) => _callers = Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(() => CallAsync(grains, caller))));

    /// <summary>Returns when so many more calls have been made.</summary>
    public Task PassAsync(int calls)
    {
        var until = Volatile.Read(ref _calls) + calls;
        return Wait.Until(() => Volatile.Read(ref _calls) >= until);
    }

    /// <summary>Ends the calls; what failed.</summary>
    public async Task<Exception[]> StopAsync()
    {
        await _stop.CancelAsync();
        await _callers.Within();
        return [.. _failures];
    }

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    private async Task CallAsync(IGrainFactory grains, int caller)
    {
        for (var i = caller; !_stop.IsCancellationRequested; i += Callers)
        {
            try
            {
                await grains.GetGrain<ITravellerGrain>($"load-{i % 100}").CountAsync();
            }
            catch (Exception exception)
            {
                _failures.Enqueue(exception);
            }

            Interlocked.Increment(ref _calls);
        }
    }
}

/// <summary>What came of a call that may fail.</summary>
internal static class Outcome
{
    /// <summary>The answer, or the exception's type.</summary>
    public static async Task<string> OfAsync(Task<string> call)
    {
        try
        {
            return await call.Within();
        }
        catch (Exception exception)
        {
            return exception.GetType().Name;
        }
    }
}
