namespace Orleans.Runtime;

/// <summary>
/// One life of a grain, and the task scheduler of its turns.
/// <para><b>Inbox and turns.</b> Everything that happens to the grain is an item in one queue: a call, a continuation of an await, an action, the order
/// to activate or to end. Whoever adds an item to an idle activation queues the activation on the thread pool; there it runs item after item until the
/// queue is empty or its time slice is over, and goes to the back of the pool's queue. At most one thread is in this loop, so turns never overlap,
/// and everything below except the inbox is touched only by it: no further locks. The loop runs inside one task of this scheduler, so an await
/// captures the scheduler and comes back as an item.</para>
/// <para><b>Admission.</b> A call begins at once if it may run beside those that have begun and not finished: always if nothing runs, if the class is
/// [Reentrant] or the method [AlwaysInterleave]; a [ReadOnly] call beside [ReadOnly] ones. Otherwise it waits in arrival order; each end of a call
/// admits what may now run. A later call that may interleave overtakes waiting ones.</para>
/// <para><b>Life.</b> Created → Activating (calls wait) → Active → Ending (calls wait, those that run finish, then OnDeactivateAsync) → Ended.
/// If activation fails the waiting calls get its exception. When an activation has ended, what waits and what still arrives is routed anew and meets the
/// next life; the catalog entry is removed first, so two lives never run turns at the same time.</para>
/// <para><b>Crash cases.</b> A call whose task never completes keeps a non-reentrant grain busy: its callers time out, waiting calls whose callers gave
/// up are dropped when their turn comes. If OnDeactivateAsync hangs, the life ends after the deactivation time-out. If the process dies there is nothing to
/// clean up here: state was stored or it was not.</para>
/// </summary>
internal sealed partial class Activation : TaskScheduler, IThreadPoolWorkItem, IGrainContext, ICallTarget
{
    private const int ItemsPerClockLook = 16;
    private static readonly long TimeSlice = System.Diagnostics.Stopwatch.Frequency / 20;
    private static readonly Action<object?> RunLoop = static self => ((Activation)self!).Loop();
    private static readonly ExecutionContext CleanContext = CaptureClean();

    private readonly Queue<object> _inbox = new();
    private readonly Catalog _catalog;
    private bool _scheduled;

    private TurnItem? _waitingHead;
    private TurnItem? _waitingTail;
    private int _waiting;
    private int _writers;
    private int _readers;
    private int _interleaved;
    private TurnItem? _current;
    private bool _admitting;
    private bool _interleavingWait;

    public Activation(Catalog catalog, GrainClass grainClass, GrainId grainId)
    {
        _catalog = catalog;
        Class = grainClass;
        GrainId = grainId;
        LastUsed = catalog.Time.GetTimestamp();
    }

    public GrainClass Class { get; }

    /// <summary>Takes a call or a tick from any thread.</summary>
    public void Deliver(TurnItem item) => Enqueue(item);

    public void QueueAction(Action action) => Enqueue(action);

