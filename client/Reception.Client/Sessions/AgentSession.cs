using System.Collections.Concurrent;
using Reception.Client.Calls;
using Reception.Client.Hub;
using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Gateways;
using Reception.Contracts.Ids;

namespace Reception.Client.Sessions;

/// <summary>
/// An agent's session: the lease of his connection, his offers, and the conversations he holds. Every conversation has a lane
/// of its own, the agent another; in each at most one call is in flight. What he holds according to the Agent and what is
/// attached here are brought together whenever the Agent's picture changes.
/// </summary>
public sealed partial class AgentSession : IPushTarget, IAsyncDisposable
{
    private readonly ConcurrentDictionary<ConversationId, AgentThread> _threads = new();
    private readonly ConcurrentDictionary<Guid, OfferView> _offers = new();
    private readonly IAgentGrain _grain;
    private readonly GatedEvents _events;
    private readonly ReceptionClient _client;
    private readonly Lane _lane;
    private readonly Lock _gate = new();
    private AgentView? _view;
    private DateTimeOffset _renewAt;

    internal AgentSession(AgentId agent, string sessionId, ISessionEvents events, ReceptionClient client)
    {
        (Agent, SessionId, _client) = (agent, sessionId, client);
        _grain = client.Cluster.GetGrain<IAgentGrain>(agent.ToString());
        _events = new GatedEvents(events);
        _lane = new Lane(client.Options.MaxWaiting);
    }

    public AgentId Agent { get; }

    public string SessionId { get; }

    /// <summary>The newest picture of the agent; null until the session is open.</summary>
    public AgentView? View
    {
        get
        {
            lock (_gate) return _view;
        }
    }

    /// <summary>True while a command is in flight or waits.</summary>
    public bool IsBusy => _lane.IsBusy || _threads.Values.Any(thread => thread.Feed.Lane.IsBusy);

    private SessionAddress Address => _client.Hub.AddressOf(SessionId);

    /// <summary>Events begin; call it once the owner knows that the session is open.</summary>
    public void Start() => _events.Open();

    /// <summary>The newest view of a conversation served here; null when it is not.</summary>
    public ConversationView? ViewOf(ConversationId conversation) => _threads.GetValueOrDefault(conversation)?.Feed.View;

    /// <summary>Null result: the cluster did not answer.</summary>
    public bool SetPresence(PresenceIntent intent, string? reason, Action<PresenceResult?> answer) => Turn(grain => grain.SetPresenceAsync(intent, reason), answer);

    /// <summary>Ready for the next: ends the wrap-up of one work, or (null) of all.</summary>
    public bool EndWrapUp(ConversationId? work, Action<PresenceResult?> answer) => Turn(grain => grain.EndWrapUpAsync(work), answer);

    /// <summary>Takes the work of an offer; null result: no such offer was made to this session.</summary>
    public bool Accept(Guid offer, Action<OpenResult> answer)
    {
        if (!_offers.TryGetValue(offer, out var view))
        {
            answer(new OpenResult(CommandOutcome.OfferGone, null, [], null));
            return true;
        }
        var thread = _threads.GetOrAdd(view.Work, NewThread);
        var command = new AcceptOffer(Agent, View?.Name ?? Agent.Value, offer, view.Epoch, Address);
        return thread.Feed.Lane.TryAdd(async () =>
        {
            var opened = await thread.AcceptAsync(command, answer);
            if (opened.Outcome is not CommandOutcome.Unavailable) Gone(offer, tell: false);
            if (thread.Feed.View is null) _threads.TryRemove(view.Work, out _);
        });
    }

    public bool Decline(Guid offer, Action<CommandOutcome> answer) => _lane.TryAdd(async () =>
    {
        var outcome = await _client.Patience.CallAsync(() => _grain.DeclineAsync(offer), result => result == CommandOutcome.Unavailable, CommandOutcome.Unavailable);
        if (outcome != CommandOutcome.Unavailable) Gone(offer, tell: false);
        answer(outcome);
    });

