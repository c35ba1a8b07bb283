using Reception.Client.Calls;
using Reception.Client.Hub;
using Reception.Contracts.Conversations;
using Reception.Contracts.Gateways;
using Reception.Contracts.Ids;

namespace Reception.Client.Sessions;

/// <summary>
/// A customer's session with his conversation. Commands are carried out in the order given, one call at a time; messages that
/// were posted meanwhile go as one burst. Answers come through the callback, before what the command produced comes through
/// the events.
/// </summary>
public sealed class CustomerSession : IPushTarget, IAsyncDisposable
{
    private readonly IConversationGrain _grain;
    private readonly GatedEvents _events;
    private readonly ThreadFeed _feed;
    private readonly SessionHub _hub;
    private readonly Patience _patience;

    internal CustomerSession(ConversationId conversation, string sessionId, ISessionEvents events, ReceptionClient client)
    {
        (Conversation, SessionId) = (conversation, sessionId);
        (_hub, _patience) = (client.Hub, client.Patience);
        _grain = client.Cluster.GetGrain<IConversationGrain>(conversation.ToString());
        _events = new GatedEvents(events);
        _feed = new ThreadFeed(conversation, _grain, sessionId, _events, client.Options, client.Time)
        {
            Reopen = after => _grain.OpenAsync(new OpenSession(_hub.AddressOf(SessionId), after, new VisitContext())),
        };
    }

    public ConversationId Conversation { get; }

    public string SessionId { get; }

    /// <summary>The newest view; null until the session is open.</summary>
    public ConversationView? View => _feed.View;

    /// <summary>True while a command is in flight or waits.</summary>
    public bool IsBusy => _feed.Lane.IsBusy;

    /// <summary>Events begin; call it once the owner knows that the session is open.</summary>
    public void Start() => _events.Open();

    /// <summary>Posts up to <see cref="PostMessages.MaxMessages"/> messages. False: too many wait, nothing was taken.</summary>
    public bool Post(IncomingMessage[] messages, Action<PostResult> answer) => _feed.Lane.TryAdd(new PostStep(null, messages, SendAsync, answer, Produced));

    public bool AskForHuman(string commandId, Action<CommandResult> answer) => Command(() => _grain.AskForHumanAsync(new CustomerCommand(SessionId, commandId)), answer);

    public bool Close(string commandId, Action<CommandResult> answer) => Command(() => _grain.CloseAsync(new CustomerCommand(SessionId, commandId)), answer);

    public bool Rate(int stars, string? comment, Action<CommandResult> answer) => Command(() => _grain.RateAsync(new RateEpisode(SessionId, stars, comment)), answer);

    /// <summary>Whether the bot's answer at this sequence helped; the last word counts.</summary>
    public bool RateAnswer(long sequence, bool helpful, Action<CommandResult> answer) => Command(() => _grain.RateAnswerAsync(new RateAnswer(SessionId, sequence, helpful)), answer);

    /// <summary>Everything up to <paramref name="sequence"/> arrived; sent with the next batch.</summary>
    public void Confirm(long sequence) => _feed.Confirm(sequence);

    public void Typing() => _feed.Typing();

    /// <summary>Reads the thread again from a sequence, without going through the events.</summary>
    public async Task<MessagesPage> ReadAsync(long after, int max) => await _grain.ReadAsync(after, max);

    public async ValueTask DisposeAsync()
    {
        _hub.Remove(SessionId);
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _feed.Lane.TryAdd(
            async () =>
            {
                try
                {
                    await _grain.CloseSessionAsync(SessionId);
                }
                finally
                {
                    closed.SetResult();
                }
            },
            always: true);
        await closed.Task;
    }

    void IPushTarget.Receive(SessionPush push) => _feed.Receive(push);

    void IPushTarget.Doubt(DateTimeOffset lookAt) => _feed.Doubt(lookAt);

    void IPushTarget.Tick(DateTimeOffset now) => _feed.Tick(now);

    internal async Task<OpenResult> OpenAsync(long? after, int tail, VisitContext context)
    {
        _hub.Add(SessionId, this);
        var from = after ?? Math.Max(0, await TailAsync(tail));
        var command = new OpenSession(_hub.AddressOf(SessionId), from, context);
        var opened = await _patience.CallAsync(() => _grain.OpenAsync(command), result => result.Outcome == CommandOutcome.Unavailable, Answers.OpenUnavailable);
        if (opened.Outcome is CommandOutcome.Done or CommandOutcome.Repeated) _feed.Start(from, opened);
        else _hub.Remove(SessionId);
        return opened;
    }

    private async Task<long> TailAsync(int tail)
    {
        var page = await _patience.CallAsync(() => _grain.ReadAsync(0, 1), _ => false, new MessagesPage([], 0));
        return page.LastSequence - tail;
    }

    private Task<PostResult> SendAsync(IncomingMessage[] messages) => _patience.CallAsync(
        () => _grain.PostAsync(new PostMessages(SessionId, messages)), result => result.Outcome == CommandOutcome.Unavailable, Answers.PostUnavailable);

    private void Produced(PostResult result) => _feed.Receive(result.Produced, result.View, result.Place);

    private bool Command(Func<Task<CommandResult>> call, Action<CommandResult> answer) => _feed.Lane.TryAdd(async () =>
    {
        var result = await _patience.CallAsync(call, result => result.Outcome == CommandOutcome.Unavailable, Answers.Unavailable);
        answer(result);
        _feed.Receive(result.Produced, result.View, result.Place);
    });
}
