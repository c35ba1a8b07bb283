using System.Collections.Concurrent;
using Orleans;

namespace LocalOrleans.Tests.Cluster;

public interface ILifeGrain : IGrainWithIntegerKey
{
    /// <summary>Awaits a little, and calls the grains of the next keys within its turn, so that chains of turns run through all silos.</summary>
    Task<long> StepAsync(int further);
}

/// <summary>Counts the lives of each grain over all silos of the process.</summary>
public sealed class LifeWitness
{
    private readonly ConcurrentDictionary<long, int> _lives = new();
    private int _begun;
    private int _doubles;

    public int Begun => _begun;

    /// <summary>How often a life began while another of the same grain had not ended, or a turn ran outside of a life.</summary>
    public int Doubles => _doubles;

    public void Begin(long key)
    {
        Interlocked.Increment(ref _begun);
        if (_lives.AddOrUpdate(key, 1, (_, lives) => lives + 1) != 1) Interlocked.Increment(ref _doubles);
    }

    public void Check(long key)
    {
        if (_lives.GetValueOrDefault(key) != 1) Interlocked.Increment(ref _doubles);
    }

    public void End(long key) => _lives.AddOrUpdate(key, 0, (_, lives) => lives - 1);
}

/// <summary>Says when it lives.</summary>
public sealed class LifeGrain(LifeWitness witness) : Grain, ILifeGrain
{
    private long Key => this.GetPrimaryKeyLong();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        witness.Begin(Key);
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await Task.Yield();
        witness.End(Key);
    }

    public async Task<long> StepAsync(int further)
    {
        witness.Check(Key);
        await Task.Yield();
        if (further > 0) await GrainFactory.GetGrain<ILifeGrain>(Key + 1).StepAsync(further - 1);
        witness.Check(Key);
        return Key;
    }
}
