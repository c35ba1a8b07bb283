namespace LocalOrleans;

/// <summary>
/// A caller's token on its way to the callee: the callee gets a token of its own, cancelled on its turn. The caller's task is cancelled at once
/// unless the options say to wait for the callee.
/// </summary>
internal sealed class CallCancellation
{
    private readonly CancellationTokenSource _callee = new();
    private readonly Action<Exception>? _failCaller;
    private readonly CancellationToken _caller;
    private CancellationTokenRegistration _registration;

    private Link? _way;
    private ulong _number;

    private CallCancellation(CancellationToken caller, Action<Exception>? failCaller)
    {
        _caller = caller;
        _failCaller = failCaller;
    }

    /// <summary>Where the call runs, once it does.</summary>
    public Activation? Activation { get; set; }

    public static void Attach(GrainCall call)
    {
        if (call.Token is not { CanBeCanceled: true } token) return;
        token.ThrowIfCancellationRequested();
        var cancellation = new CallCancellation(token, call.Method.Options.HasFlag(CallOptions.OneWay) ? null : call.Failure());
        call.Token = cancellation._callee.Token;
        call.Cancellation = cancellation;
        cancellation._registration = token.UnsafeRegister(static state => ((CallCancellation)state!).OnCallerCancelled(), cancellation);
    }

    /// <summary>The other half in the callee's process: its token is cancelled when the caller's cancel frame comes.</summary>
    public static CallCancellation Receive(GrainCall call)
    {
        var cancellation = new CallCancellation(CancellationToken.None, null);
        call.Token = cancellation._callee.Token;
        call.Cancellation = cancellation;
        return cancellation;
    }

    /// <summary>The call goes to another process: cancellations follow it there. True if one has come already.</summary>
    public bool Follow(Link link, ulong number)
    {
        lock (_callee)
        {
            (_way, _number) = (link, number);
            return _callee.IsCancellationRequested;
        }
    }

    public void CancelCallee()
    {
        if (Activation is { } activation)
        {
            activation.QueueAction(_callee.Cancel);
            return;
        }

        _callee.Cancel();
        lock (_callee)
        {
            if (_way is null) return;
        }

        _way.Cancel(_number);
    }

    public void End() => _registration.Unregister();

    private void OnCallerCancelled()
    {
        _failCaller?.Invoke(new OperationCanceledException(_caller));
        CancelCallee();
    }
}
