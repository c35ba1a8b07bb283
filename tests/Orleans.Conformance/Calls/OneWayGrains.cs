using Orleans.Concurrency;
using Orleans.Conformance.Infrastructure;

namespace Orleans.Conformance.Calls;

public interface IOneWayGrain : IGrainWithStringKey
{
    [OneWay]
    Task HoldAsync(string note);

    [OneWay]
    Task ThrowAsync();

    Task<int> CallsAsync();
}

internal sealed class OneWayGrain(Signals signals) : Grain, IOneWayGrain
{
    private int _calls;

    public async Task HoldAsync(string note)
    {
        _calls++;
        var signal = signals[this.GetPrimaryKeyString()];
        await signal.Opened;
        signal.Note(note);
    }

    public Task ThrowAsync()
    {
        _calls++;
        signals[this.GetPrimaryKeyString()].Enter();
        throw new InvalidOperationException("nobody hears this");
    }

    public Task<int> CallsAsync() => Task.FromResult(_calls);
}
