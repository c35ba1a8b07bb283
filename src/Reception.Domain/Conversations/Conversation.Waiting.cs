using Reception.Contracts.Conversations;
using Reception.Contracts.Shops;
using Reception.Domain.Conversations.Events;
using Reception.Domain.Queues;
using Reception.Domain.Shops;

namespace Reception.Domain.Conversations;

/// <summary>
/// What becomes of a wait that meets a limit or a step of its queue, and of what the customer says while he waits. A queue is never
/// overflowed to twice, so that every chain of overflows ends: in a wait, a work order, a call-back, or with the bot, which leaves a
/// message when it is asked again.
/// </summary>
public static partial class Conversation
{
    /// <summary>The queue is full (<see cref="WaitCause.Full"/>), or it waited too long there or the queue is drained (<see cref="WaitCause.TooLong"/>).</summary>
    public static Decision MeetLimit(ConversationState state, long epoch, WaitCause cause, Setting setting)
    {
        if (state is not { Phase: ConversationPhase.Waiting, Wait: { } wait } || state.Epoch != epoch) return Decision.Repeat(state);
        var limits = Waits.TryFind(setting.Policy, wait.Queue)?.Rules?.Limits;
        var draft = new Draft(state, setting);
        var why = cause == WaitCause.Full ? $"Queue {wait.Queue} is full ({limits?.MaxWaiting})."
            : limits?.MaxWaitSeconds is { } most && setting.Now >= wait.Arrival.AddSeconds(most) ? $"It waited {most} s in queue {wait.Queue}."
            : $"Queue {wait.Queue} takes no more work.";
        var isDrained = cause == WaitCause.TooLong && !(limits?.MaxWaitSeconds is { } longest && setting.Now >= wait.Arrival.AddSeconds(longest));
        if (cause == WaitCause.Full && Waits.TryFind(setting.Policy, wait.Back) is { } back) Overflow(draft, Waits.Return(wait, back, setting.Policy), cause, why, null);
        else if (limits?.Action == LimitAction.Overflow && Target(draft, limits.OverflowTo) is { } target)
            Overflow(draft, Waits.Overflow(wait, target, setting.Policy, mayReturn: false), cause, why, null);
        else if (isDrained && limits?.Action == LimitAction.Overflow) return Decision.Repeat(state); // nowhere to go now: it stays
        else EndWait(draft, WayOutOf(limits?.Action, state), cause, why);
        return draft.Done();
    }

    /// <summary>What was promised exists.</summary>
    public static Decision KeepPromise(ConversationState state, long promise, Setting setting)
    {
        if (state.Unmade.All(p => p.Number != promise)) return Decision.Repeat(state);
        var draft = new Draft(state, setting);
        draft.Add(new PromiseKept(draft.Now, draft.Episode, promise));
        return draft.Done();
    }

    /// <summary>A step with an overflow or an offer took force.</summary>
    public static Decision TakeStep(ConversationState state, long epoch, QueueStep step, Setting setting)
    {
        if (state is not { Phase: ConversationPhase.Waiting, Wait: { } wait } || state.Epoch != epoch) return Decision.Repeat(state);
        var draft = new Draft(state, setting);
        var name = QueueRulebook.NameOf(step);
        var why = $"Step '{name}' of queue {wait.Queue}.";
        if (step.OverflowTo is not null && Target(draft, step.OverflowTo) is { } target)
            Overflow(draft, Waits.Overflow(wait, target, setting.Policy, mayReturn: true), WaitCause.Step, why, name);
        else if (step.Offer != WaitOffer.None && step.Offer != state.Offered)
            OfferAlternative(draft, step.Offer, name, why);
        return draft.HasEvents ? draft.Done() : Decision.Repeat(state);
    }

    /// <summary>What a waiting customer says: he takes what he was offered, it moves him once (二次分流), or else only what is simple is answered.</summary>
    private static void HearWaiting(Draft draft, MessageAccepted message, Judgement? judgement)
    {
        if (WaitChoice.Takes(message.Text, draft.State.Offered))
        {
            EndWait(draft, draft.State.Offered == WaitOffer.CallBack ? WayOut.CallBack : WayOut.Message, WaitCause.Chosen, "The customer chose it.");
            return;
        }
        Reclassify(draft, message, judgement);
        if (judgement is not null && draft.State.Reason != HandOverReason.Upset) ServeWaiting(draft, message, judgement);
    }

    private static void Reclassify(Draft draft, MessageAccepted message, Judgement? judgement)
    {
        if (draft.State.Wait is not { } wait || wait.Request is not { Routed: < 2 }) return;
        var facts = new RoutingFacts(judgement?.Topic, message.Text, draft.Channel, Waits.Language(draft.State, draft.Policy), draft.State.Reason);
        if (RoutingDecision.Second(draft.Policy, facts, wait.Queue) is not { } route) return;
        if (route.Queue != wait.Queue && !OpenHours.Of(draft.Policy, route.Queue).IsOpen(draft.Now)) return;
        var why = $"Rule '{route.Rule}' by what the customer said: {wait.Queue} to {route.Queue}.";
        draft.Add(new Reclassified(draft.Now, draft.Episode, draft.NextEpoch, Waits.Second(wait, draft.Policy, route), route.Rule ?? "", why, message.Sequence));
        if (route.Queue != wait.Queue) draft.Tell(NoticeKind.Transferred, draft.Phrases.Transferred, rule: route.Rule);
    }

