using System.Diagnostics;
using System.Threading.Tasks.Sources;
using Reception.Storage.Journal;

namespace Reception.Storage.Sqlite;

/// <summary>
/// Something that waits for its commit. Queued, then either taken by the writer (its outcome will be known) or withdrawn by its
/// caller's cancellation (nothing is written); never both.
/// </summary>
internal abstract class StoreWrite
{
    private const int Queued = 0, Taken = 1, Withdrawn = 2;
    private int _state;
    private CancellationTokenRegistration _cancellation;

    /// <summary>The span it was made in, when somebody records.</summary>
    public Activity? Trace { get; } = JournalSpans.Current;

    /// <summary>About how much it writes, in bytes.</summary>
    public virtual int Size => 256;

    /// <summary>Writes within the open transaction; may run again after a rollback. A refusal writes nothing and is a result.</summary>
    public abstract void Apply(WriteSession session);

    /// <summary>Its transaction is on the disk.</summary>
    public abstract void Complete();

    public abstract void Fail(Exception error);

    public void Watch(CancellationToken cancellation)
    {
        if (cancellation.CanBeCanceled)
            _cancellation = cancellation.UnsafeRegister(static (state, token) => ((StoreWrite)state!).Withdraw(token), this);
    }

    public bool TryTake()
    {
        if (Interlocked.CompareExchange(ref _state, Taken, Queued) != Queued) return false;
        _cancellation.Unregister();
        return true;
    }

    private void Withdraw(CancellationToken token)
    {
        if (Interlocked.CompareExchange(ref _state, Withdrawn, Queued) == Queued) Fail(new OperationCanceledException(token));
    }
}

/// <summary>A write with an answer; awaited once.</summary>
internal abstract class StoreWrite<TResult> : StoreWrite, IValueTaskSource<TResult>
{
    private ManualResetValueTaskSourceCore<TResult> _source = new() { RunContinuationsAsynchronously = true };

    /// <summary>Set by <see cref="StoreWrite.Apply"/>.</summary>
    protected TResult Result { get; set; } = default!;

    public ValueTask<TResult> Task => new(this, _source.Version);

    public override void Complete() => _source.SetResult(Result);

    public override void Fail(Exception error) => _source.SetException(error);

    TResult IValueTaskSource<TResult>.GetResult(short token) => _source.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<TResult>.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource<TResult>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);
}
