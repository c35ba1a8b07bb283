using Orleans.Conformance.Infrastructure;

namespace Orleans.Conformance.Calls;

public interface ICancellableGrain : IGrainWithStringKey
{
    /// <summary>Notes that it began, waits for its token, notes that it was cancelled, throws.</summary>
    Task WaitAsync(CancellationToken token);

    /// <summary>Passes its token on to another grain.</summary>
    Task PassOnAsync(string next, CancellationToken token);

    Task<bool> CanBeCancelledAsync(CancellationToken token = default);

    Task<int> AddAsync(int a, int b, CancellationToken token);

    Task<string> CancelAnotherAsync(string next);
}

internal sealed class CancellableGrain(Signals signals) : Grain, ICancellableGrain
{
    public async Task WaitAsync(CancellationToken token)
    {
        var signal = signals[this.GetPrimaryKeyString()];
        signal.Enter();
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
        }
        catch (OperationCanceledException)
        {
            signal.Note("cancelled");
            throw;
        }
    }

    public Task PassOnAsync(string next, CancellationToken token) =>
        GrainFactory.GetGrain<ICancellableGrain>(next).WaitAsync(token);

    public Task<bool> CanBeCancelledAsync(CancellationToken token) => Task.FromResult(token.IsCancellationRequested);

    public Task<int> AddAsync(int a, int b, CancellationToken token) => Task.FromResult(a + b);

    public async Task<string> CancelAnotherAsync(string next)
    {
        using var source = new CancellationTokenSource();
        var call = GrainFactory.GetGrain<ICancellableGrain>(next).WaitAsync(source.Token);
        await Wait.Until(() => signals[next].Entered == 1);
        await source.CancelAsync();
        try
        {
            await call;
            return "not cancelled";
        }
        catch (OperationCanceledException)
        {
            return "cancelled";
        }
    }
}
