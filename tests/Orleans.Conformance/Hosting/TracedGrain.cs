using System.Diagnostics;

// Interfaces whose namespace begins with Orleans are taken for the runtime's own and traced under another source.
namespace Application.Of.Orleans;

public interface ITracedGrain : IGrainWithStringKey
{
    Task<string?> TraceAsync();
}

public sealed class TracedGrain : Grain, ITracedGrain
{
    public Task<string?> TraceAsync() => Task.FromResult(Activity.Current?.TraceId.ToString());
}
