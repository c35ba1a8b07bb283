using Reception.Client.Calls;
using Reception.Client.Hub;
using Reception.Contracts.Conversations;
using Reception.Contracts.Gateways;
using Reception.Contracts.Ids;

namespace Reception.Client.Sessions;

/// <summary>
/// One conversation as one session sees it: everything that comes (answers, pushes, pages) goes through the inbox and on to
/// the events; what is missing is read, what was seen is confirmed in batches, and long silence is asked about once, with
/// back-off. Its calls share the session's lane for this conversation.
/// </summary>
internal sealed partial class ThreadFeed(ConversationId id, IConversationGrain grain, string sessionId, ISessionEvents events, ReceptionClientOptions options, TimeProvider time)
{
    private static readonly TimeSpan TypingPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ReadPause = TimeSpan.FromSeconds(2);
    private const int MaxBefore = 100;
    private const int MaxText = 64 * 1024;
    private readonly Lock _gate = new();
    private readonly ThreadInbox _inbox = new(0);
    private DateTimeOffset _heard = time.GetUtcNow();
    private DateTimeOffset _typed = DateTimeOffset.MinValue;
    private TimeSpan _patience = options.Silence;
    private PlaceInQueue? _place;
    private long _confirmed;
    private long _confirmSent;
    private bool _reading;
    private DateTimeOffset _readAgain = DateTimeOffset.MaxValue;
    private List<Action>? _before = [];

    /// <summary>Opens the session again, from a sequence: the conversation does not push to it any more.</summary>
    public required Func<long, Task<OpenResult>> Reopen { get; init; }

    public Lane Lane { get; } = new(options.MaxWaiting);

    public ConversationView? View
    {
        get
        {
            lock (_gate) return _inbox.View;
        }
    }

    /// <summary>What the conversation answered to opening, attaching or accepting; pushes that came before are put in order with it.</summary>
    public void Start(long after, OpenResult opened)
    {
        var end = opened.View?.LastSequence ?? after;
        lock (_gate)
        {
            if (_before is not null) _inbox.StartAt(Math.Min(after, end)); // accepted again: what was handed on stays handed on
            var before = _before ?? [];
            _before = null;
            Receive(opened.Messages, opened.View, opened.Place);
            foreach (var pushed in before) pushed();
        }
        ReceiveStaff(opened.Staff, opened.Internal);
    }

    public void Receive(IReadOnlyList<ChatMessage>? messages, ConversationView? view, PlaceInQueue? place = null)
    {
        lock (_gate)
        {
            (_heard, _patience) = (time.GetUtcNow(), options.Silence);
            Deliver(messages, view, place);
        }
    }

    public void Receive(SessionPush push)
    {
        Receive(push.Messages, push.View, push.Place);
        if (push.View is { LastSequence: > 0 } view) ConfirmAgain(view.LastSequence);
        if (push.Typing is { } author) events.OnTyping(id, author);
        ReceiveStaff(push.Staff, push.Internal);
        if (push.Proposal is { } proposal) events.OnProposal(id, proposal);
    }

    // Pushed although it was confirmed: the conversation lives elsewhere now and has forgotten. Unanswered it would give the session up.
    private void ConfirmAgain(long pushed)
    {
        lock (_gate)
        {
            if (pushed <= _confirmSent) _confirmSent = 0;
        }
    }

    public void Confirm(long sequence)
    {
        lock (_gate) _confirmed = Math.Max(_confirmed, Math.Min(sequence, _inbox.Last));
    }

    /// <summary>Looks at the conversation at a time instead of waiting for a long silence.</summary>
    public void Doubt(DateTimeOffset lookAt)
    {
        lock (_gate) (_patience, _heard) = (options.Silence, lookAt - options.Silence);
    }

    public void Typing()
    {
        lock (_gate)
        {
            if (time.GetUtcNow() - _typed < TypingPause || Lane.IsBusy) return;
            _typed = time.GetUtcNow();
        }
        Lane.TryAdd(() => grain.TypingAsync(sessionId));
    }

    public void Tick(DateTimeOffset now)
    {
        lock (_gate)
        {
            if (_before is not null) return;
            if (now >= _readAgain) ReadOn();
            if (_confirmed > _confirmSent) SendConfirm(_confirmed);
            if (now - _heard < _patience) return;
            _heard = now;
            _patience = Min(_patience * 2, options.LongestSilence);
        }
        Lane.TryAdd(AskAsync);
    }

    private void Deliver(IReadOnlyList<ChatMessage>? messages, ConversationView? view, PlaceInQueue? place)
    {
        if (_before is not null)
        {
            if (_before.Count < MaxBefore) _before.Add(() => Deliver(messages, view, place));
            return;
        }
        var fresh = _inbox.Take(Cut(messages));
        var newer = _inbox.Take(view);
        if (fresh.Count > 0 || newer) events.OnThread(id, fresh, newer ? view : null);
        if (place is not null && place != _place) events.OnPlace(id, _place = place);
        if (_inbox.View?.Phase is not ConversationPhase.Waiting) _place = null;
        if (_inbox.HasGap) ReadOn();
    }

    // What is cut off is a gap: it is read page by page, as fast as the owner takes it.
    private static IEnumerable<ChatMessage> Cut(IReadOnlyList<ChatMessage>? messages)
    {
        var text = 0;
        return (messages ?? []).TakeWhile(message => (text += message.Text.Length) <= MaxText || text == message.Text.Length);
    }

    private void ReadOn()
    {
        _readAgain = DateTimeOffset.MaxValue;
        if (_inbox.HasGap && !_reading) _reading = Lane.TryAdd(ReadPageAsync, always: true);
    }

    private async Task ReadPageAsync()
    {
        MessagesPage? page = null;
        try
        {
            await events.WhenRoomAsync();
            page = await grain.ReadAsync(Last(), options.PageMessages);
        }
        finally
        {
            lock (_gate)
            {
                _reading = false;
                if (page is { Messages.Length: > 0 }) Receive(page.Messages, null);
                else _readAgain = time.GetUtcNow() + ReadPause;
            }
        }
    }

    private async Task AskAsync()
    {
        var view = await grain.GetAsync();
        lock (_gate) Deliver(null, view, null);
        if (!await grain.ConfirmAsync(sessionId, Confirmed())) await ReopenAsync();
    }

    private async Task ReopenAsync()
    {
        var opened = await Reopen(Last());
        if (opened.Outcome is not (CommandOutcome.Done or CommandOutcome.Repeated)) return;
        Receive(opened.Messages, opened.View, opened.Place);
        ReceiveStaff(opened.Staff, opened.Internal);
    }

    private void SendConfirm(long sequence)
    {
        var before = _confirmSent;
        _confirmSent = sequence;
        Lane.TryAdd(
            async () =>
            {
                try
                {
                    if (!await grain.ConfirmAsync(sessionId, sequence)) await ReopenAsync();
                }
                catch (Exception exception) when (Patience.IsTransient(exception))
                {
                    lock (_gate) _confirmSent = Math.Min(_confirmSent, before);
                }
            },
            always: true);
    }

    private long Confirmed()
    {
        lock (_gate) return _confirmed;
    }

    private long Last()
    {
        lock (_gate) return _inbox.Last;
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
