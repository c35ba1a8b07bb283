namespace Orleans.Conformance.Filters;

public interface IFilteredGrain : IGrainWithStringKey
{
    Task<int> AddAsync(int a, int b);

    Task<string> ThrowAsync();

    Task<int> AddOverAsync(string next, int a, int b);

    Task NothingAsync();
}

public sealed class FilteredGrain : Grain, IFilteredGrain
{
    public Task<int> AddAsync(int a, int b) => Task.FromResult(a + b);

    public Task<string> ThrowAsync() => throw new InvalidOperationException("seen by filters");

    public Task<int> AddOverAsync(string next, int a, int b) => GrainFactory.GetGrain<IFilteredGrain>(next).AddAsync(a, b);

    public Task NothingAsync() => Task.CompletedTask;
}

public interface ISelfFilteringGrain : IGrainWithStringKey
{
    Task<string> CallAsync(string text);
}

/// <summary>A grain that is its own filter.</summary>
public sealed class SelfFilteringGrain : Grain, ISelfFilteringGrain, IIncomingGrainCallFilter
{
    public Task<string> CallAsync(string text) => Task.FromResult(text);

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        await context.Invoke();
        if (context.MethodName == nameof(CallAsync))
            context.Result = $"filtered {context.Result}";
    }
}
