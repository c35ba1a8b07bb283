using System.Collections.Concurrent;

namespace Orleans.Runtime;

/// <summary>Where calls for a grain go: its activation, or the workers of a stateless one.</summary>
internal interface ICallTarget
{
    void Deliver(TurnItem item);
}

/// <summary>
/// All activations of one silo, by grain.
/// <para><b>Who may make one.</b> A grain is made here only under the gate and only if the view in force gives it to this silo: the gate also takes each
/// new view, so what is checked and what is made belong to one view. An activation that is found without the gate was made rightfully; if it has lost
/// its right it is ending and hands its calls back. Stateless workers need no right.</para>
/// <para><b>When a change is announced</b> (see <see cref="ClusterView.Moves"/>) each grain that moves ends after its turn, and calls for it are held. A turn
/// that runs may itself wait for a held call, in a chain over any number of grains and silos: so a call that a grain that moves waits for (<see cref="GrainCall.IsUrgent"/>)
/// is served at once by the old owner, which is still the owner. Not every chain is known (it began before the announcement, or waits behind a turn that waits): so a silo
/// that has not become idle within <see cref="LetThrough"/> serves all calls of grains, and of silos' own services, which turns may wait for, for as long, and tries again; only clients wait. When no grain that moves is active
/// the silo is idle. When all silos have been idle they are asked to close: each one that is idle then holds everything and is quiet. The next view, in force or with the
/// announcement withdrawn, gives back all that is held, and it is routed anew.</para>
/// <para><b>Crash cases.</b> A chain that begins just before one silo has closed and waits for a grain on another that has keeps the first from becoming quiet: the joiner
/// withdraws and tries again. If this silo dies, what it holds fails with its links. A silo that finds itself dead freezes: no turn begins any more.</para>
/// </summary>
internal sealed class Catalog(SiloRuntime runtime, IServiceProvider services, GrainTypes types, TimeProvider time, ILogger logger) : ISiloGrains
{
    private static readonly TimeSpan LetThrough = TimeSpan.FromMilliseconds(50);
    private readonly ConcurrentDictionary<GrainId, ICallTarget> _targets = new();
    private readonly Lock _gate = new();
    private readonly List<Activation> _parked = [];
    private ClusterView _view = ClusterView.Empty;
    private List<GrainCall> _held = [];
    private bool _quiet;
    private bool _letThrough;
    private int _madeMoving;
    private volatile bool _closed;
    private volatile bool _frozen;
    private volatile bool _isAbandoned;

    public SiloRuntime Runtime { get; } = runtime;

    public ILocalSiloDetails Silo => Runtime.Details;

    public IGrainFactory GrainFactory => field ??= services.GetRequiredService<IGrainFactory>();

    public TimeProvider Time { get; } = time;

    public ILogger Logger { get; } = logger;

    /// <summary>How many grains are active; a stateless worker counts once.</summary>
    public int Count => _targets.Count;

    public IEnumerable<Activation> Activations =>
        _targets.Values.SelectMany(target => target is WorkerGroup group ? group.Workers : [(Activation)target]);

    /// <summary>Delivers to the grain's activation; false if there is none.</summary>
    public bool TryDeliver(GrainCall call)
    {
        if (!_targets.TryGetValue(call.Target, out var target)) return false;
        target.Deliver(call);
        return true;
    }

    /// <summary>Makes the activation and delivers, or holds the call, or sends it to the owner.</summary>
    public void Accept(GrainCall call)
    {
        var target = Make(call, out var owner, out var version);
        if (target is not null) target.Deliver(call);
        else if (owner is not null) Runtime.SendAway(call, version);
    }

    /// <summary>Whether any silo may serve the grain itself: nobody looks for an owner.</summary>
    public bool IsLocalOnly(GrainType type) => types.Class(type).MaxWorkers > 0;

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

    /// <summary>From now on this view decides. The caller publishes it next and then lets it settle.</summary>
    public void Enter(ClusterView view)
    {
        lock (_gate) (_view, _quiet) = (view, false);
    }

