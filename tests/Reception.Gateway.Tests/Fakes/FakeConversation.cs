using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Gateways;
using Reception.Contracts.Ids;

namespace Reception.Gateway.Tests.Fakes;

/// <summary>
/// A conversation that keeps the contract: gap-free sequences, ids stored once, epochs. It answers what holds 发货, and says
/// nothing else. <see cref="Before"/> lets a test hold a call or refuse it.
/// </summary>
internal sealed partial class FakeConversation(FakeCluster cluster, ConversationId id)
{
    private readonly Lock _gate = new();
    private readonly List<ChatMessage> _messages = [];
    private readonly Dictionary<string, SessionAddress> _sessions = [];
    private ConversationPhase _phase;
    private AgentId? _agent;
    private long _epoch = 1;
    private long _version;
    private int? _rating;
    private bool _muted;
    private int _inFlight;

    public List<string> Calls { get; } = [];

    public List<PostMessages> Bursts { get; } = [];

    public long Confirmed { get; private set; }

    /// <summary>The most calls that were under way at once.</summary>
    public int MostInFlight { get; private set; }

    public Func<string, Task>? Before { get; set; }

    /// <summary>What the next calls answer instead.</summary>
    public CommandOutcome? Refusal { get; set; }

    public VisitContext Context { get; private set; } = new();

    public int Sessions => _sessions.Count;

    public PlaceInQueue? Place { get; set; }

    /// <summary>Adds messages as if they had come another way, with or without telling the sessions.</summary>
    public async Task SayAsync(Author author, string text, bool push = true)
    {
        ChatMessage message;
        lock (_gate) message = Append(author, MessageKind.Text, text, null);
        if (push) await PushAsync(session => new SessionPush(session, id, View(), [message]));
    }

    public Task PushAsync(Func<string, SessionPush> push)
    {
        SessionPush[] pushes;
        lock (_gate) pushes = [.. _sessions.Keys.Select(push)];
        return cluster.PushAsync(pushes);
    }

    public Task<OpenResult> OpenAsync(OpenSession command) => On("open", () =>
    {
        _sessions[command.Session.SessionId] = cluster.Route(command.Session);
        Context = command.Context;
        return Refusal is { } refusal ? new OpenResult(refusal, View(), [], null) : Opened(command.AfterSequence);
    });

    public Task<PostResult> PostAsync(PostMessages command) => On("post", () =>
    {
        Bursts.Add(command);
        if (Refusal is { } refusal) return new PostResult(refusal, [], [], View(), Error: refusal == CommandOutcome.Invalid ? "no" : null);
        if (_phase is ConversationPhase.New or ConversationPhase.Closed) _phase = ConversationPhase.Bot;
        return Post(Author.Customer, command.Messages);
    });

    public Task<CommandResult> AskForHumanAsync(CustomerCommand command) => Command("human", () =>
    {
        (_phase, _epoch) = (ConversationPhase.Waiting, _epoch + 1);
        Place = new PlaceInQueue(1, 5, 40);
        return [Append(Author.System, MessageKind.Notice, "", null, NoticeKind.Waiting)];
    });

    public Task<CommandResult> CloseAsync(CustomerCommand command) => Command("close", End);

    public Task<CommandResult> RateAsync(RateEpisode command) => On("rate", () =>
    {
        if (_phase != ConversationPhase.Closed) return new CommandResult(CommandOutcome.WrongPhase, View(), []);
        _rating = command.Stars;
        _version++;
        return new CommandResult(CommandOutcome.Done, View(), []);
    });

    /// <summary>The last word on each answer.</summary>
    public Dictionary<long, bool> Words { get; } = [];

    public List<OrderEvent> Orders { get; } = [];

    public Task<CommandResult> RateAnswerAsync(RateAnswer command) => On("rate-answer", () =>
    {
        if (_messages.Find(m => m.Sequence == command.Sequence)?.Kind != MessageKind.Answer) return new CommandResult(CommandOutcome.Invalid, View(), [], "no answer");
        Words[command.Sequence] = command.Helpful;
        return new CommandResult(CommandOutcome.Done, View(), []);
    });

    public Task<OrderResult> ReportOrderAsync(OrderEvent order) => On("order", () =>
    {
        var known = Orders.Exists(o => o.OrderId == order.OrderId && o.Kind == order.Kind);
        Orders.Add(order);
        return new OrderResult(known ? CommandOutcome.Repeated : CommandOutcome.Done, new(SaleBy.Bot, "ship", []));
    });

    public Task<OpenResult> AttachAgentAsync(AgentId agent, OpenSession command) => On("attach", () =>
    {
        if (_agent != agent) return new OpenResult(CommandOutcome.NotOwner, View(), [], null);
        _sessions[command.Session.SessionId] = cluster.Route(command.Session);
        return Opened(command.AfterSequence);
    });

    public Task<bool> ConfirmAsync(string sessionId, long sequence) => On("confirm", () =>
    {
        Confirmed = Math.Max(Confirmed, sequence);
        return _sessions.ContainsKey(sessionId);
    });

    /// <summary>Forgets the sessions, as after pushes that failed for long.</summary>
    public void GiveUp()
    {
        lock (_gate) _sessions.Clear();
    }

    public Task CloseSessionAsync(string sessionId) => On("close-session", () => _sessions.Remove(sessionId));

