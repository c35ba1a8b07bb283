namespace LocalOrleans;

/// <summary>What is known of a call at the moment its time is over.</summary>
internal sealed class PendingDescription(GrainCall call)
{
    private readonly (GrainId Source, GrainId Target, CallMethod Method, CallRuntime Sender, CallRuntime? Receiver) _call = (call.Source, call.Target, call.Method, call.Sender!, call.Receiver);

    /// <summary>Says which call got no answer, and what its target does if that is in this process.</summary>
    public TimeoutException ToException()
    {
        RuntimeInstruments.OnTimeout();
        return new TimeoutException(
            $"Response did not arrive on time in {_call.Method.ResponseTimeout ?? _call.Sender.ResponseTimeout} for message: Request [{_call.Source} -> {_call.Target}] {_call.Method}. {_call.Receiver?.Describe(_call.Target)}");
    }
}
