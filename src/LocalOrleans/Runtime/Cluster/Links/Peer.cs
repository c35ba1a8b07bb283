namespace LocalOrleans;

/// <summary>
/// The way to one silo or client: its link while there is one, and what waits for it.
/// <para>Calls that find no link, or a full one, are held in order and sent when there is a link with room; a caller's time-out ends the wait. At most <see cref="MaxHeld"/> calls wait;
/// one more is refused with a text that says so. While anything is held, new calls go behind it. Lock order: held, then the link's gate.</para>
/// <para>No call is forgotten: whoever adds one to the queue tries to drain it afterwards, so a link that came or got room in between is not missed;
/// after the end (see <see cref="Release"/>) nothing is held any more and what comes goes to <see cref="CallRuntime.Route"/>, which knows better by then.</para>
/// </summary>
internal sealed class Peer(CallRuntime runtime, string name)
{
    public const int MaxHeld = 50_000;
    private const int MaxMessages = 1_000;
    private readonly Queue<GrainCall> _held = new();
    private readonly Queue<byte[]> _messages = new();
    private volatile Link? _link;
    private volatile bool _waiting;
    private bool _ended;

    public Link? Link => _link;

    /// <summary>True when membership messages wait for a link.</summary>
    public bool HasMessages
    {
        get
        {
            lock (_held) return _messages.Count > 0;
        }
    }

    /// <summary>Sends a call or holds it; owns it from here on.</summary>
    public void Send(GrainCall call)
    {
        if (!_waiting && _link is { } link && link.TrySend(call)) return;
        bool ended, refused;
        lock (_held)
        {
            ended = _ended;
            refused = !ended && _held.Count >= MaxHeld;
            if (!ended && !refused)
            {
                _held.Enqueue(call);
                _waiting = true;
            }
        }

        if (refused) call.Reject(new OrleansMessageRejectionException($"{MaxHeld} calls wait for {name} already: {call.Method} of {call.Target} was not sent."));
        else if (ended) runtime.RouteAt(runtime.Views.Current.Version, call);
        else Drain();
    }

    /// <summary>Sends a membership message, or holds it until there is a link.</summary>
    public void Tell(ReadOnlySpan<byte> message)
    {
        lock (_held)
        {
            if (_messages.Count == 0 && _link?.TryPost(FrameKind.Tell, message) == true) return;
            if (!_ended && _messages.Count < MaxMessages) _messages.Enqueue(message.ToArray());
        }
    }

    public void Attach(Link link)
    {
        lock (_held)
        {
            _link = link;
            while (_messages.TryDequeue(out var message)) link.TryPost(FrameKind.Tell, message);
        }

        Drain();
    }

    /// <summary>The link has ended; false if another one has taken its place.</summary>
    public bool Detach(Link link)
    {
        lock (_held)
        {
            if (_link != link) return false;
            _link = null;
            return true;
        }
    }

    /// <summary>Sends what is held, as far as there is room.</summary>
    public void Drain()
    {
        lock (_held)
        {
            while (_held.TryPeek(out var call))
            {
                if (call.IsExpired) call.Drop();
                else if (_link is not { } link || !link.TrySend(call)) return;
                _held.Dequeue();
            }

            _waiting = false;
        }
    }

    /// <summary>Hands back the calls that are held; at the end, when nobody sends here any more, forgets the messages too.</summary>
    public List<GrainCall> Release(bool end)
    {
        lock (_held)
        {
            _ended |= end;
            if (end) _messages.Clear();
            List<GrainCall> held = [.. _held];
            _held.Clear();
            _waiting = false;
            return held;
        }
    }
}
