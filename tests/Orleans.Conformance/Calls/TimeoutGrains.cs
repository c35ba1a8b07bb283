using Orleans.Concurrency;
using Orleans.Conformance.Infrastructure;

namespace Orleans.Conformance.Calls;

public interface ISlowGrain : IGrainWithStringKey
{
    /// <summary>Waits for the gate, which a test opens after the caller has given up.</summary>
    [ResponseTimeout("00:00:01")]
    Task<string> HoldAsync();

    [AlwaysInterleave]
    Task<string> ProbeAsync();

    Task<string> AskAsync();
}

internal sealed class SlowGrain(Signals signals) : Grain, ISlowGrain
{
    public async Task<string> HoldAsync()
    {
        var signal = signals[this.GetPrimaryKeyString()];
        signal.Enter();
        await signal.Opened;
        signal.Leave();
        return "late";
    }

    public Task<string> ProbeAsync() => Task.FromResult("alive");

    public Task<string> AskAsync() => Task.FromResult("answered");
}

public interface ICycleGrain : IGrainWithStringKey
{
    /// <summary>Calls the grains in <paramref name="path"/> one through the other; the last answers.</summary>
    [ResponseTimeout("00:00:02")]
    Task<string> WalkAsync(string[] path);

    [AlwaysInterleave]
    [ResponseTimeout("00:00:30")]
    Task<string> WalkInterleavedAsync(string[] path);

    Task<string> AnswerAsync();
}

public sealed class CycleGrain : Grain, ICycleGrain
{
    public async Task<string> WalkAsync(string[] path) =>
        path.Length == 0 ? this.GetPrimaryKeyString() : await GrainFactory.GetGrain<ICycleGrain>(path[0]).WalkAsync(path[1..]);

    public async Task<string> WalkInterleavedAsync(string[] path) =>
        path.Length == 0 ? this.GetPrimaryKeyString() : await GrainFactory.GetGrain<ICycleGrain>(path[0]).WalkInterleavedAsync(path[1..]);

    public Task<string> AnswerAsync() => Task.FromResult(this.GetPrimaryKeyString());
}

public interface IReentrantCycleGrain : IGrainWithStringKey
{
    Task<string> WalkAsync(string[] path);
}

[Reentrant]
public sealed class ReentrantCycleGrain : Grain, IReentrantCycleGrain
{
    public async Task<string> WalkAsync(string[] path) =>
        path.Length == 0 ? this.GetPrimaryKeyString() : await GrainFactory.GetGrain<IReentrantCycleGrain>(path[0]).WalkAsync(path[1..]);
}
