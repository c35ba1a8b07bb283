namespace Orleans.Conformance.Context;

public interface IContextGrain : IGrainWithStringKey
{
    Task<string?> GetAsync(string name);

    Task<string?> GetOverAsync(string next, string name);

    Task<string?> GetAfterAwaitsAsync(string name);

    Task SetAsync(string name, string value);

    /// <summary>Lets another grain set a value, then looks for it here.</summary>
    Task<string?> GetAfterAnotherSetsAsync(string next, string name);

    Task<string> TypesAsync();
}

public sealed class ContextGrain : Grain, IContextGrain
{
    public Task<string?> GetAsync(string name) => Task.FromResult(RequestContext.Get(name) as string);

    public Task<string?> GetOverAsync(string next, string name) => GrainFactory.GetGrain<IContextGrain>(next).GetAsync(name);

    public async Task<string?> GetAfterAwaitsAsync(string name)
    {
        await Task.Yield();
        await GrainFactory.GetGrain<IContextGrain>($"{this.GetPrimaryKeyString()}-other").SetAsync(name, "changed there");
        await Task.Run(() => { });
        return RequestContext.Get(name) as string;
    }

    public Task SetAsync(string name, string value)
    {
        RequestContext.Set(name, value);
        return Task.CompletedTask;
    }

    public async Task<string?> GetAfterAnotherSetsAsync(string next, string name)
    {
        await GrainFactory.GetGrain<IContextGrain>(next).SetAsync(name, "set by the callee");
        return RequestContext.Get(name) as string;
    }

    public Task<string> TypesAsync() =>
        Task.FromResult($"{RequestContext.Get("int")}|{RequestContext.Get("guid")}|{RequestContext.Get("bool")}");
}
