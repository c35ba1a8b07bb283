using Reception.Contracts.Assistant;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.Shops;
using Reception.Domain.Assistance;
using Reception.Domain.Conversations.Events;
using Reception.Domain.Orders;

namespace Reception.Domain.Conversations;

/// <summary>
/// Answers that need something slower than the journal. The message is acknowledged with a <see cref="ReplyAwaited"/>; what was asked
/// for comes back as a command with the epoch it was asked in.
/// <para>In its own epoch it is said (or proposed, where an agent is the owner). Later messages do not stop the answer to an earlier
/// one: it says which it is for. The same entry asked for again overtakes the first; a choice is overtaken by whatever the bot says to a
/// later message. Stale, it becomes a draft for the agent who serves by then, and nothing where nobody could use it: a customer who asked
/// for a human is not talked over.</para>
/// <para>What does not come in time, or cannot be used, ends as if it could not have been asked: an entry says its words for that case or
/// hands over, a choice becomes the standard question back.</para>
/// </summary>
public static partial class Conversation
{
    /// <summary>The rule under which an entry is said that a language model chose among the candidates.</summary>
    public const string ChosenRule = "chosen by model";

    /// <summary>The rule of a question back in a language model's words.</summary>
    public const string WordedRule = "worded by model";

    /// <summary>The rule under which an entry's words for a missing order are said.</summary>
    public const string WithoutOrderRule = "without order";

    /// <summary>An awaited reply has come.</summary>
    public static Decision Reply(ConversationState state, BotReply reply, Setting setting)
    {
        if (Find(state, reply) is not { } awaited) return Decision.Refuse(CommandOutcome.NotAwaited, state, "No such reply is awaited, or not any more.");
        var draft = new Draft(state, setting);
        if (awaited.Epoch != state.Epoch) return Propose(draft, awaited, reply, setting) with { Outcome = CommandOutcome.StaleEpoch };
        if (awaited.Kind == AwaitedKind.Order) TakeOrders(draft, awaited, Recall(setting, awaited.EntryId, state), reply.Orders ?? []);
        else TakeChoice(draft, awaited, reply, setting);
        return draft.Done();
    }

    /// <summary>The stored due time has come: awaited replies that are late end now, deadlines that passed are written down, a wait is looked at.</summary>
    public static Decision Overdue(ConversationState state, Setting setting)
    {
        var draft = new Draft(state, setting);
        foreach (var awaited in state.Pending.Where(a => a.Due <= setting.Now))
        {
            if (draft.State.Epoch != awaited.Epoch) break; // one of them has handed over
            if (awaited.Kind == AwaitedKind.Order) GoOnWithout(draft, awaited, Recall(setting, awaited.EntryId, state), ReplyEnd.Due);
            else AskBack(draft, awaited, null);
        }
        NoteMissed(draft);
        LookAtWait(draft);
        return draft.State.Version == state.Version ? Decision.Repeat(state) : draft.Done();
    }

    private static AwaitedReply? Find(ConversationState state, BotReply reply) => state.Awaited.FirstOrDefault(a =>
        a.Epoch == reply.Epoch && a.ForSequence == reply.ForSequence && a.Kind == reply.Awaited && (a.Kind == AwaitedKind.Choice || a.EntryId == reply.EntryId));

    private static Judgement? Recall(Setting setting, string? entry, ConversationState state) => entry is null ? null : setting.Judge?.Recall(entry, state);

    /// <summary>An answer with slots is not said but awaited; where nothing can be asked, the bot goes on without.</summary>
    private static void AwaitOrder(Draft draft, MessageAccepted message, Judgement judgement)
    {
        var number = draft.State.Asked?.Numbers.FirstOrDefault(n => OrderNumbers.IsIn(message.Text, n)) ?? OrderNumbers.Find(message.Text) ?? draft.State.Context.Order;
        var awaited = new AwaitedReply(
            draft.State.Epoch, message.Sequence, AwaitedKind.Order, draft.Now + AwaitedReply.OrderPatience, judgement.EntryId, number, judgement.Simple, judgement.Confidence);
        var isRoom = draft.State.Pending.Count(a => a.EntryId != judgement.EntryId) < AwaitedReply.Most;
        if (draft.Abilities.Orders && isRoom) draft.Add(new ReplyAwaited(draft.Now, draft.Episode, awaited));
        else GoOnWithout(draft, awaited, judgement, ReplyEnd.Nothing);
    }

