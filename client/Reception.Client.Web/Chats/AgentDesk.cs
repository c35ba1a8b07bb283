using System.Threading.Channels;
using Reception.Client.Web.Links;
using Reception.Protocol.Frames;

namespace Reception.Client.Web.Chats;

/// <summary>
/// An agent's desk over the gateway's socket: presence, offers and all his conversations. It reconnects and resumes by
/// itself; commands carry the epoch of the newest view that this desk knows.
/// </summary>
public sealed partial class AgentDesk : IAsyncDisposable
{
    private readonly Channel<ChatEvent> _events = Channel.CreateUnbounded<ChatEvent>();
    private readonly TaskCompletionSource<AgentDocument?> _welcomed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<string, ThreadState> _threads = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _orders = new(StringComparer.Ordinal);
    private readonly StaffLineBook _lines = new();
    private readonly Lock _gate = new();
    private readonly WebClientOptions _options;
    private readonly FrameLink _link;

    private AgentDesk(WebClientOptions options, string token)
    {
        _options = options;
        _link = new FrameLink("/ws/v1/agent", options, () => new HelloFrame { Token = token, Threads = Seen() }, Receive, Changed) { Due = Due };
    }

    /// <summary>Everything that happens, for one reader.</summary>
    public IAsyncEnumerable<ChatEvent> Events => _events.Reader.ReadAllAsync();

    public static AgentDesk Start(WebClientOptions options, string token)
    {
        var desk = new AgentDesk(options, token);
        desk._link.Start();
        return desk;
    }

    /// <summary>Completes with the first welcome; throws <see cref="RefusedException"/> when there will be none.</summary>
    public Task<AgentDocument?> WelcomedAsync(CancellationToken cancel = default) => _welcomed.Task.WaitAsync(cancel);

    /// <summary><c>online</c>, <c>away</c> or <c>offline</c>.</summary>
    public Task SetPresenceAsync(string intent, CancellationToken cancel = default) => AskAsync(new PresenceFrame { Id = _options.NewId(), Intent = intent }, cancel);

    /// <summary>With the reason why he is <c>away</c> or <c>offline</c>: break, training, meeting …</summary>
    public Task SetPresenceAsync(string intent, string? reason, CancellationToken cancel = default) =>
        AskAsync(new PresenceFrame { Id = _options.NewId(), Intent = intent, Reason = reason }, cancel);

    /// <summary>Ready for the next: ends the wrap-up of one conversation, or (null) of all.</summary>
    public Task EndWrapUpAsync(string? conversation = null, CancellationToken cancel = default) => AskAsync(new ReadyFrame { Id = _options.NewId(), Conversation = conversation }, cancel);

    public Task AcceptAsync(string offer, CancellationToken cancel = default) => AskAsync(new AcceptFrame { Id = _options.NewId(), Offer = offer }, cancel);

    public Task DeclineAsync(string offer, CancellationToken cancel = default) => AskAsync(new DeclineFrame { Id = _options.NewId(), Offer = offer }, cancel);

    /// <summary>Posts a line; the result is its sequence, stored for good.</summary>
    public async Task<long> PostAsync(string conversation, string text, string? proposal = null, CancellationToken cancel = default)
    {
        var frame = new PostFrame { Id = _options.NewId(), Conversation = conversation, Epoch = Epoch(conversation), Messages = [new PostedMessage(_options.NewId(), text)], Proposal = proposal };
        return (await _link.AskAsync(frame, cancel)) is AckFrame { Acks: [var ack, ..] } ? ack.Sequence : 0;
    }

    public Task CloseAsync(string conversation, CancellationToken cancel = default) => AskAsync(new CloseFrame { Id = _options.NewId(), Conversation = conversation, Epoch = Epoch(conversation) }, cancel);

    /// <summary>A work order is done; <paramref name="work"/> is shop/~order/number, <paramref name="result"/> what came of it.</summary>
    public Task CloseOrderAsync(string work, string? result, CancellationToken cancel = default) =>
        AskAsync(new CloseFrame { Id = _options.NewId(), Conversation = work, Epoch = Epoch(work), Text = result }, cancel);

    /// <summary>A note on a work order.</summary>
    public Task NoteAsync(string work, string text, CancellationToken cancel = default) => AskAsync(new NoteFrame { Id = _options.NewId(), Conversation = work, Text = text }, cancel);

    public Task HandBackAsync(string conversation, CancellationToken cancel = default) => AskAsync(new HandBackFrame { Id = _options.NewId(), Conversation = conversation, Epoch = Epoch(conversation) }, cancel);

