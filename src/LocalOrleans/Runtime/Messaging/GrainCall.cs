using System.ComponentModel;
using System.Reflection;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace LocalOrleans;

/// <summary>
/// One call from the moment a proxy makes it until its end: arguments (in the generated subclass), headers, and the task the caller waits on.
/// <para>Ownership. The caller's side fills it and gives it away with <see cref="CallRuntime.Send"/>; from then on only the callee's side touches it,
/// except the pending list, which under its lock may fail the caller's task on time-out. The callee's side takes it off that list before it answers;
/// after that nobody else knows the object and it goes back to its pool. A late answer finds the task completed and is dropped.</para>
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class GrainCall : TurnItem, IInvokable
{
    private Task? _running;
    private Action? _resume;

    /// <summary>Which method.</summary>
    public abstract CallMethod Method { get; }

    internal override CallOptions Options => Method.Options;

    internal GrainId Target { get; set; }

    internal GrainId Source { get; set; }

    internal Activation? SourceActivation { get; set; }

    internal CallRuntime? Sender { get; set; }

    /// <summary>The runtime that has taken the call in; answers for its silo's death.</summary>
    internal CallRuntime? Receiver { get; set; }

    /// <summary>Place in the sender's pending list; guarded by that list's lock.</summary>
    internal PendingPlace Pending;

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

    /// <summary>Writes the result of a completed task for another process.</summary>
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

    /// <inheritdoc/>
    public virtual int GetArgumentCount() => 0;

    /// <inheritdoc/>
    public virtual object? GetArgument(int index) => throw new ArgumentOutOfRangeException(nameof(index));

    /// <inheritdoc/>
    public virtual void SetArgument(int index, object value) => throw new ArgumentOutOfRangeException(nameof(index));

    /// <summary>Writes the arguments for another process.</summary>
    public virtual void WriteArguments(Writer writer) { }

    /// <summary>Reads the arguments from another process.</summary>
    public virtual void ReadArguments(ref Reader reader) { }

    /// <inheritdoc/>
    public string GetMethodName() => Method.Name;

    /// <inheritdoc/>
    public string GetInterfaceName() => Method.InterfaceType.FullName!;

    /// <inheritdoc/>
    public MethodInfo GetMethod() => Method.Method;

    /// <inheritdoc/>
    public Type GetInterfaceType() => Method.InterfaceType;

    /// <summary>Starts the method without the accounting, for filters.</summary>
    internal Task? Invoke(object target) => Begin(target);

    internal override void Run(object target)
    {
        if (Pending.Expired)
        {
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
        Fail(exception);
        if (Pooled) Reset();
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
                if (task is Task<FilteredResult> filtered) SucceedWith(filtered.GetAwaiter().GetResult().Value);
                else Succeed(task);
            }
            catch (Exception exception)
            {
                Fail(exception);
            }
        }
        else
        {
            var exception = Faults.Of(task);
            activation?.OnFault(exception);
            Fail(exception);
        }

        activation?.Finish(this);
        if (Pooled) Reset();
    }

    /// <summary>Its caller has given up before it began: not worth running.</summary>
    private void Drop()
    {
        Release();
        Activation?.Finish(this);
        if (Pooled) Reset();
    }

    private void Release()
    {
        Sender!.Pending.Remove(this);
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
        Recycle();
    }
}

/// <summary>What an incoming filter chain ended with.</summary>
internal readonly record struct FilteredResult(object? Value);
