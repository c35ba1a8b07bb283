using System.Net.Sockets;

namespace LocalOrleans;

/// <summary>
/// Calls and answers over one connection.
/// <para><b>Ours.</b> A call is written outside of the gate; under it it gets its number, goes into <see cref="InFlight"/> and the frame into the pipe, so there is never
/// a frame without its entry or an entry that the link's end would miss. It leaves the table once: by its answer, by the end of the link
/// (it fails with <see cref="SiloUnavailableException"/>: it may have run), or when its time is over (then the answer, if it comes, finds nothing). A call that is not expected to
/// answer has number 0 and is done when it is written.</para>
/// <para><b>Theirs.</b> A call frame becomes a call whose <see cref="GrainCall.Origin"/> is this link, and is routed as if it had been made here. If another silo owns the target
/// it is answered by a redirect and its sender, who still has the arguments, goes there. Made under a view newer than ours it waits until we know that view.
/// Arguments that cannot be read fail that call; a frame that makes no sense ends the link.</para>
/// <para><b>Goodbye.</b> An end that leaves says so and goes on reading. The other end answers and from then on holds its calls for the next link; when that answer has come nothing
/// more can come, and when everything that came is answered the link is closed. So a silo that leaves in order fails no call.</para>
/// <para><b>Crash cases.</b> The other process dies: the socket ends, everything in flight fails at once; whether it ran nobody knows, so nothing is sent again (at most once).
/// It hangs: calls time out one by one, the pipe fills, callers hold their calls (<see cref="Peer"/>) until membership decides.</para>
/// </summary>
internal sealed partial class Link(CallRuntime runtime, LinkTable owner, Socket socket, Hello mine, Hello theirs, bool accepted) : Connection(socket, accepted)
{
    private const byte IsCancellable = 1;
    private const byte HasContext = 2;
    private const byte IsFromSenderItself = 4;
    private const byte NamesInterface = 8;
    private const byte IsUrgent = 16;
    private const int MaxRedirects = 64;
    private static readonly TimeSpan GoodbyeTime = TimeSpan.FromSeconds(2);

    private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _quiet = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _leaving;
    private readonly InFlight _inFlight = new();
    private readonly int _knownInterfaces = mine.Interfaces.Length;
    private readonly InterfaceContract?[] _interfaces = [.. theirs.Interfaces.Select(pair => InterfaceContracts.Find(pair.Name))];

    private readonly GrainId _me = GrainId.Parse(mine.Client);

    /// <summary>The silo at the other end; null if a client is there.</summary>
    public SiloAddress? Silo { get; } = theirs.SiloAddress;

    /// <summary>The client id of the other end.</summary>
    public GrainId Client { get; } = GrainId.Parse(theirs.Client);

    /// <summary>The silo's grain classes.</summary>
    public GrainKind[] Grains { get; } = theirs.Grains;

    public string Name => Silo?.ToString() ?? Client.ToString();

    /// <summary>Sends a call, or ends it if it cannot be sent at all; false if the link is full or closed and the call is still the caller's.</summary>
    public bool TrySend(GrainCall call)
    {
        if (!IsReady) return false;
        var writer = FrameWriter.Begin(FrameKind.Call);
        try
        {
            Write(writer, call);
            CheckLength(writer, call.Method, "The arguments");
        }
        catch (Exception exception)
        {
            FrameWriter.Return(writer);
            call.Reject(exception);
            return true;
        }

        var answers = (call.Method.Options & CallOptions.OneWay) == 0 || call.Cancellation is not null;
        lock (Gate)
        {
            if (!IsReady)
            {
                FrameWriter.Return(writer);
                return false;
            }

            if (answers && Bind(call, _inFlight.Next))
            {
                writer.Patch(5, call.WayNumber);
                _inFlight.Add(call);
                Append(FrameWriter.End(writer));
                if (call.Cancellation?.Follow(this, call.WayNumber) == true) AppendBare(FrameKind.Cancel, call.WayNumber);
                call = null!;
            }
            else if (!answers)
            {
                Append(FrameWriter.End(writer));
            }
        }

        FrameWriter.Return(writer);
        call?.Drop();
        return true;
    }

    private bool IsReady => IsOpen && !IsFull && !_leaving;

