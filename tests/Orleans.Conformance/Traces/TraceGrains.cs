using System.Diagnostics;

namespace Orleans.Conformance.Traces;

public interface ITraceGrain : IGrainWithStringKey
{
    /// <summary>The span that the grain runs in, as trace and span id; null: none.</summary>
    Task<string?> CurrentAsync();

    Task<string?> CurrentAfterAwaitAsync();

    Task<string?> CurrentOverAsync(string next);

    Task ThrowAsync();
}

public sealed class TraceGrain : Grain, ITraceGrain
{
    public Task<string?> CurrentAsync() => Task.FromResult(Activity.Current?.Id);

    public async Task<string?> CurrentAfterAwaitAsync()
    {
        await Task.Yield();
        return Activity.Current?.Id;
    }

    public Task<string?> CurrentOverAsync(string next) => GrainFactory.GetGrain<ITraceGrain>(next).CurrentAsync();

    public Task ThrowAsync() => throw new InvalidOperationException("seen by spans");
}
