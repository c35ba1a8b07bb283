using System.Collections.Concurrent;
using Orleans.Conformance.Infrastructure;

namespace Orleans.Conformance.Filters;

/// <summary>A silo whose filters write down the calls to and from <see cref="IFilteredGrain"/> and act on what a test plans.</summary>
public sealed class FilterSilo : TestSilo
{
    internal FilterLog Log { get; } = new();

    protected override void Configure(ISiloBuilder silo)
    {
        silo.Services.AddSingleton(Log);
        silo.AddIncomingGrainCallFilter<FirstIncoming>();
        silo.AddIncomingGrainCallFilter(new Noting(Log, "in2"));
        silo.AddOutgoingGrainCallFilter<FirstOutgoing>();
        silo.AddOutgoingGrainCallFilter(new Noting(Log, "out2"));
    }
}

/// <summary>What filters saw, by the key of the target grain, and what they shall do.</summary>
internal sealed class FilterLog
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<string>> _seen = new();

    public ConcurrentDictionary<string, Func<IGrainCallContext, Task>> Plans { get; } = new();

    public string[] this[string key] => [.. _seen.GetOrAdd(key, _ => new())];

    public void Add(string key, string what) => _seen.GetOrAdd(key, _ => new()).Enqueue(what);

    public async Task AroundAsync(string name, GrainId target, IGrainCallContext context)
    {
        var key = target.Key.ToString()!;
        Add(key, $"{name}+");
        await context.Invoke();
        Add(key, $"{name}-");
    }
}

internal sealed class FirstIncoming(FilterLog log) : IIncomingGrainCallFilter
{
    public Task Invoke(IIncomingGrainCallContext context)
    {
        var key = context.TargetId.Key.ToString()!;
        if (log.Plans.TryGetValue(key, out var plan))
            return plan(context);
        return log.AroundAsync("in1", context.TargetId, context);
    }
}

internal sealed class FirstOutgoing(FilterLog log) : IOutgoingGrainCallFilter
{
    public Task Invoke(IOutgoingGrainCallContext context)
    {
        var key = context.TargetId.Key.ToString()!;
        if (log.Plans.TryGetValue($"out:{key}", out var plan))
            return plan(context);
        return log.AroundAsync("out1", context.TargetId, context);
    }
}

internal sealed class Noting(FilterLog log, string name) : IIncomingGrainCallFilter, IOutgoingGrainCallFilter
{
    public Task Invoke(IIncomingGrainCallContext context) => log.AroundAsync(name, context.TargetId, context);

    public Task Invoke(IOutgoingGrainCallContext context) => log.AroundAsync(name, context.TargetId, context);
}