    /// <summary>Sends a frame without a number; false if the link is closed.</summary>
    public bool TryPost(FrameKind kind, ReadOnlySpan<byte> body)
    {
        var writer = FrameWriter.Begin(kind);
        writer.WriteSpan(body);
        return Post(writer, 0);
    }

    /// <summary>The caller of a call in flight has cancelled.</summary>
    public void Cancel(ulong number)
    {
        lock (Gate)
        {
            if (IsOpen) AppendBare(FrameKind.Cancel, number);
        }
    }

    /// <summary>The time of a call in flight is over.</summary>
    public void Abandon(ulong number)
    {
        GrainCall? call;
        lock (Gate) call = _inFlight.Take(number);
        call?.Drop();
    }

    /// <summary>Says goodbye, waits a little for the other end's and for the answers to its calls, and closes.</summary>
    public async Task LeaveAsync()
    {
        lock (Gate)
        {
            if (!IsOpen) return;
            if (!_leaving) AppendBare(FrameKind.Goodbye, 0);
            _leaving = true;
        }

        await Task.WhenAll(_left.Task, _quiet.Task).WaitAsync(GoodbyeTime, TimeProvider.System).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await CompleteAsync().ConfigureAwait(false);
    }

    protected override void OnRoom() => owner.OnRoom(this);

    protected override void OnClosed(Exception? reason)
    {
        List<GrainCall> lost;
        lock (Gate) lost = _inFlight.TakeAll();
        _left.TrySetResult();
        _quiet.TrySetResult();
        owner.OnClosed(this, reason);
        foreach (var call in lost)
            call.Reject(Silo is null ? new ClientNotAvailableException(call.Target) : new SiloUnavailableException($"The link to {Name} has ended; {call.Method} of {call.Target} was on its way and may have run.", reason!));
    }

    private bool Bind(GrainCall call, ulong number) => call.Sender is { } sender ? sender.Pending.Bind(call, this, number) : call.SetWay(this, number);

    private void Write(Writer writer, GrainCall call)
    {
        var contract = call.Method.Contract;
        var itself = call.Source == _me;
        var named = contract.Index >= _knownInterfaces;
        writer.WriteByte((byte)((call.Cancellation is null ? 0 : IsCancellable) | (call.Context is null ? 0 : HasContext) | (itself ? IsFromSenderItself : 0) | (named ? NamesInterface : 0) | (call.IsUrgent ? IsUrgent : 0)));
        writer.WriteUInt((ulong)runtime.Views.Current.Version);
        writer.WriteUInt((ulong)(call.Method.ResponseTimeout ?? runtime.ResponseTimeout).TotalMilliseconds);
        WriteId(writer, call.Target);
        if (!itself) WriteId(writer, call.Source);
        if (named) writer.WriteString(contract.Name.ToString());
        else writer.WriteUInt((ulong)contract.Index);
        writer.WriteUInt((ulong)call.Method.Number);
        if (call.Context is not null) CodecOf<Dictionary<string, object>>.Instance.Write(writer, call.Context);
        call.WriteArguments(writer);
    }

    private static void WriteId(Writer writer, GrainId id)
    {
        writer.WriteBytes(id.Type.AsSpan());
        writer.WriteBytes(id.Key.AsSpan());
    }

    private static void CheckLength(Writer writer, CallMethod method, string what)
    {
        if (writer.Written.Length > FrameWriter.MaxFrame)
            throw new OrleansMessageRejectionException($"{what} of {method} take {writer.Written.Length} bytes; a message has at most {FrameWriter.MaxFrame}.");
    }

    private bool Post(Writer writer, ulong number)
    {
        lock (Gate)
        {
            if (number != 0) Settle(number);
            if (IsOpen) Append(FrameWriter.End(writer));
        }

        FrameWriter.Return(writer);
        return IsOpen;
    }

    private void AppendBare(FrameKind kind, ulong number)
    {
        Span<byte> frame = stackalloc byte[FrameWriter.Header];
        BitConverter.TryWriteBytes(frame, FrameWriter.Header - sizeof(uint));
        frame[4] = (byte)kind;
        BitConverter.TryWriteBytes(frame[5..], number);
        Append(frame);
    }
}
