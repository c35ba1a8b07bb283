using System.Collections.Concurrent;
using Orleans;
using Orleans.Concurrency;

namespace LocalOrleans.Tests;

public interface IStressGrain : IGrainWithIntegerKey
{
    Task<long> EchoAsync(long id, int awaits, bool leave, CancellationToken cancellationToken);

    [AlwaysInterleave]
    Task<long> PeekAsync(long id);

    [ReadOnly]
    Task<long> ReadAsync(long id, int awaits);
}

/// <summary>What the grains of one run saw; a turn notes its beginning and its end.</summary>
public sealed class StressWitness
{
    private readonly ConcurrentDictionary<long, int> _inTurn = new();

    public int Overlaps;
    public int Activations;

    public void Enter(long key)
    {
        if (_inTurn.AddOrUpdate(key, 1, (_, n) => n + 1) != 1) Interlocked.Increment(ref Overlaps);
    }

    public void Leave(long key) => _inTurn.AddOrUpdate(key, 0, (_, n) => n - 1);
}

/// <summary>Echoes after some awaits, and leaves memory when told to.</summary>
public sealed class StressGrain(StressWitness witness) : Grain, IStressGrain
{
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref witness.Activations);
        return Task.CompletedTask;
    }

    public async Task<long> EchoAsync(long id, int awaits, bool leave, CancellationToken cancellationToken)
    {
        for (var n = 0; n < awaits; n++)
        {
            Turn();
            if (n % 3 == 2) await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, cancellationToken);
            else await Task.Yield();
        }

        if (leave) DeactivateOnIdle();
        return id;
    }

    public Task<long> PeekAsync(long id)
    {
        Turn();
        return Task.FromResult(id);
    }

    public async Task<long> ReadAsync(long id, int awaits)
    {
        for (var n = 0; n < awaits; n++) await Task.Yield();
        Turn();
        return id;
    }

    private void Turn()
    {
        var key = this.GetPrimaryKeyLong();
        witness.Enter(key);
        Thread.SpinWait(50);
        witness.Leave(key);
    }
}
