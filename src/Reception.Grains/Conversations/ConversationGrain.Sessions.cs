using Reception.Contracts.Conversations;
using Reception.Domain.Conversations;
using Reception.Domain.Conversations.Events;

namespace Reception.Grains.Conversations;

/// <summary>Sessions, reading and pushing.</summary>
internal sealed partial class ConversationGrain
{
    private IGrainTimer? _again;

    public Task<bool> ConfirmAsync(string sessionId, long sequence)
    {
        var listens = _delivery.Confirm(sessionId, sequence);
        WatchDelivery();
        return Task.FromResult(listens);
    }

    // A closed thread that nobody listens to any more has nothing to do: on a sale day those of the last minutes would be most of what is in memory.
    public async Task CloseSessionAsync(string sessionId)
    {
        await DecideAsync((state, setting) => Conversation.CloseSession(state, sessionId, SessionEnd.Left, setting.Now));
        if (State is { Phase: ConversationPhase.Closed, Sessions.IsEmpty: true, HasSteps: false } && _notices.Running == 0) DeactivateOnIdle();
    }

    public Task TypingAsync(string sessionId)
    {
        _delivery.PushTyping(sessionId);
        return Task.CompletedTask;
    }

    public async Task<MessagesPage> ReadAsync(long afterSequence, int max) =>
        new(await _thread.ReadAsync(Math.Max(0, afterSequence), Math.Clamp(max, 1, MostMessages)), State.LastSequence);

    public async Task<ConversationView> GetAsync()
    {
        var view = View();
        if (view.Phase != ConversationPhase.Bot) return view;
        var (setting, _) = await settings.GetAsync(_id);
        var closed = State.ActiveAt + setting?.IdleAfter;
        return closed <= setting?.Now ? view with { Phase = ConversationPhase.Closed, ClosedAt = closed } : view;
    }

    // The timer exists only while somebody is behind: a quiet conversation costs nothing and can be collected.
    private void WatchDelivery()
    {
        if (!_delivery.IsBehind)
        {
            _again?.Dispose();
            _again = null;
            return;
        }
        _again ??= this.RegisterGrainTimer(PushAgainAsync, new GrainTimerCreationOptions(Delivery.Unconfirmed, Delivery.Unconfirmed));
    }

    private Task PushAgainAsync(CancellationToken cancellation)
    {
        _delivery.PushAgain(View());
        WatchDelivery();
        return Task.CompletedTask;
    }
}
