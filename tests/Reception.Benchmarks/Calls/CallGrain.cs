namespace Reception.Benchmarks.Calls;

/// <summary>The smallest call that does something: a number in, a number out.</summary>
public interface ICallGrain : IGrainWithIntegerKey
{
    /// <summary>Adds to the grain's sum and returns it.</summary>
    Task<int> AddAsync(int amount);

    /// <summary>Bytes allocated in the grain's process so far.</summary>
    Task<long> AllocatedAsync();
}

/// <summary>Adds.</summary>
public sealed class CallGrain : Grain, ICallGrain
{
    private int _sum;

    /// <inheritdoc/>
    public Task<int> AddAsync(int amount) => Task.FromResult(_sum += amount);

    /// <inheritdoc/>
    public Task<long> AllocatedAsync() => Task.FromResult(GC.GetTotalAllocatedBytes(precise: true));
}