    /// <summary>Null: this session does not serve the conversation. False: too many wait, nothing was taken.</summary>
    public bool? Post(ConversationId conversation, long epoch, IncomingMessage[] messages, string? proposal, Action<PostResult> answer)
    {
        Acted();
        return _threads.GetValueOrDefault(conversation)?.Post(new AgentMessages(Agent, epoch, messages, proposal), answer);
    }

    /// <summary>Null: this session does not serve the conversation. False: too many wait, nothing was taken.</summary>
    public bool? Close(ConversationId conversation, long epoch, string commandId, Action<CommandResult> answer) =>
        Command(conversation, grain => grain.AgentCloseAsync(new AgentCommand(Agent, epoch, commandId)), answer);

    public bool? HandBack(ConversationId conversation, long epoch, string commandId, Action<CommandResult> answer) =>
        Command(conversation, grain => grain.HandBackAsync(new AgentCommand(Agent, epoch, commandId)), answer);

    public bool? Transfer(ConversationId conversation, long epoch, string commandId, string queue, Action<CommandResult> answer) =>
        Command(conversation, grain => grain.TransferAsync(new AgentCommand(Agent, epoch, commandId), queue), answer);

    public bool? Mute(ConversationId conversation, long epoch, string commandId, bool muted, Action<CommandResult> answer) =>
        Command(conversation, grain => grain.MuteAssistantAsync(new AgentCommand(Agent, epoch, commandId), muted), answer);

    public void Confirm(ConversationId conversation, long sequence) => _threads.GetValueOrDefault(conversation)?.Feed.Confirm(sequence);

    public void Typing(ConversationId conversation) => _threads.GetValueOrDefault(conversation)?.Feed.Typing();

    /// <summary>Null: this session does not serve the conversation.</summary>
    public Task<MessagesPage>? ReadAsync(ConversationId conversation, long after, int max) => _threads.GetValueOrDefault(conversation)?.ReadAsync(after, max);

    public ValueTask DisposeAsync() => LeaveAsync(() => _grain.DisconnectAsync(SessionId));

    /// <summary>Instead of disposing, when the agent is about to come back through another gateway: for <see cref="ReceptionClientOptions.MovingLease"/> he counts as connected and keeps his offers.</summary>
    public ValueTask MoveAsync() => LeaveAsync(() => _grain.RenewAsync(SessionId, _client.Options.MovingLease));

    private async ValueTask LeaveAsync(Func<Task> leave)
    {
        _client.Hub.Remove(SessionId);
        await Task.WhenAll([.. _threads.Values.Select(thread => thread.LeaveAsync()), .. _guests.Values.Select(guest => guest.LeaveAsync())]);
        try
        {
            await leave();
        }
        catch (Exception exception) when (Patience.IsTransient(exception))
        {
            // The lease runs out by itself.
        }
    }

    void IPushTarget.Receive(SessionPush push)
    {
        if (push.Offer is { } offer) Offered(offer);
        if (push.OfferGone is { } gone) Gone(gone, tell: true);
        if (push.Agent is { } changed) Receive(changed);
        if (push.Consult is { } invitation) Receive(invitation);
        if (push.Order is { } order) LookAt(order);
        if (push.Conversation is not { } conversation) return;
        if (_threads.TryGetValue(conversation, out var thread)) thread.Feed.Receive(push);
        else if (ReceiveAsGuest(conversation, push)) return;
        else if (View is { } view && Array.TrueForAll(view.Holds, hold => hold.Work != conversation)) _client.Hub.CloseOrphan(conversation.ToString(), SessionId);
    }

    void IPushTarget.Doubt(DateTimeOffset lookAt)
    {
        foreach (var thread in _threads.Values) thread.Feed.Doubt(lookAt);
        foreach (var guest in _guests.Values) guest.Feed.Doubt(lookAt);
        _renewAt = lookAt;
    }

