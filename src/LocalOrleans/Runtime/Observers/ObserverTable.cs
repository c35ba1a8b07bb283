using System.Collections.Concurrent;

namespace LocalOrleans;

/// <summary>The objects of one runtime that grains may call back. Held weakly: an object nobody else holds is gone, and calls to it fail.</summary>
internal sealed class ObserverTable(CallRuntime runtime)
{
    private readonly ConcurrentDictionary<GrainId, ObserverMailbox> _observers = new();

    public GrainReference Add(IGrainObserver observer, Type interfaceType)
    {
        if (observer is GrainReference) throw new ArgumentException("Argument must not be a grain reference; pass the object that is to be called.", nameof(observer));
        var id = ClientIds.NewObserver(runtime.ClientId);
        _observers[id] = new ObserverMailbox(observer);
        return runtime.CreateReference(id, interfaceType);
    }

    /// <summary>An observer under a name that others know; the caller keeps it alive.</summary>
    public void Add(GrainId id, IGrainObserver observer) => _observers[id] = new ObserverMailbox(observer);

    public void Remove(IGrainObserver reference)
    {
        if (reference is not GrainReference { GrainId: var id }) throw new ArgumentException("Argument reference is not a grain reference.", nameof(reference));
        _observers.TryRemove(id, out _);
    }

    public void Deliver(GrainCall call)
    {
        call.Receiver = runtime;
        if (_observers.TryGetValue(call.Target, out var mailbox) && mailbox.TryTake(call)) return;
        _observers.TryRemove(call.Target, out _);
        call.Reject(new ClientNotAvailableException(call.Target));
    }
}

/// <summary>Calls one observer's methods one after the other, on the thread pool.</summary>
internal sealed class ObserverMailbox(IGrainObserver observer) : IThreadPoolWorkItem
{
    private readonly WeakReference<IGrainObserver> _observer = new(observer);
    private readonly Queue<GrainCall> _calls = new();
    private bool _running;

    public bool TryTake(GrainCall call)
    {
        if (!_observer.TryGetTarget(out _)) return false;
        lock (_calls)
        {
            _calls.Enqueue(call);
            if (_running) return true;
            _running = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        return true;
    }

    public void Execute() => _ = PumpAsync();

    private async Task PumpAsync()
    {
        while (TryNext() is { } call)
        {
            if (!_observer.TryGetTarget(out var target))
            {
                call.Reject(new ClientNotAvailableException(call.Target));
                continue;
            }

            RequestContext.Current = call.Context;
            await call.RunDetachedAsync(target);
        }
    }

    private GrainCall? TryNext()
    {
        lock (_calls)
        {
            _running = _calls.TryDequeue(out var call);
            return call;
        }
    }
}
