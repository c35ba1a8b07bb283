namespace LocalOrleans;

/// <summary>
/// A way to another runtime. Whoever sends stays the call's <see cref="GrainCall.Sender"/>: time-outs run there. A transport between processes writes the call
/// as a frame, keeps it until the answer frame comes, and on the other side makes a call whose answer is written back.
/// </summary>
internal interface IMessageTransport
{
    /// <summary>Hands a call over; throws <see cref="Orleans.Runtime.SiloUnavailableException"/> when the other end is gone.</summary>
    void Send(GrainCall call);
}

/// <summary>The way to a runtime in the same process: the call itself is handed over.</summary>
internal sealed class InProcessTransport(CallRuntime peer) : IMessageTransport
{
    public void Send(GrainCall call) => peer.Route(call);
}