    /// <summary>
    /// Gives back what is held and ends the grains that move or have moved. Tells when it is idle for the first time; when it is idle after <paramref name="close"/> it ends: quiet.
    /// False when a newer view has come.
    /// </summary>
    public async Task<bool> SettleAsync(ClusterView view, Action onIdle, Task close)
    {
        GiveBack(_ => true);
        List<Activation> moving = [];
        var looked = -1;
        for (var idle = false; ;)
        {
            var (made, closing) = (Volatile.Read(ref _madeMoving), close.IsCompleted);
            if (moving.Count > 0 || looked != made) moving = [.. Activations.Where(activation => activation.Class.MaxWorkers == 0 && Loses(view, activation.GrainId))];
            looked = made;
            lock (_gate)
            {
                if (!ReferenceEquals(_view, view)) return false;
                if (closing && moving.Count == 0 && made == _madeMoving) return _quiet = true;
            }

            if (moving.Count == 0 && !idle)
            {
                idle = true;
                onIdle();
            }

            var reason = view.Leaving is null
                ? new DeactivationReason(DeactivationReasonCode.Migrating, "The grain moves to another silo.")
                : new DeactivationReason(DeactivationReasonCode.ShuttingDown, "This silo is shutting down.");
            foreach (var activation in moving) activation.Deactivate(reason);
            var next = moving.Count == 0 ? close : Task.WhenAll(moving.Select(activation => activation.Deactivated));
            if (await Task.WhenAny(next, Task.Delay(LetThrough, Time)).ConfigureAwait(false) == next) continue;
            lock (_gate) _letThrough = true;
            GiveBack(call => !ClientIds.IsOutside(call.Source));
            var pause = Task.Delay(LetThrough, Time);
            await (closing ? pause : Task.WhenAny(pause, close)).ConfigureAwait(false);
            lock (_gate) _letThrough = false;
        }
    }

    /// <summary>No turn begins until <see cref="Thaw"/>; those that run go on.</summary>
    public void Freeze() => _frozen = true;

    /// <summary>Frozen for ever; <see cref="CloseAsync"/> waits for nobody.</summary>
    public void Abandon() => _isAbandoned = _frozen = true;

    public void Thaw()
    {
        List<Activation> parked;
        lock (_parked)
        {
            _frozen = false;
            parked = [.. _parked];
            _parked.Clear();
        }

        foreach (var activation in parked) ThreadPool.UnsafeQueueUserWorkItem(activation, preferLocal: false);
    }

    /// <summary>True if the silo is frozen: the activation is queued again when it thaws.</summary>
    public bool Park(Activation activation)
    {
        if (!_frozen) return false;
        lock (_parked)
        {
            if (_frozen) _parked.Add(activation);
            return _frozen;
        }
    }

    /// <summary>Ends every life; new ones are refused from now on.</summary>
    public async Task CloseAsync(CancellationToken cancellationToken)
    {
        _closed = true;
        GiveBack(_ => true);
        if (_isAbandoned) return;
        var all = Activations.ToList();
        foreach (var activation in all) activation.Deactivate(new DeactivationReason(DeactivationReasonCode.ShuttingDown, "This silo is shutting down."), cancellationToken);
        await Task.WhenAll(all.Select(activation => activation.Deactivated)).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private bool Loses(ClusterView view, GrainId grain) => !Silo.SiloAddress.Equals(view.OwnerOf(grain)) || view.Moves(grain);

    /// <summary>Null if the call is held (no owner told) or belongs to another silo.</summary>
    private ICallTarget? Make(GrainCall call, out SiloAddress? owner, out long version)
    {
        var grainClass = types.Class(call.Target.Type);
        lock (_gate)
        {
            version = _view.Version;
            owner = grainClass.MaxWorkers > 0 ? Silo.SiloAddress : _view.OwnerOf(call.Target);
            if (owner is not null && !owner.Equals(Silo.SiloAddress)) return null;
            if (_closed) throw new SiloUnavailableException($"{Silo.SiloAddress} is shutting down and starts no grains: {call.Target} was not called.");
            var moves = owner is null || (grainClass.MaxWorkers == 0 && _view.Moves(call.Target));
            var waits = ClientIds.IsClient(call.Source) ? _letThrough && !ClientIds.IsOutside(call.Source) : _letThrough || call.IsUrgent || _view.Moves(call.Source);
            if (moves && (owner is null || _quiet || !waits))
            {
                _held.Add(call);
                owner = null;
                return null;
            }

            if (moves) _madeMoving++;
            if (_targets.TryGetValue(call.Target, out var target)) return target;
            if (grainClass.MaxWorkers > 0) return _targets[call.Target] = new WorkerGroup(this, grainClass, call.Target);
            var activation = New(grainClass, call.Target);
            _targets[call.Target] = activation;
            activation.Activate(call.Context);
            return activation;
        }
    }

    private void GiveBack(Predicate<GrainCall> which)
    {
        List<GrainCall> back;
        lock (_gate)
        {
            back = _held.FindAll(which);
            _held = _held.FindAll(call => !which(call));
        }

        foreach (var call in back) Runtime.Route(call);
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
