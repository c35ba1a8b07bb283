using Reception.Contracts.Conversations;
using Reception.Contracts.Routing;
using Reception.Contracts.Shops;
using Reception.Domain.Conversations.Events;
using Reception.Domain.Shops;

namespace Reception.Domain.Conversations;

/// <summary>
/// From the wish for a person to a wait, or to what takes its place: first routing, the hours of the queue it leads to, and topics that
/// are somebody else's on the channel.
/// </summary>
public static partial class Conversation
{
    /// <summary>Why a person is wanted, and where the rules send it.</summary>
    private sealed record Wish(HandOverReason Reason, string? Topic, string? CommandId, string? Rule, RoutingDecision Route);

    private static void HandOver(Draft draft, HandOverReason reason, string? topic, string? commandId = null, string? rule = null)
    {
        topic ??= draft.State.Topic;
        if (draft.Policy.ForeignTopic(draft.Channel, topic) is not null) topic = null; // asked for in so many words: a person of ours says so himself
        var facts = new RoutingFacts(topic, draft.State.Memory.Said(), draft.Channel, Waits.Language(draft.State, draft.Policy), reason);
        var wish = new Wish(reason, topic, commandId, rule, RoutingDecision.First(draft.Policy, facts));
        var hours = OpenHours.Of(draft.Policy, wish.Route.Queue);
        if (hours.IsOpen(draft.Now)) Enter(draft, wish, null);
        else WhileClosed(draft, wish, hours);
    }

    private static void Enter(Draft draft, Wish wish, DateTimeOffset? back)
    {
        var wait = Waits.First(draft.State, draft.Setting, wish.Route, draft.ReturnAgent);
        draft.Add(new HandedOver(draft.Now, draft.Episode, draft.NextEpoch, wish.Reason, wish.Topic, wait, wish.CommandId, draft.Knowledge, wish.Rule, wish.Route.Rule));
        if (back is { } opening) draft.Tell(NoticeKind.OutOfHours, string.Format(null, draft.Waiting.ClosedWaiting, draft.When(opening)), rule: wish.Rule);
        else if (wait.Request?.Preferred == PreferredReason.LastAgent) draft.Tell(NoticeKind.Reopened, draft.Phrases.Returning, rule: wish.Rule);
        else draft.Tell(NoticeKind.Waiting, draft.Phrases.Waiting, rule: wish.Rule);
    }

    private static void WhileClosed(Draft draft, Wish wish, OpenHours hours)
    {
        var back = hours.NextOpening(draft.Now);
        var way = ClosedHours.Decide(hours.Closed, wish.Reason, draft.State.Deferred);
        if (way == WayOut.Wait) Enter(draft, wish, back);
        else if (draft.IsDeferred && wish.CommandId is null) return; // told once for the whole burst
        else if (way == WayOut.Bot) Defer(draft, wish, back, draft.TellBack(back));
        else if (ClosedHours.Standing(draft.State, draft.Now) is { } standing) Defer(draft, wish, back, draft.TellNoted(standing));
        else
        {
            var wait = Waits.First(draft.State, draft.Setting, wish.Route, draft.ReturnAgent);
            Promise(draft, wait, way, WaitCause.Closed, $"Queue {wait.Queue} is closed.", wish, back);
        }
        draft.IsDeferred = true;
    }

    private static void Defer(Draft draft, Wish wish, DateTimeOffset? back, string told)
    {
        draft.Add(new HandOverDeferred(
            draft.Now, draft.Episode, wish.Reason, wish.Topic, $"Queue {wish.Route.Queue} is closed; the bot goes on.", back, wish.CommandId, draft.Knowledge, wish.Rule));
        draft.Tell(NoticeKind.OutOfHours, told, rule: wish.Rule);
    }

    private static void Promise(Draft draft, Wait wait, WayOut way, WaitCause cause, string why, Wish? wish, DateTimeOffset? notBefore = null)
    {
        var kind = way == WayOut.CallBack ? WorkKind.CallBack : WorkKind.WorkOrder;
        var topic = wish is null ? draft.State.Topic : wish.Topic;
        var promise = new Promise(
            draft.State.Version + 1, draft.Episode, kind, wait.Queue, topic, draft.State.Memory.Said() ?? "", wait.Arrival, notBefore, why, cause,
            (wait.Request ?? WorkRequest.Chat) with { Kind = kind, Deadline = null }, wait.Preferred, kind == WorkKind.CallBack ? wait.Due : null);
        draft.Add(new WorkPromised(
            draft.Now, draft.Episode, promise, wish?.Reason ?? draft.State.Reason, wish?.CommandId, draft.Knowledge, wish?.Rule));
        draft.Tell(kind == WorkKind.CallBack ? NoticeKind.CallBack : NoticeKind.MessageTaken, draft.TellPromise(promise), rule: wish?.Rule);
    }

    /// <summary>The topic is somebody else's on this channel: said once in each burst, with where it belongs. False: it is ours.</summary>
    private static bool Refer(Draft draft, MessageAccepted message, Judgement judgement)
    {
        var isKnown = judgement.Kind == JudgementKind.Answer || judgement is { Kind: JudgementKind.HandOver, Reason: not HandOverReason.Asked };
        if (!isKnown || draft.Policy.ForeignTopic(draft.Channel, judgement.Topic) is not { } foreign) return false;
        MessagePart[]? parts = MessagePart.IsSafeUrl(foreign.Url) ? [new(PartKind.Link, Url: foreign.Url, Title: draft.Waiting.Referred)] : null;
        draft.Add(new BotReferred(draft.Now, draft.Episode, draft.NextSequence, message.Sequence, foreign.Party, foreign.Say, judgement.Topic, parts, judgement.Knowledge));
        return true;
    }
}
