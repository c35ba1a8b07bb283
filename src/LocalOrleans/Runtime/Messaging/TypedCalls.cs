using System.ComponentModel;

namespace LocalOrleans;

/// <summary>A call that returns a value.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class GrainCall<TResult> : GrainCall
{
    private TaskCompletionSource<TResult>? _answer;

    internal Task<TResult> Expect() => (_answer = new TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    private protected override void Succeed(Task task) => Take()?.TrySetResult(Copier<TResult>.Copy(((Task<TResult>)task).GetAwaiter().GetResult()));

    private protected override void Fail(Exception exception) => Faults.Set(Take(), exception);

    internal override void SucceedWith(object? result) => Take()?.TrySetResult(Copier<TResult>.Copy((TResult)result!));

    internal override object? ResultOf(Task task) => ((Task<TResult>)task).GetAwaiter().GetResult();

    internal override void WriteResult(Writer writer, Task task) => CodecOf<TResult>.Instance.Write(writer, ((Task<TResult>)task).GetAwaiter().GetResult());

    internal override void SucceedFrom(ref Reader reader) => Take()?.TrySetResult(CodecOf<TResult>.Instance.Read(ref reader));

    internal override Action<Exception> Failure()
    {
        var answer = _answer;
        return exception => Faults.Set(answer, exception);
    }

    internal override DetachedAnswer DetachAnswer()
    {
        var answer = Take();
        return new DetachedAnswer(result => answer?.TrySetResult((TResult)result!), exception => Faults.Set(answer, exception));
    }

    internal override Task ExpectAnswer() => Expect();

    private TaskCompletionSource<TResult>? Take() => Interlocked.Exchange(ref _answer, null);
}

/// <summary>A call that returns nothing.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class GrainCallWithoutResult : GrainCall
{
    private TaskCompletionSource? _answer;

    internal Task Expect() => (_answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    private protected override void Succeed(Task task) => Take()?.TrySetResult();

    private protected override void Fail(Exception exception) => Faults.Set(Take(), exception);

    internal override void SucceedWith(object? result) => Take()?.TrySetResult();

    internal override object? ResultOf(Task task) => null;

    internal override void WriteResult(Writer writer, Task task)
    {
    }

    internal override void SucceedFrom(ref Reader reader) => Take()?.TrySetResult();

    internal override Action<Exception> Failure()
    {
        var answer = _answer;
        return exception => Faults.Set(answer, exception);
    }

    internal override DetachedAnswer DetachAnswer()
    {
        var answer = Take();
        return new DetachedAnswer(_ => answer?.TrySetResult(), exception => Faults.Set(answer, exception));
    }

    internal override Task ExpectAnswer() => Expect();

    private TaskCompletionSource? Take() => Interlocked.Exchange(ref _answer, null);
}

/// <summary>Exceptions between tasks; cancellation stays cancellation.</summary>
internal static class Faults
{
    public static void Set<T>(TaskCompletionSource<T>? answer, Exception exception)
    {
        if (exception is OperationCanceledException canceled) answer?.TrySetCanceled(TokenOf(canceled));
        else answer?.TrySetException(exception);
    }

    public static void Set(TaskCompletionSource? answer, Exception exception)
    {
        if (exception is OperationCanceledException canceled) answer?.TrySetCanceled(TokenOf(canceled));
        else answer?.TrySetException(exception);
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

    private static CancellationToken TokenOf(OperationCanceledException canceled) =>
        canceled.CancellationToken.IsCancellationRequested ? canceled.CancellationToken : new CancellationToken(canceled: true);
}
