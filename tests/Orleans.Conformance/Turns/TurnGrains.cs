using Orleans.Concurrency;
using Orleans.Conformance.Infrastructure;

namespace Orleans.Conformance.Turns;

public interface ITurnGrain : IGrainWithStringKey
{
    /// <summary>Enters, waits for the gate, leaves.</summary>
    Task HoldAsync();

    /// <summary>Enters, yields <paramref name="times"/> times, leaves.</summary>
    Task YieldAsync(int times);

    /// <summary>Enters and waits for <paramref name="parties"/> to be inside at once.</summary>
    Task MeetAsync(int parties);

    [AlwaysInterleave]
    Task<int> ProbeAsync();

    [AlwaysInterleave]
    Task MeetInterleavedAsync(int parties);

    [ReadOnly]
    Task MeetReadingAsync(int parties);

    [ReadOnly]
    Task YieldReadingAsync(int times);
}

/// <summary>The same body for each kind of grain; the attribute on the class makes the difference.</summary>
internal abstract class TurnBase(Signals signals) : Grain, ITurnGrain
{
    private Signal Signal => signals[this.GetPrimaryKeyString()];

    public async Task HoldAsync()
    {
        Signal.Enter();
        await Signal.Opened;
        Signal.Leave();
    }

    public async Task YieldAsync(int times)
    {
        Signal.Enter();
        for (var i = 0; i < times; i++)
            await Task.Yield();
        Signal.Leave();
    }

    public Task MeetAsync(int parties) => Signal.MeetAsync(parties);

    public Task<int> ProbeAsync() => Task.FromResult(Signal.Entered);

    public Task MeetInterleavedAsync(int parties) => Signal.MeetAsync(parties);

    public Task MeetReadingAsync(int parties) => Signal.MeetAsync(parties);

    public Task YieldReadingAsync(int times) => YieldAsync(times);
}

public interface IOrdinaryTurnGrain : ITurnGrain;

internal sealed class OrdinaryTurnGrain(Signals signals) : TurnBase(signals), IOrdinaryTurnGrain;

public interface IReentrantTurnGrain : ITurnGrain;

[Reentrant]
internal sealed class ReentrantTurnGrain(Signals signals) : TurnBase(signals), IReentrantTurnGrain;

public interface IWorkerTurnGrain : ITurnGrain;

[StatelessWorker(4)]
internal sealed class WorkerTurnGrain(Signals signals) : TurnBase(signals), IWorkerTurnGrain;

public interface ISingleWorkerTurnGrain : ITurnGrain;

[StatelessWorker(1)]
internal sealed class SingleWorkerTurnGrain(Signals signals) : TurnBase(signals), ISingleWorkerTurnGrain;
