using Orleans.Conformance.Infrastructure;

namespace Orleans.Conformance.State;

/// <summary>The base class that holds one piece of state, in the silo's default store.</summary>
public sealed class GrainOfStateTests(SharedSilo silo)
{
    [Fact]
    public async Task Write_ThenANewActivation_FindsIt()
    {
        var grain = silo.Grains.GetGrain<IGrainOfState>(Wait.Key());
        Assert.Equal(5, await grain.AddAsync(5));
        await grain.LeaveAsync();
        Assert.Equal(7, await grain.AddAsync(2));
    }

    [Fact]
    public async Task Clear_AfterWrite_StateIsNew()
    {
        var grain = silo.Grains.GetGrain<IGrainOfState>(Wait.Key());
        await grain.AddAsync(5);
        await grain.ClearAsync();
        Assert.Equal(2, await grain.AddAsync(2));
    }
}

public interface IGrainOfState : IGrainWithStringKey
{
    Task<int> AddAsync(int amount);

    Task ClearAsync();

    Task LeaveAsync();
}

internal sealed class GrainOfState : Grain<Ledger>, IGrainOfState
{
    public async Task<int> AddAsync(int amount)
    {
        State.Total += amount;
        await WriteStateAsync();
        return State.Total;
    }

    public Task ClearAsync() => ClearStateAsync();

    public Task LeaveAsync()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
