using System.ComponentModel;

namespace LocalOrleans;

/// <summary>
/// One call from the moment a proxy makes it until its end: arguments (in the generated subclass), headers, and the task the caller waits on.
/// <para>Ownership. The caller's side fills it and gives it away with <see cref="CallRuntime.Send"/>; from then on only the callee's side touches it,
/// except the pending list, which under its lock may fail the caller's task on time-out. The callee's side takes it off that list before it answers;
/// after that nobody else knows the object and it goes back to its pool. A late answer finds the task completed and is dropped.</para>
/// <para>To another process it goes as a frame. The sender's object stays in its link's table (<see cref="Way"/>) and belongs to whoever takes it out: the answer,
/// the link's end, or the time-out. The receiver makes an object of its own without a caller's task; its end is written to <see cref="Origin"/>.
/// One that has both is on its way through: its answer is passed on as it comes.</para>
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class GrainCall : TurnItem
{
    private Task? _running;
    private Action? _resume;

    /// <summary>Which method.</summary>
    public abstract CallMethod Method { get; }

    internal override CallOptions Options => Method.Options;

    internal GrainId Target { get; set; }

    internal GrainId Source { get; set; }

    internal Activation? SourceActivation { get; set; }

    /// <summary>A grain that is about to move waits for it, directly or through others.</summary>
    internal bool IsUrgent { get; set; }

    internal CallRuntime? Sender { get; set; }

    /// <summary>The runtime that has taken the call in; answers for its silo's death.</summary>
    internal CallRuntime? Receiver { get; set; }

    /// <summary>Place in the sender's pending list; guarded by that list's lock.</summary>
    internal PendingPlace Pending;

    /// <summary>The link it was taken in from and its number there, 0 if no answer is expected.</summary>
    internal Link? Origin { get; set; }

    internal ulong OriginNumber { get; set; }

    /// <summary>The link it is in flight on and its number there; written under that link's lock.</summary>
    internal Link? Way { get; set; }

    internal ulong WayNumber { get; set; }

    /// <summary>How often it met a silo that did not own its target.</summary>
    internal int Redirects { get; set; }

    internal bool Pooled { get; set; } = true;

    internal CallCancellation? Cancellation { get; set; }

    /// <summary>Starts the method and returns its task.</summary>
    protected abstract Task? Begin(object target);

    /// <summary>The running task has succeeded: hands its result to the caller.</summary>
    private protected abstract void Succeed(Task task);

    /// <summary>Fails the caller's task.</summary>
    private protected abstract void Fail(Exception exception);

    /// <summary>Hands a result to the caller that a filter made.</summary>
    internal abstract void SucceedWith(object? result);

    /// <summary>The result of a completed task of this method, boxed.</summary>
    internal abstract object? ResultOf(Task task);

    /// <summary>Writes the result of a completed task, or of the filters around it, for another process.</summary>
    internal abstract void WriteResult(Writer writer, Task task);

    /// <summary>Hands a result to the caller that came from another process.</summary>
    internal abstract void SucceedFrom(ref Reader reader);

    /// <summary>A way to fail the caller's task that stays valid when this object is used again.</summary>
    internal abstract Action<Exception> Failure();

    /// <summary>Takes the caller's task away while filters run around the call.</summary>
    internal abstract DetachedAnswer DetachAnswer();

    /// <summary>A fresh task for the call proper.</summary>
    internal abstract Task ExpectAnswer();

    /// <summary>Clears arguments and goes back to the pool.</summary>
    protected abstract void Recycle();

    /// <summary>The token among the arguments; null for methods without one.</summary>
    public virtual CancellationToken? Token
    {
        get => null;
        set { }
    }

    /// <summary>Writes the arguments for another process.</summary>
    public virtual void WriteArguments(Writer writer) { }

    /// <summary>Reads the arguments from another process.</summary>
    public virtual void ReadArguments(ref Reader reader) { }

    /// <summary>Starts the method without the accounting, for filters.</summary>
    internal Task? Invoke(object target) => Begin(target);

    internal override void Run(object target)
    {
        if (IsExpired)
        {
            Activation?.Finish(this);
            Drop();
            return;
        }

        if (Cancellation is { } cancellation) cancellation.Activation = Activation;
        var task = Start(target);
        _running = task;
        if (task.IsCompleted) Finish();
        else task.GetAwaiter().UnsafeOnCompleted(_resume ??= Finish);
    }

    /// <summary>Runs outside of any grain; completes when the call has, and never fails.</summary>
    internal async Task RunDetachedAsync(object target)
    {
        _running = Start(target);
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Finish();
    }

    private Task Start(object target)
    {
        try
        {
            if (Receiver!.IncomingFilters(target) is not { } filters)
                return Begin(target) ?? throw new NullReferenceException($"{Method} returned null instead of a task.");
            Pooled = false;
            return IncomingCall.RunAsync(this, target, filters);
        }
        catch (Exception exception)
        {
            return Task.FromException(exception);
        }
    }

    internal override void Reject(Exception exception)
    {
        Release();
        FailCaller(exception);
        if (Pooled) Reset();
    }

    /// <summary>True when its caller has given up: not worth running or sending.</summary>
    internal bool IsExpired => Pending.Expired || (Origin is not null && Receiver!.Pending.IsPast(Pending.Deadline));

    /// <summary>The answer has come from another process.</summary>
    internal void Complete(FrameKind kind, ref Reader reader)
    {
        Release();
        try
        {
            if (Origin is not null) Origin.Pass(kind, this, reader.Rest);
            else if (kind == FrameKind.Value) SucceedFrom(ref reader);
            else Fail(CodecOf<Exception>.Instance.Read(ref reader));
        }
        catch (Exception exception)
        {
            FailCaller(exception);
        }

        if (Pooled) Reset();
    }

    /// <summary>Nobody waits for it any more.</summary>
    internal void Drop()
    {
        Release();
        Origin?.Pass(FrameKind.Dropped, this, default);
        if (Pooled) Reset();
    }

    private void FailCaller(Exception exception)
    {
        if (Origin is not null) Origin.Fail(this, exception);
        else Fail(exception);
    }

    /// <summary>Notes where it is in flight.</summary>
    internal bool SetWay(Link link, ulong number)
    {
        Way = link;
        WayNumber = number;
        return true;
    }

    internal override void Redirect() => Receiver!.Route(this);

    /// <summary>Hands the result over and tells the activation; runs on the activation's turn.</summary>
    private void Finish()
    {
        var task = _running!;
        var activation = Activation;
        Release();
        if (task.IsCompletedSuccessfully)
        {
            try
            {
                if (Origin is not null) Origin.Answer(this, task);
                else if (task is Task<FilteredResult> filtered) SucceedWith(filtered.GetAwaiter().GetResult().Value);
                else Succeed(task);
            }
            catch (Exception exception)
            {
                FailCaller(exception);
            }
        }
        else
        {
            var exception = Faults.Of(task);
            activation?.OnFault(exception);
            FailCaller(exception);
        }

        activation?.Finish(this);
        if (Pooled) Reset();
    }

    private void Release()
    {
        Sender?.Pending.Remove(this);
        Cancellation?.End();
    }

    private void Reset()
    {
        _running = null;
        Cancellation = null;
        Activation = null;
        SourceActivation = null;
        Context = null;
        Sender = null;
        Receiver = null;
        Next = null;
        Origin = Way = null;
        OriginNumber = WayNumber = 0;
        Redirects = 0;
        Recycle();
    }
}

/// <summary>What an incoming filter chain ended with.</summary>
internal readonly record struct FilteredResult(object? Value);