    /// <summary>A question back that a model may answer or word better. False: it is asked now.</summary>
    private static bool AwaitChoice(Draft draft, MessageAccepted message, Judgement judgement)
    {
        var candidates = judgement.Candidates ?? judgement.Suggestions;
        if (judgement.Kind != JudgementKind.Clarify || candidates is not { Length: > 0 } || !draft.Abilities.Choices) return false;
        if (draft.State.Pending.Count() >= AwaitedReply.Most) return false;
        draft.Add(new ReplyAwaited(draft.Now, draft.Episode, new(
            draft.State.Epoch, message.Sequence, AwaitedKind.Choice, draft.Now + AwaitedReply.ChoicePatience,
            Confidence: judgement.Confidence, Candidates: candidates.Length <= AssistantRequest.MaxCandidates ? candidates : candidates[..AssistantRequest.MaxCandidates],
            Rule: judgement.Rule)));
        return true;
    }

    /// <summary>Whoever is asked which order he means and names one means the question he asked before.</summary>
    private static Judgement? NamesOrder(string text, ConversationState state, IJudge? judge) =>
        state is { Phase: ConversationPhase.Bot, Asked: { } asked } && asked.Numbers.Any(n => OrderNumbers.IsIn(text, n))
            ? judge?.Recall(asked.EntryId, state) is { } entry ? entry with { Confidence = asked.Confidence } : null
            : null;

    private static void TakeOrders(Draft draft, AwaitedReply awaited, Judgement? entry, IReadOnlyList<OrderFacts> orders)
    {
        if (entry?.Reply is not { } reply || orders.Count == 0) GoOnWithout(draft, awaited, entry, ReplyEnd.Nothing);
        else if (OrderChoice.Only(orders) is { } order) Say(draft, awaited, entry, OrderSlots.Fill(reply, order, draft.Policy.Language, draft.Policy.TimeZone));
        else if (draft.State.Phase != ConversationPhase.Bot) GoOnWithout(draft, awaited, null, ReplyEnd.Nothing);
        else AskWhichOrder(draft, awaited, orders);
    }

    private static void AskWhichOrder(Draft draft, AwaitedReply awaited, IReadOnlyList<OrderFacts> orders) => draft.Add(new BotClarified(
        draft.Now, draft.Episode, draft.NextSequence, awaited.ForSequence, draft.Phrases.WhichOrder,
        Parts: [OrderChoice.Buttons(orders, awaited.EntryId!, draft.Policy)], Asked: new(awaited.EntryId!, OrderChoice.Numbers(orders), awaited.Confidence)));

    private static void Say(Draft draft, AwaitedReply awaited, Judgement entry, string? text)
    {
        if (text is null) GoOnWithout(draft, awaited, entry, ReplyEnd.Nothing);
        else if (draft.State.Phase != ConversationPhase.Agent) Answer(draft, awaited, entry, text, machine: false, entry.Rule);
        else if (SparesTheAgent(draft, awaited, entry)) Answer(draft, awaited, entry, text, machine: true, entry.Rule);
        else if (MayPropose(draft)) Propose(draft, awaited, entry, text, late: false);
        else draft.Add(new ReplyEnded(draft.Now, draft.Episode, awaited.ForSequence, awaited.EntryId, ReplyEnd.Nothing));
    }

    private static void GoOnWithout(Draft draft, AwaitedReply awaited, Judgement? entry, ReplyEnd end)
    {
        if (draft.State.Phase != ConversationPhase.Agent && entry?.WithoutOrder is { } words) Answer(draft, awaited, entry, words, machine: false, WithoutOrderRule);
        else if (draft.State.Phase == ConversationPhase.Bot) HandOver(draft, awaited, HandOverReason.NoReply, entry?.Topic);
        else if (draft.State.Awaited.Contains(awaited)) draft.Add(new ReplyEnded(draft.Now, draft.Episode, awaited.ForSequence, awaited.EntryId, end));
    }

    // Where nobody works now the bot stays the owner: the wait for the reply ends all the same.
    private static void HandOver(Draft draft, AwaitedReply awaited, HandOverReason reason, string? topic)
    {
        HandOver(draft, reason, topic);
        if (draft.State.Pending.Contains(awaited)) draft.Add(new ReplyEnded(draft.Now, draft.Episode, awaited.ForSequence, awaited.EntryId, ReplyEnd.Nothing));
    }

