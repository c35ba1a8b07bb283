namespace Reception.Benchmarks.Calls;

/// <summary>The smallest call that does something: a number in, a number out.</summary>
public interface ICallGrain : IGrainWithIntegerKey
{
    /// <summary>Adds to the grain's sum and returns it.</summary>
    Task<int> AddAsync(int amount);
}

/// <summary>Adds.</summary>
public sealed class CallGrain : Grain, ICallGrain
{
    private int _sum;

    /// <inheritdoc/>
    public Task<int> AddAsync(int amount) => Task.FromResult(_sum += amount);
}