    protected override void QueueTask(Task task)
    {
        if (!ReferenceEquals(task.AsyncState, this)) Enqueue(task);
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && ReferenceEquals(RuntimeContext.Current, this) && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks() => [];

    void IThreadPoolWorkItem.Execute()
    {
        if (_catalog.Park(this)) return;
        var loop = new Task(RunLoop, this);
        loop.Start(this);
        TryExecuteTask(loop);
    }

    private void Enqueue(object item)
    {
        lock (_inbox)
        {
            _inbox.Enqueue(item);
            if (_scheduled) return;
            _scheduled = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    private void Loop()
    {
        RuntimeContext.Current = this;
        var sliceEnd = System.Diagnostics.Stopwatch.GetTimestamp() + TimeSlice;
        for (var n = 1; ; n++)
        {
            object? item;
            lock (_inbox)
            {
                if (!_inbox.TryDequeue(out item))
                {
                    _scheduled = false;
                    break;
                }
            }

            Step(item);
            if (!ReferenceEquals(ExecutionContext.Capture(), CleanContext)) ExecutionContext.Restore(CleanContext);
            if (n % ItemsPerClockLook != 0 || System.Diagnostics.Stopwatch.GetTimestamp() < sliceEnd) continue;
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
            break;
        }

        RuntimeContext.Current = null;
    }

    private void Step(object item)
    {
        switch (item)
        {
            case TurnItem turn:
                Receive(turn);
                break;
            case Task task:
                TryExecuteTask(task);
                break;
            case Action action:
                try
                {
                    action();
                }
                catch (Exception exception)
                {
                    RuntimeLog.ActionFailed(_catalog.Logger, exception, GrainId);
                }

                break;
        }
    }

    private void Receive(TurnItem item)
    {
        if (_stage == Stage.Ended && _failure is not null) item.Reject(_failure);
        else if (_stage == Stage.Ended) item.Redirect();
        else if (_stage == Stage.Active && MayBegin(item.Options)) Begin(item);
        else Wait(item);
    }

    private bool MayBegin(CallOptions options)
    {
        if (Class.IsReentrant || (options & CallOptions.AlwaysInterleave) != 0) return true;
        return _writers == 0 && (_readers == 0 || (options & CallOptions.ReadOnly) != 0);
    }

    private void Begin(TurnItem item)
    {
        ++CountOf(item.Options);
        item.Activation = this;
        _current = item;
        if (item.Context is { } context) RequestContext.Current = context;
        item.Run(_instance!);
    }

    /// <summary>A call has ended: counts it out and admits what waited for it. Runs on the turn.</summary>
    public void Finish(TurnItem item)
    {
        --CountOf(item.Options);
        if (ReferenceEquals(_current, item)) _current = null;
        if (item.KeepsAlive) LastUsed = _catalog.Time.GetTimestamp();
        if (_stage == Stage.Ending) EndIfIdle();
        else Admit();
    }

    /// <summary>Whether this grain is about to move, or its call comes from one that is, directly or through others. Exact for a class that is not [Reentrant].</summary>
    public bool WorksForMoving(ClusterView view) =>
        view.IsAnnounced && (view.Moves(GrainId) || (_current is GrainCall call && (call.IsUrgent || (!ClientIds.IsClient(call.Source) && view.Moves(call.Source)))));

    private ref int CountOf(CallOptions options)
    {
        if (Class.IsReentrant || (options & CallOptions.AlwaysInterleave) != 0) return ref _interleaved;
        if ((options & CallOptions.ReadOnly) != 0) return ref _readers;
        return ref _writers;
    }

    private void Admit()
    {
        if (_admitting) return;
        _admitting = true;
        TurnItem? before = null;
        var item = _waitingHead;
        while (item is not null && _stage == Stage.Active && (_writers == 0 || _interleavingWait))
        {
            var after = item.Next;
            if (MayBegin(item.Options))
            {
                Unlink(item, before);
                Begin(item);
                if (!ReferenceEquals(ExecutionContext.Capture(), CleanContext)) ExecutionContext.Restore(CleanContext);
                before = null;
                item = _waitingHead;
            }
            else
            {
                before = item;
                item = after;
            }
        }

        if (item is null) _interleavingWait = false;
        _admitting = false;
    }

    private void Wait(TurnItem item)
    {
        item.Next = null;
        _interleavingWait |= Class.IsReentrant || (item.Options & CallOptions.AlwaysInterleave) != 0;
        if (_waitingTail is null) _waitingHead = item;
        else _waitingTail.Next = item;
        _waitingTail = item;
        _waiting++;
    }

    private void Unlink(TurnItem item, TurnItem? before)
    {
        if (before is null) _waitingHead = item.Next;
        else before.Next = item.Next;
        if (ReferenceEquals(_waitingTail, item)) _waitingTail = before;
        item.Next = null;
        _waiting--;
    }

    private static ExecutionContext CaptureClean()
    {
        ExecutionContext? clean = null;
        var thread = new Thread(() => clean = ExecutionContext.Capture());
        thread.UnsafeStart();
        thread.Join();
        return clean!;
    }
}
