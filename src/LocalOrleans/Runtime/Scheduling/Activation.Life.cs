namespace Orleans.Runtime;

/// <summary>The beginning and the end of an activation; see the essay in Activation.cs.</summary>
internal sealed partial class Activation
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ActivationId _id = ActivationId.NewId();
    private volatile Stage _stage;
    private object? _instance;
    private AsyncServiceScope? _scope;
    private List<Func<CancellationToken, Task>>? _states;
    private List<GrainTimer>? _timers;
    private DeactivationReason? _endReason;
    private Exception? _failure;
    private bool _endOrdered;
    private bool _ending;
    private long _keepUntil = long.MinValue;

    private enum Stage
    {
        Created,
        Activating,
        Active,
        Ending,
        Ended,
    }

    public GrainId GrainId { get; }

    public object? GrainInstance => _instance;

    public ActivationId ActivationId => _id;

    public GrainReference GrainReference => field ??= new UntypedReference(new GrainReferenceArguments(GrainId, _catalog.Runtime));

    public GrainAddress Address => new() { GrainId = GrainId, ActivationId = _id, SiloAddress = _catalog.Silo.SiloAddress };

    public IServiceProvider ActivationServices => (_scope ??= _catalog.CreateScope(this)).ServiceProvider;

    public Task Deactivated => _ended.Task;

    public IGrainFactory GrainFactory => _catalog.GrainFactory;

    /// <summary>Clock reading of the end of the last call.</summary>
    public long LastUsed { get; private set; }

    public bool IsBusy => _writers + _readers + _interleaved + _waiting > 0 || _inbox.Count > 0;

    public int Load => _writers + _readers + _interleaved + _waiting + _inbox.Count;

    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);

    /// <summary>A state to read before the first call.</summary>
    public void ReadFirst(Func<CancellationToken, Task> read) => (_states ??= []).Add(read);

    /// <summary>Orders the first turn: build the instance, read its states, OnActivateAsync.</summary>
    public void Activate(Dictionary<string, object>? context) => QueueAction(() => _ = ActivateAsync(context));

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        lock (_inbox)
        {
            if (_endOrdered) return;
            _endOrdered = true;
            _endReason = deactivationReason;
        }

        QueueAction(BeginEnd);
    }

    public void DelayDeactivation(TimeSpan span)
    {
        var time = _catalog.Time;
        _keepUntil = span <= TimeSpan.Zero && span != Timeout.InfiniteTimeSpan ? long.MinValue
            : span == Timeout.InfiniteTimeSpan || span == TimeSpan.MaxValue ? long.MaxValue
            : time.GetTimestamp() + (long)(span.TotalSeconds * time.TimestampFrequency);
    }

    /// <summary>Whether nobody has used it for its age and nothing keeps it.</summary>
    public bool IsCollectable(long now) =>
        _stage == Stage.Active && !IsBusy && Class.CollectionAge != Timeout.InfiniteTimeSpan && _keepUntil <= now
        && _catalog.Time.GetElapsedTime(LastUsed, now) >= Class.CollectionAge;

    /// <summary>An exception is leaving the grain: an inconsistent state must not be served any further.</summary>
    public void OnFault(Exception exception)
    {
        if (exception is Storage.InconsistentStateException)
            Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationError, exception, "An inconsistent stored state was met."));
    }

    public void AddTimer(GrainTimer timer)
    {
        lock (_inbox) (_timers ??= []).Add(timer);
    }

    public void RemoveTimer(GrainTimer timer)
    {
        lock (_inbox) _timers?.Remove(timer);
    }

    /// <summary>For error texts; read from other threads, so only roughly true.</summary>
    public string Describe() =>
        $"The activation is {_stage}, runs {_writers + _readers + _interleaved} ({(_current as GrainCall)?.Method.ToString() ?? "no call"}), {_waiting} wait.";

    private async Task ActivateAsync(Dictionary<string, object>? context)
    {
        _stage = Stage.Activating;
        try
        {
            if (context is not null) RequestContext.Current = context;
            using var timeout = new CancellationTokenSource(Class.ActivationTimeout, _catalog.Time);
            _instance = Class.CreateInstance(this);
            foreach (var read in _states ?? []) await read(timeout.Token);
            if (_instance is IGrainBase grain) await grain.OnActivateAsync(timeout.Token);
        }
        catch (Exception exception)
        {
            RuntimeLog.ActivationFailed(_catalog.Logger, exception, GrainId);
            RuntimeInstruments.OnActivationFailed();
            _endOrdered = true;
            _failure = exception;
            StopTimers();
            _catalog.Remove(this);
            await DisposeInstanceAsync();
            _stage = Stage.Ended;
            while (TakeWaiting() is { } item) item.Reject(exception);
            _ended.TrySetResult();
            return;
        }

        RuntimeInstruments.OnActivated();
        LastUsed = _catalog.Time.GetTimestamp();
        _stage = Stage.Active;
        if (_endReason is not null) BeginEnd();
        else Admit();
    }

    private void BeginEnd()
    {
        if (_stage != Stage.Active) return;
        _stage = Stage.Ending;
        EndIfIdle();
    }

    private void EndIfIdle()
    {
        if (_writers + _readers + _interleaved > 0 || _stage != Stage.Ending || _ending) return;
        _ending = true;
        _ = EndAsync();
    }

    private async Task EndAsync()
    {
        StopTimers();
        try
        {
            using var timeout = new CancellationTokenSource(Class.DeactivationTimeout, _catalog.Time);
            if (_instance is IGrainBase grain) await grain.OnDeactivateAsync(_endReason!.Value, timeout.Token).WaitAsync(timeout.Token);
        }
        catch (Exception exception)
        {
            RuntimeLog.DeactivationFailed(_catalog.Logger, exception, GrainId);
        }

        _catalog.Remove(this);
        await DisposeInstanceAsync();
        _stage = Stage.Ended;
        RuntimeInstruments.OnDeactivated();
        while (TakeWaiting() is { } item) item.Redirect();
        _ended.TrySetResult();
    }

    private TurnItem? TakeWaiting()
    {
        var item = _waitingHead;
        if (item is not null) Unlink(item, null);
        return item;
    }

    private void StopTimers()
    {
        GrainTimer[] timers;
        lock (_inbox) timers = _timers?.ToArray() ?? [];
        foreach (var timer in timers) timer.Dispose();
    }

    private async Task DisposeInstanceAsync()
    {
        try
        {
            if (_instance is IAsyncDisposable asyncDisposable) await asyncDisposable.DisposeAsync();
            else if (_instance is IDisposable disposable) disposable.Dispose();
            if (_scope is { } scope) await scope.DisposeAsync();
        }
        catch (Exception exception)
        {
            RuntimeLog.DeactivationFailed(_catalog.Logger, exception, GrainId);
        }
    }
}
