using Reception.Contracts.Conversations;
using Reception.Contracts.Shops;
using Reception.Domain.Conversations.Events;
using Reception.Domain.Insight;
using Reception.Domain.Orders;
using Reception.Domain.Shops;

namespace Reception.Domain.Conversations;

/// <summary>
/// Every message of a burst is judged, in order, in the state the one before it left. Answers are said as they come; of small talk
/// and of questions back only the last counts, and only if nothing better was said: three fragments get one reply, not three.
/// </summary>
public static partial class Conversation
{
    private static void Reception(Draft draft, List<MessageAccepted> messages, IJudge? judge)
    {
        var aside = new Aside();
        var heard = new HashSet<string>(StringComparer.Ordinal);
        foreach (var message in messages)
        {
            // Sent twice before anything could be said to it: no second question.
            if (!heard.Add(message.Text.Trim())) continue;
            var named = draft.Policy.Bot.Enabled ? NamesOrder(message.Text, draft.State, judge) : null;
            var judgement = named ?? (draft.Policy.Bot.Enabled ? judge?.Judge(message.Text, draft.State) : null);
            if (named is null) Hear(draft, message, judgement); // else he answers the bot
            switch (draft.State.Phase)
            {
                case ConversationPhase.Bot when judgement is null:
                    HandOver(draft, HandOverReason.NoKnowledge, null);
                    break;
                case ConversationPhase.Bot:
                    Serve(draft, message, judgement, aside);
                    break;
                case ConversationPhase.Waiting:
                    HearWaiting(draft, message, judgement);
                    break;
                case ConversationPhase.Agent when judgement is { Kind: JudgementKind.Answer } or { Proposals.Length: > 0 }:
                    Assist(draft, message, judgement);
                    break;
            }
        }
        if (draft.State.Phase == ConversationPhase.Bot) aside.Say(draft);
    }

    /// <summary>While the customer waits only what is simple is answered, and whoever is upset is left to the human.</summary>
    private static void ServeWaiting(Draft draft, MessageAccepted message, Judgement judgement)
    {
        if (judgement is { Kind: JudgementKind.HandOver, Reason: HandOverReason.Upset }) draft.Add(new CustomerUpset(draft.Now, draft.Episode, message.Sequence));
        foreach (var one in Each(judgement))
            if (!Refer(draft, message, one) && one is { Kind: JudgementKind.Answer, Simple: true } && !IsForHumans(draft.Policy.Bot, one.Topic)) Answer(draft, message, one, machine: false);
    }

    private static void Hear(Draft draft, MessageAccepted message, Judgement? judgement)
    {
        draft.Hear(HeardQuestion.Of(message.Text, judgement));
        foreach (var more in judgement?.More ?? []) draft.Hear(HeardQuestion.Of(more.Read ?? message.Text, more));
    }

    private static IEnumerable<Judgement> Each(Judgement judgement) => judgement.More is null ? [judgement] : judgement.More.Prepend(judgement);

    private static void Serve(Draft draft, MessageAccepted message, Judgement judgement, Aside aside)
    {
        var part = judgement.Read is { } read && read != message.Text ? read : null;
        if (judgement.Miss) draft.Add(new MissCounted(draft.Now, draft.Episode, message.Sequence, draft.State.Misses + 1, draft.Knowledge, part));
        if (Refer(draft, message, judgement))
        {
            aside.Drop();
            return;
        }
        var missed = judgement.Miss && draft.State.Misses >= draft.Policy.Bot.MissesBeforeHandOver;
        switch (judgement.Kind)
        {
            case JudgementKind.HandOver when judgement.Reason == HandOverReason.Asked:
                HandOver(draft, HandOverReason.Asked, judgement.Topic, rule: judgement.Rule);
                break;
            case not JudgementKind.SmallTalk when draft.ReturnAgent is not null && OpenHours.Of(draft.Policy, draft.State.LastQueue).IsOpen(draft.Now):
                HandOver(draft, HandOverReason.Reopened, judgement.Topic, rule: judgement.Rule);
                break;
            case JudgementKind.HandOver:
                HandOver(draft, judgement.Reason, judgement.Topic, rule: judgement.Rule);
                break;
            case JudgementKind.Answer when IsForHumans(draft.Policy.Bot, judgement.Topic):
                HandOver(draft, HandOverReason.TopicForHumans, judgement.Topic, rule: judgement.Rule);
                break;
            case JudgementKind.Answer:
                Answer(draft, message, judgement, machine: false);
                aside.Drop();
                foreach (var more in judgement.More ?? [])
                    if (draft.State.Phase == ConversationPhase.Bot) Serve(draft, message, more, aside);
                break;
            case JudgementKind.Clarify when missed:
                HandOver(draft, HandOverReason.TwoMisses, judgement.Topic, rule: judgement.Rule);
                break;
            default:
                aside.Keep(message, judgement);
                break;
        }
    }