    public Task TypingAsync(string sessionId) => On("typing", () => true);

    public Task<MessagesPage> ReadAsync(long afterSequence, int max) => On("read", () => new MessagesPage([.. _messages.Where(message => message.Sequence > afterSequence).Take(max)], _messages.Count));

    public Task<ConversationView> GetAsync() => On("get", View);

    public Task<OpenResult> AcceptAsync(AcceptOffer command) => On("accept", () =>
    {
        if (_phase != ConversationPhase.Waiting) return new OpenResult(CommandOutcome.OfferGone, View(), [], null);
        (_phase, _agent, _epoch) = (ConversationPhase.Agent, command.Agent, _epoch + 1);
        _sessions[command.Session.SessionId] = cluster.Route(command.Session);
        Append(Author.System, MessageKind.Notice, "", null, NoticeKind.AgentJoined);
        return Opened(0);
    });

    public Task<PostResult> AgentPostAsync(AgentMessages command) => On("agent-post", () =>
        command.Epoch != _epoch ? new PostResult(CommandOutcome.StaleEpoch, [], [], View()) : Post(Author.Agent, command.Messages));

    public Task<CommandResult> AgentCloseAsync(AgentCommand command) => OfAgent(command, End);

    public Task<CommandResult> HandBackAsync(AgentCommand command) => OfAgent(command, () =>
    {
        (_phase, _agent, _epoch) = (ConversationPhase.Bot, null, _epoch + 1);
        return [Append(Author.System, MessageKind.Notice, "", null, NoticeKind.BackToBot)];
    });

    public Task<CommandResult> TransferAsync(AgentCommand command, string queue) => OfAgent(command, () =>
    {
        (_phase, _agent, _epoch) = (ConversationPhase.Waiting, null, _epoch + 1);
        return [Append(Author.System, MessageKind.Notice, "", null, NoticeKind.Transferred)];
    });

    public Task<CommandResult> MuteAssistantAsync(AgentCommand command, bool muted) => OfAgent(command, () =>
    {
        _muted = muted;
        _version++;
        return [];
    });

    public OfferView Offer(Guid offer)
    {
        lock (_gate) return new OfferView(offer, id, new QueueId(id.Shop, "main"), _epoch, 1, cluster.Time.GetUtcNow().AddSeconds(20), cluster.Time.GetUtcNow(), "发货", HandOverReason.Asked, null);
    }

    private Task<CommandResult> OfAgent(AgentCommand command, Func<ChatMessage[]> act) => On("agent-command", () =>
        command.Epoch != _epoch ? new CommandResult(CommandOutcome.StaleEpoch, View(), []) : new CommandResult(CommandOutcome.Done, Acted(act, out var produced), produced));

    private Task<CommandResult> Command(string name, Func<ChatMessage[]> act) => On(name, () =>
        Refusal is { } refusal ? new CommandResult(refusal, View(), []) : new CommandResult(CommandOutcome.Done, Acted(act, out var produced), produced, Place: Place));

    private ConversationView Acted(Func<ChatMessage[]> act, out ChatMessage[] produced)
    {
        produced = act();
        return View();
    }

    private ChatMessage[] End()
    {
        (_phase, _agent, _epoch) = (ConversationPhase.Closed, null, _epoch + 1);
        return [Append(Author.System, MessageKind.Notice, "", null, NoticeKind.Closed)];
    }

    private PostResult Post(Author author, IncomingMessage[] messages)
    {
        var acks = new List<MessageAck>();
        var produced = new List<ChatMessage>();
        foreach (var message in messages)
        {
            if (_messages.Find(known => known.ClientMessageId == message.ClientMessageId) is { } known)
            {
                acks.Add(new MessageAck(message.ClientMessageId, known.Sequence));
                continue;
            }
            produced.Add(Append(author, MessageKind.Text, message.Text, message.ClientMessageId));
            acks.Add(new MessageAck(message.ClientMessageId, produced[^1].Sequence));
            if (author == Author.Customer && message.Text.Contains("发货", StringComparison.Ordinal)) produced.Add(Append(Author.Bot, MessageKind.Answer, "48 小时内发货。", null));
        }
        return new PostResult(produced.Count == 0 ? CommandOutcome.Repeated : CommandOutcome.Done, [.. acks], [.. produced], View());
    }

    private OpenResult Opened(long after) => new(CommandOutcome.Done, View(), [.. _messages.Where(message => message.Sequence > after).Take(200)], Place);

    private ConversationView View() => new(
        id, _version, 1, _phase, _epoch, _messages.Count, "main", _agent, _agent?.Value, "发货", HandOverReason.Asked, null, null, null, _rating, _muted, Context);

    private ChatMessage Append(Author author, MessageKind kind, string text, string? clientId, NoticeKind notice = NoticeKind.None)
    {
        var message = new ChatMessage(_messages.Count + 1, 1, kind, author, null, null, text, cluster.Time.GetUtcNow(), clientId, Notice: notice);
        _messages.Add(message);
        _version++;
        return message;
    }

    private async Task<T> On<T>(string call, Func<T> act)
    {
        lock (_gate)
        {
            Calls.Add(call);
            MostInFlight = Math.Max(MostInFlight, ++_inFlight);
        }
        try
        {
            if (Before is { } before) await before(call);
            lock (_gate) return act();
        }
        finally
        {
            lock (_gate) _inFlight--;
        }
    }
}
