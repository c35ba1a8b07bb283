using System.ComponentModel;

namespace LocalOrleans;

/// <summary>A call that returns a value; <see cref="Unit"/> for methods that return none.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class GrainCall<TResult> : GrainCall
{
    private TaskCompletionSource<TResult>? _answer;

    internal Task<TResult> Expect() => (_answer = new TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    internal override Task ExpectAnswer() => Expect();

    private protected override void Succeed(Task task) => Take()?.TrySetResult(Copier<TResult>.Copy(Result(task)));

    private protected override void Fail(Exception exception) => Faults.Set(Take(), exception);

    internal override void SucceedWith(object? result) => Take()?.TrySetResult(Copier<TResult>.Copy(Unbox(result)));

    internal override object? ResultOf(Task task) => typeof(TResult) == typeof(Unit) ? null : Result(task);

    internal override void WriteResult(Writer writer, Task task) =>
        CodecOf<TResult>.Instance.Write(writer, task is Task<FilteredResult> filtered ? Unbox(filtered.GetAwaiter().GetResult().Value) : Result(task));

    internal override void SucceedFrom(ref Reader reader) => Take()?.TrySetResult(CodecOf<TResult>.Instance.Read(ref reader));

    internal override Action<Exception> Failure()
    {
        var answer = _answer;
        return exception => Faults.Set(answer, exception);
    }

    internal override DetachedAnswer DetachAnswer()
    {
        var answer = Take();
        return new DetachedAnswer(result => answer?.TrySetResult(Unbox(result)), exception => Faults.Set(answer, exception));
    }

    private static TResult Result(Task task) => task is Task<TResult> typed ? typed.GetAwaiter().GetResult() : default!;

    private static TResult Unbox(object? result) => typeof(TResult) == typeof(Unit) ? default! : (TResult)result!;

    private TaskCompletionSource<TResult>? Take() => Interlocked.Exchange(ref _answer, null);
}

/// <summary>Exceptions between tasks; cancellation stays cancellation.</summary>
internal static class Faults
{
    public static void Set<T>(TaskCompletionSource<T>? answer, Exception exception)
    {
        if (exception is not OperationCanceledException canceled) answer?.TrySetException(exception);
        else answer?.TrySetCanceled(canceled.CancellationToken.IsCancellationRequested ? canceled.CancellationToken : new CancellationToken(canceled: true));
    }

    public static Exception Of(Task task)
    {
        if (task.Exception is { } aggregate) return aggregate.InnerExceptions[0];
        try
        {
            task.GetAwaiter().GetResult();
            return new InvalidOperationException("The task did not fail.");
        }
        catch (Exception exception)
        {
            return exception;
        }
    }
}
