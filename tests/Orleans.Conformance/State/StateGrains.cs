using Orleans.Concurrency;
using Orleans.Conformance.Infrastructure;

namespace Orleans.Conformance.State;

[GenerateSerializer]
public sealed class Ledger
{
    [Id(0)]
    public int Total { get; set; }

    [Id(1)]
    public List<string> Lines { get; set; } = [];
}

public interface IStateGrain : IGrainWithStringKey
{
    Task<StateSeen> LookAsync();

    Task AddAsync(int amount, string line);

    Task AddWithoutWritingAsync(int amount);

    Task ReadAgainAsync();

    Task ClearAsync();

    Task<bool> TryAddAsync(int amount);

    Task LeaveAsync();

    Task<string> ActivationAsync();
}

[GenerateSerializer, Immutable]
public sealed record StateSeen(
    [property: Id(0)] bool Exists,
    [property: Id(1)] int Total,
    [property: Id(2)] int Lines,
    [property: Id(3)] string? ETag,
    [property: Id(4)] int TotalAtActivation);

public interface IDefaultStateGrain : IStateGrain;

/// <summary>Two pieces of state, in our store and in the silo's default one.</summary>
internal sealed class StateGrain(
    [PersistentState("ledger", TestStore.Name)] IPersistentState<Ledger> ledger,
    [PersistentState("other", TestStore.Name)] IPersistentState<Ledger> other) : StateBase(ledger), IStateGrain, IOtherStateGrain
{
    public async Task AddToOtherAsync(int amount)
    {
        other.State.Total += amount;
        await other.WriteStateAsync();
    }

    public Task<int> OtherAsync() => Task.FromResult(other.State.Total);
}

public interface IOtherStateGrain : IGrainWithStringKey
{
    Task AddToOtherAsync(int amount);

    Task<int> OtherAsync();
}

internal sealed class DefaultStateGrain([PersistentState("ledger")] IPersistentState<Ledger> ledger) : StateBase(ledger), IDefaultStateGrain;

internal abstract class StateBase(IPersistentState<Ledger> ledger) : Grain
{
    private int _totalAtActivation = -1;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _totalAtActivation = ledger.State.Total;
        return Task.CompletedTask;
    }

    public Task<StateSeen> LookAsync() =>
        Task.FromResult(new StateSeen(ledger.RecordExists, ledger.State.Total, ledger.State.Lines.Count, ledger.Etag, _totalAtActivation));

    public async Task AddAsync(int amount, string line)
    {
        ledger.State.Total += amount;
        ledger.State.Lines.Add(line);
        await ledger.WriteStateAsync();
    }

    public Task AddWithoutWritingAsync(int amount)
    {
        ledger.State.Total += amount;
        return Task.CompletedTask;
    }

    public Task ReadAgainAsync() => ledger.ReadStateAsync();

    public Task ClearAsync() => ledger.ClearStateAsync();

    public async Task<bool> TryAddAsync(int amount)
    {
        try
        {
            await AddAsync(amount, "tried");
            return true;
        }
        catch (Orleans.Storage.InconsistentStateException)
        {
            return false;
        }
    }

    public Task LeaveAsync()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task<string> ActivationAsync() => Task.FromResult(GrainContext.ActivationId.ToString());
}

public interface INoSuchStoreGrain : IGrainWithStringKey
{
    Task CallAsync();
}

internal sealed class NoSuchStoreGrain([PersistentState("ledger", "no-such-store")] IPersistentState<Ledger> ledger) : Grain, INoSuchStoreGrain
{
    public Task CallAsync() => ledger.WriteStateAsync();
}
