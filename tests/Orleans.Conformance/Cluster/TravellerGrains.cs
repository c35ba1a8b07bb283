using Orleans.Concurrency;
using Orleans.Conformance.Calls;
using Orleans.Conformance.Infrastructure;
using Orleans.Conformance.Observers;

namespace Orleans.Conformance.Cluster;

/// <summary>Tells where it is, and does there what calls between silos must carry.</summary>
public interface ITravellerGrain : IGrainWithStringKey
{
    Task<string> WhereAsync();

    /// <summary>Where the stateless worker is that this grain reaches.</summary>
    Task<string> WhereIsMyWorkerAsync();

    Task<string> AskAnotherWhereAsync(ITravellerGrain other);

    Task RefuseAsync(int code);

    Task<string?> ContextAsync(string name);

    Task WaitAsync(CancellationToken token);

    /// <summary>Enters the signal and stays until it opens.</summary>
    Task HoldAsync();

    Task<string> AskAsync(INewsObserver observer, string question);

    Task HintAsync(INewsObserver observer, string news);

    /// <summary>Counts the calls of this life.</summary>
    Task<int> CountAsync();
}

public interface IWorkerGrain : IGrainWithStringKey
{
    Task<string> WhereAsync();
}

/// <summary>Only one test uses it, and counts it.</summary>
public interface ICountedGrain : IGrainWithIntegerKey
{
    Task TouchAsync();
}

internal sealed class TravellerGrain(ILocalSiloDetails silo, Signals signals) : Grain, ITravellerGrain
{
    private int _calls;

    private string Here => silo.SiloAddress.ToString();

    private Signal Signal => signals[this.GetPrimaryKeyString()];

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Signal.Note($"ended on {Here}");
        return Task.CompletedTask;
    }

    public Task<string> WhereAsync() => Task.FromResult(Here);

    public Task<string> WhereIsMyWorkerAsync() => GrainFactory.GetGrain<IWorkerGrain>("w").WhereAsync();

    public Task<string> AskAnotherWhereAsync(ITravellerGrain other) => other.WhereAsync();

    public Task RefuseAsync(int code) => throw new RefusedException($"refused on {Here}", code);

    public Task<string?> ContextAsync(string name) => Task.FromResult(RequestContext.Get(name) as string);

    public async Task WaitAsync(CancellationToken token)
    {
        Signal.Enter();
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
        }
        catch (OperationCanceledException)
        {
            Signal.Note("cancelled");
            throw;
        }
    }

    public Task HoldAsync()
    {
        Signal.Enter();
        return Signal.Opened;
    }

    public Task<string> AskAsync(INewsObserver observer, string question) => observer.AskAsync(question);

    public Task HintAsync(INewsObserver observer, string news)
    {
        observer.Hint(news);
        return Task.CompletedTask;
    }

    public Task<int> CountAsync() => Task.FromResult(++_calls);
}

[StatelessWorker]
internal sealed class WorkerGrain(ILocalSiloDetails silo) : Grain, IWorkerGrain
{
    public Task<string> WhereAsync() => Task.FromResult(silo.SiloAddress.ToString());
}

internal sealed class CountedGrain : Grain, ICountedGrain
{
    public Task TouchAsync() => Task.CompletedTask;
}
