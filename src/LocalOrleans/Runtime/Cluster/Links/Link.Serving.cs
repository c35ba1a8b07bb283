namespace LocalOrleans;

/// <summary>The calls the other end makes here; see the essay in Link.cs.</summary>
internal sealed partial class Link
{
    private readonly Dictionary<ulong, CallCancellation> _cancellable = [];
    private readonly GrainType[] _grainTypes = new GrainType[64];
    private long _taken;
    private long _settled;

    /// <summary>True when every call that was taken in has its answer in the pipe.</summary>
    public bool IsQuiet
    {
        get
        {
            lock (Gate) return Volatile.Read(ref _taken) == _settled;
        }
    }

    /// <summary>Answers a call with the result of its task; throws if the result cannot be written.</summary>
    public void Answer(GrainCall call, Task task)
    {
        if (call.OriginNumber == 0) return;
        var writer = FrameWriter.Begin(FrameKind.Value, call.OriginNumber);
        try
        {
            call.WriteResult(writer, task);
            CheckLength(writer, call.Method, "The result");
        }
        catch
        {
            FrameWriter.Return(writer);
            throw;
        }

        Post(writer, call.OriginNumber);
    }

    /// <summary>Answers a call with an exception; if that cannot be written, with its text.</summary>
    public void Fail(GrainCall call, Exception exception)
    {
        if (call.OriginNumber == 0) return;
        var writer = FrameWriter.Begin(FrameKind.Fault, call.OriginNumber);
        try
        {
            CodecOf<Exception>.Instance.Write(writer, exception);
            CheckLength(writer, call.Method, "The exception");
        }
        catch (Exception unwritable)
        {
            writer.Reset();
            FrameWriter.Return(writer);
            writer = FrameWriter.Begin(FrameKind.Fault, call.OriginNumber);
            CodecOf<Exception>.Instance.Write(writer, new OrleansException($"{exception.GetType()}: {exception.Message} ({unwritable.Message})"));
        }

        Post(writer, call.OriginNumber);
    }

    /// <summary>Answers a call with what another link answered; with <see cref="FrameKind.Dropped"/> only notes that no answer comes.</summary>
    public void Pass(FrameKind kind, GrainCall call, ReadOnlySpan<byte> body)
    {
        if (call.OriginNumber == 0) return;
        if (kind == FrameKind.Dropped)
        {
            lock (Gate) Settle(call.OriginNumber);
            return;
        }

        var writer = FrameWriter.Begin(kind, call.OriginNumber);
        writer.WriteSpan(body);
        Post(writer, call.OriginNumber);
    }

    /// <summary>Sends a call back: in the view with this version its target is not ours.</summary>
    public void Redirect(GrainCall call, long version)
    {
        var writer = FrameWriter.Begin(FrameKind.Redirect, call.OriginNumber);
        writer.WriteUInt((ulong)version);
        Post(writer, call.OriginNumber);
    }

    protected override void OnFrame(FrameKind kind, ulong number, ReadOnlySpan<byte> body)
    {
        var reader = new Reader(body, kept: null, runtime);
        switch (kind)
        {
            case FrameKind.Call:
                OnCall(number, ref reader);
                break;
            case FrameKind.Value or FrameKind.Fault:
                Take(number)?.Complete(kind, ref reader);
                break;
            case FrameKind.Redirect:
                OnRedirect(number, (long)reader.ReadUInt());
                break;
            case FrameKind.Cancel:
                CallCancellation? cancellation;
                lock (Gate) _cancellable.TryGetValue(number, out cancellation);
                cancellation?.CancelCallee();
                break;
            case FrameKind.Goodbye:
                OnGoodbye();
                break;
            case FrameKind.View or FrameKind.Tell:
                owner.OnMessage(this, kind, body);
                break;
            default:
                throw new InvalidDataException($"{kind} is no frame of an open link.");
        }
    }

    private GrainCall? Take(ulong number)
    {
        lock (Gate) return _inFlight.Take(number);
    }

    private void OnGoodbye()
    {
        owner.OnGoodbye(this);
        lock (Gate)
        {
            if (!_leaving && IsOpen) AppendBare(FrameKind.Goodbye, 0);
            _leaving = true;
            _left.TrySetResult();
            if (_taken == _settled) _quiet.TrySetResult();
        }
    }

    private void OnRedirect(ulong number, long version)
    {
        if (Take(number) is not { } call) return;
        if (++call.Redirects <= MaxRedirects) runtime.RouteAt(version, call);
        else call.Reject(new SiloUnavailableException($"No silo takes {call.Target}: it was sent on {MaxRedirects} times."));
    }

    private void OnCall(ulong number, ref Reader reader)
    {
        var flags = reader.ReadByte();
        var version = (long)reader.ReadUInt();
        var timeout = TimeSpan.FromMilliseconds(reader.ReadUInt());
        var target = ReadId(ref reader);
        var source = (flags & IsFromSenderItself) != 0 ? Client : ReadId(ref reader);
        var contract = (flags & NamesInterface) != 0 ? InterfaceContracts.Find(reader.ReadString() ?? "") : _interfaces[(int)Math.Min(reader.ReadUInt(), (ulong)_interfaces.Length)];
        var method = (int)reader.ReadUInt();
        if (contract is null) throw new InvalidDataException($"A call to {target} through an interface that is not known here.");
        var call = contract.CreateCall(method);
        call.Target = target;
        call.Source = source;
        call.IsUrgent = (flags & IsUrgent) != 0;
        call.Origin = this;
        call.OriginNumber = number;
        call.Receiver = runtime;
        call.Pending = new PendingPlace { Deadline = runtime.Pending.After(timeout) };
        if (number != 0) Volatile.Write(ref _taken, _taken + 1);
        try
        {
            if ((flags & HasContext) != 0) call.Context = CodecOf<Dictionary<string, object>>.Instance.Read(ref reader);
            call.ReadArguments(ref reader);
            if ((flags & IsCancellable) != 0) Watch(number, CallCancellation.Receive(call));
            if (version > runtime.Views.Current.Version) runtime.RouteAt(version, call);
            else runtime.Route(call);
        }
        catch (Exception exception)
        {
            call.Reject(exception);
        }
    }

    private void Watch(ulong number, CallCancellation cancellation)
    {
        lock (Gate) _cancellable[number] = cancellation;
    }

    /// <summary>The call has ended; under the gate.</summary>
    private void Settle(ulong number)
    {
        _settled++;
        if (_leaving && _left.Task.IsCompleted && _taken == _settled) _quiet.TrySetResult();
        if (_cancellable.Count > 0) _cancellable.Remove(number);
    }

    /// <summary>Grain types are few and come again and again: each is made once.</summary>
    private GrainId ReadId(ref Reader reader)
    {
        var type = reader.ReadBytes();
        ref var known = ref _grainTypes[type.IsEmpty ? 0 : (type.Length + (type[0] * 7) + (type[^1] * 31)) & 63];
        if (known.IsDefault || !known.AsSpan().SequenceEqual(type)) known = new GrainType(new IdSpan(type.ToArray()));
        return new GrainId(known, new IdSpan(reader.ReadBytes().ToArray()));
    }
}