    public Task TransferAsync(string conversation, string queue, CancellationToken cancel = default) =>
        AskAsync(new TransferFrame { Id = _options.NewId(), Conversation = conversation, Epoch = Epoch(conversation), Queue = queue }, cancel);

    public Task MuteAsync(string conversation, bool muted, CancellationToken cancel = default) =>
        AskAsync(new MuteFrame { Id = _options.NewId(), Conversation = conversation, Epoch = Epoch(conversation), Muted = muted }, cancel);

    public Task TypingAsync(string conversation) => _link.TrySendAsync(new TypingFrame { Conversation = conversation });

    public async ValueTask DisposeAsync()
    {
        await _link.DisposeAsync();
        _events.Writer.TryComplete();
    }

    private Task AskAsync(ClientFrame frame, CancellationToken cancel) => _link.AskAsync(frame, cancel);

    private long Epoch(string conversation)
    {
        lock (_gate) return _orders.TryGetValue(conversation, out var epoch) ? epoch : _threads.GetValueOrDefault(conversation)?.View?.Epoch ?? 0;
    }

    private ThreadPosition[] Seen()
    {
        lock (_gate) return [.. _threads.Where(thread => thread.Value.View?.Phase == "agent").Select(thread => new ThreadPosition(thread.Key, thread.Value.Last)).Take(Protocol.Limits.ThreadsPerHello)];
    }

    private IEnumerable<ClientFrame> Due()
    {
        lock (_gate)
        {
            var due = new List<ClientFrame>();
            foreach (var (conversation, thread) in _threads)
            {
                if (thread.Last <= thread.Confirmed) continue;
                thread.Confirmed = thread.Last;
                due.Add(new ConfirmFrame { Conversation = conversation, Sequence = thread.Last });
            }
            return due;
        }
    }

    private void Changed(LinkState state, string? why)
    {
        _events.Writer.TryWrite(new LinkChanged(state, why));
        if (state == LinkState.Ended) _welcomed.TrySetException(new RefusedException("ended", why ?? "The desk is closed.", "Start another."));
    }

    private void Receive(Frame frame)
    {
        lock (_gate)
        {
            switch (frame)
            {
                case WelcomeFrame { Agent: { } agent }:
                    foreach (var thread in _threads.Values) thread.Confirmed = 0;
                    Tell(new AgentChanged(agent));
                    foreach (var offer in agent.Offers) Tell(new OfferMade(offer));
                    _welcomed.TrySetResult(agent);
                    break;
                case PushFrame push: Take(push.Conversation, push.Messages, push.View); break;
                case DoneFrame { View: { } view }: Take(view.Conversation, null, view); break;
                case DoneFrame { WorkOrder: { } order }: Take(order); break;
                case WorkOrderFrame { WorkOrder: var order }: Take(order); break;
                case DoneFrame { Agent: { } agent }: Tell(new AgentChanged(agent)); break;
                case ErrorFrame { View: { } view }: Take(view.Conversation, null, view); break;
                case AgentFrame changed: Tell(new AgentChanged(changed.Agent)); break;
                case OfferFrame made: Tell(new OfferMade(made.Offer)); break;
                case OfferGoneFrame gone: Tell(new OfferEnded(gone.Offer)); break;
                case StaffFrame staff when _lines.Take(staff) is { } changed: Tell(changed); break;
                case ConsultedFrame consulted: Tell(new Consulted(consulted.Consulted)); break;
                case ProposalFrame proposed: Tell(new ReplyProposed(proposed.Conversation, proposed.Proposal)); break;
                case PlaceFrame told: Tell(new PlaceChanged(told.Conversation, new PlaceDocument(told.Place, told.FromSeconds, told.ToSeconds))); break;
                case OtherTypingFrame typing: Tell(new OtherIsTyping(typing.Conversation, typing.Author)); break;
            }
        }
    }

    private void Take(string conversation, MessageDocument[]? messages, ViewDocument? view)
    {
        if (!_threads.TryGetValue(conversation, out var thread)) _threads[conversation] = thread = new ThreadState();
        foreach (var message in thread.Take(messages)) Tell(new MessageArrived(conversation, message));
        if (thread.Take(view)) Tell(new ViewChanged(view!));
        if (thread.View is { Phase: not "agent" } && _threads.Count > 1_000) _threads.Remove(conversation);
    }

    private void Take(WorkOrderDocument order)
    {
        if (order.Phase == "owned") _orders[order.Work] = order.Epoch;
        else _orders.Remove(order.Work);
        Tell(new WorkOrderChanged(order));
    }

    private void Tell(ChatEvent happened) => _events.Writer.TryWrite(happened);
}
