using System.Collections.Concurrent;
using LocalOrleans;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

/// <summary>Where calls for a grain go: its activation, or the workers of a stateless one.</summary>
internal interface ICallTarget
{
    void Deliver(TurnItem item);
}

/// <summary>All activations of one silo, by grain.</summary>
internal sealed class Catalog(SiloRuntime runtime, IServiceProvider services, GrainTypes types, TimeProvider time, ILogger logger)
{
    private readonly ConcurrentDictionary<GrainId, ICallTarget> _targets = new();
    private volatile bool _closed;

    public SiloRuntime Runtime { get; } = runtime;

    public ILocalSiloDetails Silo => Runtime.Details;

    public IGrainRuntime GrainRuntime => field ??= services.GetRequiredService<IGrainRuntime>();

    public TimeProvider Time { get; } = time;

    public ILogger Logger { get; } = logger;

    /// <summary>How many grains are active; a stateless worker counts once.</summary>
    public int Count => _targets.Count;

    public IEnumerable<Activation> Activations =>
        _targets.Values.SelectMany(target => target is WorkerGroup group ? group.Workers : [(Activation)target]);

    /// <summary>Delivers to the grain's activation; makes it if there is none.</summary>
    public void Deliver(GrainCall call)
    {
        if (!_targets.TryGetValue(call.Target, out var target)) target = Create(call);
        target.Deliver(call);
    }

    public Activation New(GrainClass grainClass, GrainId id) => new(this, grainClass, id);

    public AsyncServiceScope CreateScope(Activation activation)
    {
        var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<GrainContextHolder>().GrainContext = activation;
        return scope;
    }

    public void Remove(Activation activation)
    {
        if (!_targets.TryGetValue(activation.GrainId, out var target)) return;
        if (target is WorkerGroup group) group.Remove(activation);
        else if (ReferenceEquals(target, activation)) _targets.TryRemove(new KeyValuePair<GrainId, ICallTarget>(activation.GrainId, target));
    }

    public string? Describe(GrainId id) => _targets.TryGetValue(id, out var target) && target is Activation activation ? activation.Describe() : null;

    /// <summary>Ends every life; new ones are refused from now on.</summary>
    public async Task CloseAsync(CancellationToken cancellationToken)
    {
        _closed = true;
        var all = Activations.ToList();
        foreach (var activation in all) activation.Deactivate(new DeactivationReason(DeactivationReasonCode.ShuttingDown, "This silo is shutting down."), cancellationToken);
        await Task.WhenAll(all.Select(activation => activation.Deactivated)).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private ICallTarget Create(GrainCall call)
    {
        if (_closed) throw new SiloUnavailableException($"{Silo.SiloAddress} is shutting down and starts no grains: {call.Target} was not called.");
        var grainClass = types.Class(call.Target.Type);
        ICallTarget made = grainClass.MaxWorkers > 0 ? new WorkerGroup(this, grainClass, call.Target) : New(grainClass, call.Target);
        var target = _targets.GetOrAdd(call.Target, made);
        if (ReferenceEquals(target, made) && made is Activation activation) activation.Activate(call.Context);
        return target;
    }
}

/// <summary>The lives of one stateless worker on this silo: an idle one takes the call, else a new one up to the limit, else the least loaded.</summary>
internal sealed class WorkerGroup(Catalog catalog, GrainClass grainClass, GrainId id) : ICallTarget
{
    private readonly List<Activation> _workers = [];

    public Activation[] Workers
    {
        get
        {
            lock (_workers) return [.. _workers];
        }
    }

    public void Deliver(TurnItem item)
    {
        lock (_workers)
        {
            var worker = _workers.Find(candidate => !candidate.IsBusy);
            if (worker is null && _workers.Count < grainClass.MaxWorkers)
            {
                worker = catalog.New(grainClass, id);
                worker.Activate(item.Context);
                _workers.Add(worker);
            }

            (worker ?? _workers.MinBy(candidate => candidate.Load))!.Deliver(item);
        }
    }

    public void Remove(Activation worker)
    {
        lock (_workers) _workers.Remove(worker);
    }
}