    private static void TakeChoice(Draft draft, AwaitedReply awaited, BotReply reply, Setting setting)
    {
        var candidates = awaited.Candidates ?? [];
        var chosen = reply.Kind == BotReplyKind.Entry && candidates.Any(c => c.EntryId == reply.EntryId) ? Recall(setting, reply.EntryId, draft.State) : null;
        if (chosen?.EntryId is { } id && !draft.State.Answered.Contains(id) && !draft.State.Rejected.Contains(id)) TakeEntry(draft, awaited, chosen);
        else if (reply.Kind == BotReplyKind.NoEntry) HandOver(draft, awaited, HandOverReason.NotUnderstood, null);
        else AskBack(draft, awaited, reply.Kind == BotReplyKind.Question ? QuestionGuard.Check(reply.Question, candidates, draft.IsChinese) : null);
    }

    private static void TakeEntry(Draft draft, AwaitedReply awaited, Judgement entry)
    {
        if (entry.Reply is null || IsForHumans(draft.Policy.Bot, entry.Topic)) HandOver(draft, awaited, HandOverReason.TopicForHumans, entry.Topic);
        else if (!OrderSlots.AreIn(entry.Reply)) Answer(draft, awaited, entry, entry.Reply, machine: false, ChosenRule);
        else if (!draft.Abilities.Orders) GoOnWithout(draft, awaited, entry, ReplyEnd.Nothing);
        else draft.Add(new ReplyAwaited(draft.Now, draft.Episode, new(
            awaited.Epoch, awaited.ForSequence, AwaitedKind.Order, draft.Now + AwaitedReply.OrderPatience, entry.EntryId, draft.State.Context.Order)));
    }

    private static void AskBack(Draft draft, AwaitedReply awaited, string? worded)
    {
        var suggestions = awaited.Candidates is { Length: > 3 } many ? many[..3] : awaited.Candidates;
        draft.Add(new BotClarified(
            draft.Now, draft.Episode, draft.NextSequence, awaited.ForSequence, worded ?? draft.Phrases.WhichOne, suggestions, draft.Knowledge,
            worded is null ? awaited.Rule : WordedRule, awaited.Confidence));
    }

    // The owner has changed since it was asked for.
    private static Decision Propose(Draft draft, AwaitedReply awaited, BotReply reply, Setting setting)
    {
        var entry = Recall(setting, reply.EntryId, draft.State);
        var order = awaited.Kind == AwaitedKind.Order ? OrderChoice.Only(reply.Orders ?? []) : null;
        var isGiven = awaited.Kind == AwaitedKind.Order || (reply.Kind == BotReplyKind.Entry && awaited.Candidates?.Any(c => c.EntryId == reply.EntryId) == true);
        var text = entry?.Reply is { } answer && OrderSlots.AreIn(answer) ? order is null ? null : OrderSlots.Fill(answer, order, draft.Policy.Language, draft.Policy.TimeZone) : entry?.Reply;
        if (isGiven && text is not null && draft.State.Phase == ConversationPhase.Agent && MayPropose(draft)) Propose(draft, awaited, entry!, text, late: true);
        return draft.Done();
    }

    private static void Propose(Draft draft, AwaitedReply awaited, Judgement entry, string text, bool late) =>
        Propose(draft, awaited.ForSequence, entry with { Reply = text, Confidence = awaited.Confidence }, late);

    private static void Answer(Draft draft, AwaitedReply awaited, Judgement entry, string text, bool machine, string? rule) => draft.Add(new BotAnswered(
        draft.Now, draft.Episode, draft.NextSequence, awaited.ForSequence, entry.EntryId!, text, awaited.Confidence, entry.Topic, machine, entry.Parts, entry.Knowledge, rule));

    private static bool SparesTheAgent(Draft draft, AwaitedReply awaited, Judgement entry) =>
        awaited.Simple && !draft.State.AssistantMuted && draft.Policy.Bot.WhileHumanServes == AssistMode.AnswerSimple && !IsForHumans(draft.Policy.Bot, entry.Topic);

    private static bool MayPropose(Draft draft) => !draft.State.AssistantMuted && draft.Policy.Bot.WhileHumanServes != AssistMode.Off;
}