    void IPushTarget.Tick(DateTimeOffset now)
    {
        foreach (var thread in _threads.Values) thread.Feed.Tick(now);
        foreach (var guest in _guests.Values) guest.Feed.Tick(now);
        foreach (var offer in _offers.Values)
        {
            if (offer.Until < now) Gone(offer.Offer, tell: true);
        }
        if (now < _renewAt) return;
        _renewAt = now + (_client.Options.AgentLease / 3);
        _lane.TryAdd(RenewAsync, always: true);
    }

    internal async Task<AgentView?> ConnectAsync(IReadOnlyDictionary<ConversationId, long> seen)
    {
        _client.Hub.Add(SessionId, this);
        _renewAt = _client.Time.GetUtcNow() + (_client.Options.AgentLease / 3);
        var view = await _grain.ConnectAsync(Address, _client.Options.AgentLease);
        if (view is null)
        {
            _client.Hub.Remove(SessionId);
            return null;
        }
        lock (_gate) _view = view;
        foreach (var offer in view.Offers) _offers[offer.Offer] = offer;
        foreach (var hold in view.Holds.Where(hold => !hold.Work.IsOrder())) Attach(hold.Work, seen.TryGetValue(hold.Work, out var after) ? after : null);
        ReconcileOrders(view);
        return view;
    }

    private async Task RenewAsync()
    {
        var known = await _grain.RenewAsync(SessionId, _client.Options.AgentLease);
        Receive(known ? await _grain.GetAsync() : await _grain.ConnectAsync(Address, _client.Options.AgentLease)); // also what a lost push would have told
        if (View is { } view) Reconcile(view);
    }

    private void Receive(AgentView? view)
    {
        if (view is null) return;
        lock (_gate)
        {
            if (view.Version <= _view?.Version) return;
            _view = view;
            _events.OnAgent(view);
        }
        foreach (var offer in view.Offers) Offered(offer);
        Reconcile(view);
    }

    private void Reconcile(AgentView view)
    {
        ReconcileOrders(view);
        var holds = view.Holds.Select(hold => hold.Work).Where(work => !work.IsOrder()).ToHashSet();
        foreach (var work in holds.Where(work => !_threads.ContainsKey(work))) Attach(work, null);
        foreach (var (work, thread) in _threads)
        {
            if (!holds.Contains(work)) thread.Feed.Lane.TryAdd(() => LeaveUnlessHisAsync(work, thread), always: true);
        }
    }

    private void Attach(ConversationId work, long? after)
    {
        var thread = NewThread(work);
        if (!_threads.TryAdd(work, thread)) return;
        thread.Feed.Lane.TryAdd(
            async () =>
            {
                if (!await thread.AttachAsync(after)) _threads.TryRemove(new(work, thread));
            },
            always: true);
    }

    private async Task LeaveUnlessHisAsync(ConversationId work, AgentThread thread)
    {
        if (await thread.IsStillHisAsync()) return;
        _threads.TryRemove(new(work, thread));
        await thread.LeaveAsync();
    }

    private void Offered(OfferView offer)
    {
        if (_offers.TryAdd(offer.Offer, offer)) _events.OnOffer(offer);
    }

    private void Gone(Guid offer, bool tell)
    {
        if (_offers.TryRemove(offer, out _) && tell) _events.OnOfferGone(offer);
    }

    private bool Turn(Func<IAgentGrain, Task<PresenceResult>> command, Action<PresenceResult?> answer) => _lane.TryAdd(async () =>
    {
        var result = await _client.Patience.CallAsync<PresenceResult?>(async () => await command(_grain), _ => false, null);
        answer(result);
        Receive(result?.View);
    });

    /// <summary>Whoever writes responds, whatever offers he let pass meanwhile.</summary>
    private void Acted()
    {
        if (View?.State == PresenceState.NotResponding) Turn(grain => grain.RespondAsync(), _ => { });
    }

    private bool? Command(ConversationId conversation, Func<IConversationGrain, Task<CommandResult>> call, Action<CommandResult> answer)
    {
        Acted();
        return _threads.GetValueOrDefault(conversation)?.Command(call, answer);
    }

    private AgentThread NewThread(ConversationId work) => new(work, Agent, Address, _events, _client);
}