    /// <summary>
    /// What a look at a wait may find that no notice of its queue brings: the queue is gone from the policy, a step in force sends it to a
    /// queue that was closed when the step began, or its own queue has closed and the customer does not know.
    /// </summary>
    private static void LookAtWait(Draft draft)
    {
        if (draft.State is not { Phase: ConversationPhase.Waiting, Wait: { } wait }) return;
        if (Waits.TryFind(draft.Policy, wait.Queue) is not { } queue)
        {
            var other = RoutingDecision.QueueOfTopic(draft.Policy, draft.State.Topic);
            Overflow(draft, Waits.Moved(wait, other, draft.Policy), WaitCause.Gone, $"The shop has no queue {wait.Queue} any more.", null);
        }
        else if (OverflowInForce(draft, queue, wait) is var (step, target))
        {
            var name = QueueRulebook.NameOf(step);
            Overflow(draft, Waits.Overflow(wait, target, draft.Policy, mayReturn: true), WaitCause.Step, $"Step '{name}' of queue {wait.Queue}.", name);
        }
        else if (!draft.State.ToldClosed && ClosedSince(draft, wait.Queue) is { } back)
        {
            draft.Tell(NoticeKind.OutOfHours, string.Format(null, draft.Waiting.ClosedWaiting, draft.When(back)));
        }
    }

    private static (QueueStep Step, QueuePolicy Target)? OverflowInForce(Draft draft, QueuePolicy queue, Wait wait)
    {
        foreach (var step in queue.Rules?.Steps ?? [])
        {
            if (QueueRulebook.IsInForce(step, draft.Now - wait.Arrival) && Target(draft, step.OverflowTo) is { } target) return (step, target);
        }
        return null;
    }

    /// <summary>When people are back, once the queue has been closed for a while; null while it is open, or if it never opens again.</summary>
    private static DateTimeOffset? ClosedSince(Draft draft, string queue)
    {
        var hours = OpenHours.Of(draft.Policy, queue);
        return hours.IsOpen(draft.Now) || hours.IsOpen(draft.Now - ClosedHours.ToldAfter) ? null : hours.NextOpening(draft.Now);
    }

    private static void OfferAlternative(Draft draft, WaitOffer offer, string step, string why)
    {
        var isCall = offer == WaitOffer.CallBack;
        draft.Add(new WaitAlternativeOffered(draft.Now, draft.Episode, offer, step, why));
        draft.Tell(
            NoticeKind.WaitOffer, isCall ? draft.Waiting.MayBeCalledBack : draft.Waiting.MayLeaveMessage,
            parts: [new(PartKind.Buttons, Buttons: [new(isCall ? draft.Waiting.CallMeBack : draft.Waiting.LeaveMessage)])]);
    }

    private static void Overflow(Draft draft, Wait wait, WaitCause cause, string why, string? step)
    {
        draft.Add(new Overflowed(draft.Now, draft.Episode, draft.NextEpoch, wait, cause, $"{why} On to {wait.Queue}.", step));
        if (cause != WaitCause.Full) TellMoved(draft);
    }

    /// <summary>To another queue; where nobody works there now, also when people are back.</summary>
    private static void TellMoved(Draft draft)
    {
        var hours = OpenHours.Of(draft.Policy, draft.State.Wait!.Queue);
        if (!hours.IsOpen(draft.Now) && hours.NextOpening(draft.Now) is { } back) draft.Tell(NoticeKind.OutOfHours, string.Format(null, draft.Waiting.ClosedWaiting, draft.When(back)));
        else draft.Tell(NoticeKind.Transferred, draft.Phrases.Transferred);
    }

    private static void EndWait(Draft draft, WayOut way, WaitCause cause, string why)
    {
        var wait = draft.State.Wait!;
        draft.Add(new WaitEnded(draft.Now, draft.Episode, draft.NextEpoch, cause, why));
        if (way == WayOut.Bot) draft.Tell(NoticeKind.Busy, draft.Waiting.Busy);
        else if (cause != WaitCause.Chosen && ClosedHours.Standing(draft.State, draft.Now) is { } standing) draft.Tell(NoticeKind.MessageTaken, draft.TellNoted(standing));
        else Promise(draft, wait, way, cause, why, null);
    }

    // "人工" is never lost: the bot is a way out once, then it is a message.
    private static WayOut WayOutOf(LimitAction? action, ConversationState state) => action switch
    {
        LimitAction.CallBack => WayOut.CallBack,
        LimitAction.Bot when !state.Deferred => WayOut.Bot,
        _ => WayOut.Message,
    };

    private static QueuePolicy? Target(Draft draft, string? queue)
    {
        var wait = draft.State.Wait!;
        var isNew = queue is not null && queue != wait.Queue && wait.Via?.Contains(queue, StringComparer.Ordinal) != true;
        return isNew && OpenHours.Of(draft.Policy, queue).IsOpen(draft.Now) ? Waits.TryFind(draft.Policy, queue) : null;
    }
}
