using System.Collections.Concurrent;
using Reception.Client.Calls;
using Reception.Client.Hub;
using Reception.Contracts.Conversations;
using Reception.Contracts.Gateways;
using Reception.Contracts.Ids;

namespace Reception.Client.Sessions;

/// <summary>
/// A supervisor's session: conversations he reads along, and his commands on any. He holds no lease and no capacity here; what he takes over
/// is his as the agent of the same id. Whether he may enter a shop is the gateway's to check.
/// </summary>
public sealed class SupervisorSession : IPushTarget, IAsyncDisposable
{
    /// <summary>The most conversations that one session reads along.</summary>
    public const int MaxThreads = 50;

    private readonly ConcurrentDictionary<ConversationId, GuestThread> _threads = new();
    private readonly GatedEvents _events;
    private readonly ReceptionClient _client;
    private readonly Lane _lane;
    private readonly string? _name;

    internal SupervisorSession(string supervisor, string? name, string sessionId, ISessionEvents events, ReceptionClient client)
    {
        (Supervisor, _name, SessionId, _client) = (supervisor, name, sessionId, client);
        _events = new GatedEvents(events);
        _lane = new Lane(client.Options.MaxWaiting);
        client.Hub.Add(sessionId, this);
    }

    public string Supervisor { get; }

    public string SessionId { get; }

    /// <summary>True while a command is in flight or waits.</summary>
    public bool IsBusy => _lane.IsBusy || _threads.Values.Any(thread => thread.Feed.Lane.IsBusy);

    /// <summary>Events begin; call it once the owner knows that the session is open.</summary>
    public void Start() => _events.Open();

    /// <summary>Reads along from now on. Null: too many; false: too much waits.</summary>
    public bool? Monitor(ConversationId conversation, long after, string? why, Action<OpenResult> answer)
    {
        if (_threads.Count >= MaxThreads && !_threads.ContainsKey(conversation)) return null;
        var thread = _threads.GetOrAdd(conversation, id => new GuestThread(id, SessionId, _events, _client, ListenAsync));
        return thread.Feed.Lane.TryAdd(async () =>
        {
            if (!await thread.OpenAsync(after, answer)) _threads.TryRemove(new(conversation, thread));
        });

        Task<OpenResult> ListenAsync(IConversationGrain grain, long from) =>
            grain.MonitorAsync(new MonitorCommand(Supervisor, _name, new OpenSession(_client.Hub.AddressOf(SessionId), from, new VisitContext()), why));
    }

    public bool Leave(ConversationId conversation) => _threads.TryRemove(conversation, out var thread) && _lane.TryAdd(thread.LeaveAsync, always: true);

    public bool Whisper(ConversationId conversation, long epoch, string clientId, string text, Action<CommandResult> answer) => LaneOf(conversation).TryAdd(() =>
        _client.SayAsync(conversation, new InternalMessage(new StaffMember(StaffRole.Supervisor, Supervisor, _name), epoch, clientId, text), answer));

    public bool TakeOver(ConversationId conversation, long epoch, string commandId, string? why, Action<CommandResult> answer) =>
        Command(conversation, grain => grain.TakeOverAsync(new SupervisorCommand(Supervisor, _name, epoch, commandId, why)), answer);

    public bool Reassign(ConversationId conversation, long epoch, string commandId, TransferTarget target, Action<CommandResult> answer) =>
        Command(conversation, grain => grain.ReassignAsync(new SupervisorCommand(Supervisor, _name, epoch, commandId, target.Why), target), answer);

    public void Confirm(ConversationId conversation, long sequence) => _threads.GetValueOrDefault(conversation)?.Feed.Confirm(sequence);

    /// <summary>Null: this session does not read it along.</summary>
    public Task<MessagesPage>? ReadAsync(ConversationId conversation, long after, int max) => _threads.GetValueOrDefault(conversation)?.ReadAsync(after, max);

    public async ValueTask DisposeAsync()
    {
        _client.Hub.Remove(SessionId);
        await Task.WhenAll(_threads.Values.Select(thread => thread.LeaveAsync()));
    }

    void IPushTarget.Receive(SessionPush push)
    {
        if (push.Conversation is not { } conversation) return;
        if (_threads.TryGetValue(conversation, out var thread)) thread.Feed.Receive(push);
        else _client.Hub.CloseOrphan(conversation.ToString(), SessionId);
    }

    void IPushTarget.Doubt(DateTimeOffset lookAt)
    {
        foreach (var thread in _threads.Values) thread.Feed.Doubt(lookAt);
    }

    void IPushTarget.Tick(DateTimeOffset now)
    {
        foreach (var thread in _threads.Values) thread.Feed.Tick(now);
    }

    private Lane LaneOf(ConversationId conversation) => _threads.GetValueOrDefault(conversation)?.Feed.Lane ?? _lane;

    private bool Command(ConversationId conversation, Func<IConversationGrain, Task<CommandResult>> call, Action<CommandResult> answer)
    {
        var grain = _client.Cluster.GetGrain<IConversationGrain>(conversation.ToString());
        return LaneOf(conversation).TryAdd(async () =>
        {
            var result = await _client.Patience.CallAsync(() => call(grain), result => result.Outcome == CommandOutcome.Unavailable, Answers.Unavailable);
            answer(result);
            _threads.GetValueOrDefault(conversation)?.Feed.Receive(result.Produced, result.View, null);
        });
    }
}