    private static void Answer(Draft draft, MessageAccepted message, Judgement judgement, bool machine)
    {
        if (OrderSlots.AreIn(judgement.Reply)) AwaitOrder(draft, message, judgement);
        else draft.Add(new BotAnswered(
            draft.Now, draft.Episode, draft.NextSequence, message.Sequence, judgement.EntryId!, judgement.Reply!, judgement.Confidence, judgement.Topic, machine, judgement.Parts,
            judgement.Knowledge, judgement.Rule));
    }

    private static void Assist(Draft draft, MessageAccepted message, Judgement judgement)
    {
        var mode = draft.State.AssistantMuted ? AssistMode.Off : draft.Policy.Bot.WhileHumanServes;
        if (mode == AssistMode.Off) return;
        if (mode == AssistMode.AnswerSimple && Each(judgement).All(j => j is { Kind: JudgementKind.Answer, Simple: true } && !IsForHumans(draft.Policy.Bot, j.Topic)))
        {
            foreach (var one in Each(judgement)) Answer(draft, message, one, machine: true);
            return;
        }
        foreach (var one in Each(judgement))
            if (one.Kind == JudgementKind.Answer && OrderSlots.AreIn(one.Reply)) AwaitOrder(draft, message, one);
        Propose(draft, message.Sequence, judgement, late: false);
    }

    private static void Propose(Draft draft, long forSequence, Judgement judgement, bool late)
    {
        ProposedEntry[] entries = judgement.Proposals is { Length: > 0 } given
            ? given
            : [new(judgement.EntryId!, judgement.Question ?? "", judgement.Reply!, judgement.Confidence)];
        entries = [.. entries.Where(e => !OrderSlots.AreIn(e.Text))]; // nobody sends those as they are
        if (entries.Length == 0) return;
        var first = entries[0];
        var others = entries.Length > 1 ? entries[1..Math.Min(entries.Length, ProposedReply.MaxRank)] : null;
        var proposed = new ReplyProposed(draft.Now, draft.Episode, forSequence, first.EntryId, first.Confidence, late, first.Text, first.Question, first.Matched, others, draft.Knowledge);
        draft.Add(proposed);
        draft.Proposals.AddRange(ProposedReplies.Of(proposed));
    }

    /// <summary>What is said only if nothing better was: a question back before small talk.</summary>
    private sealed class Aside
    {
        private (MessageAccepted Message, Judgement Judgement)? _kept;

        public void Drop() => _kept = null;

        public void Keep(MessageAccepted message, Judgement judgement)
        {
            if (_kept is { Judgement.Kind: JudgementKind.Clarify } && judgement.Kind == JudgementKind.SmallTalk) return;
            _kept = (message, judgement);
        }

        public void Say(Draft draft)
        {
            if (_kept is not var (message, judgement) || AwaitChoice(draft, message, judgement)) return;
            draft.Add(judgement.Kind == JudgementKind.SmallTalk
                ? new BotTalked(draft.Now, draft.Episode, draft.NextSequence, judgement.Reply ?? "")
                : new BotClarified(
                    draft.Now, draft.Episode, draft.NextSequence, message.Sequence,
                    judgement.Suggestions is { Length: > 0 } ? draft.Phrases.WhichOne : draft.Phrases.SayAgain, judgement.Suggestions,
                    judgement.Knowledge, judgement.Rule, judgement.Confidence));
        }
    }
}
