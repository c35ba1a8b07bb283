using System.Globalization;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.Routing;
using Reception.Contracts.Shops;
using Reception.Domain.Conversations.Events;

namespace Reception.Domain.Conversations;

/// <summary>
/// Where a conversation goes besides another queue.
/// <para><b>To an agent.</b> It waits in a queue with that agent preferred for a time; if he cannot serve it, or the time is over, it is
/// anybody's of that queue. It keeps its arrival time.</para>
/// <para><b>Warm.</b> The owner asks a colleague or an outside party of the channel (<see cref="ConsultAsked"/>); the customer stays with the
/// owner, in the same epoch, and nothing of the consult is a line of his thread. It is completed (the colleague becomes the owner, with a
/// new epoch, after his ledger agreed), cancelled, or ends by itself: when the colleague does not come in time, leaves, or is away longer
/// than the grace time, and with every change of owner.</para>
/// <para><b>Outside.</b> The customer is told in words and by a link who is in charge (<see cref="SentOutside"/>); the owner keeps the
/// conversation or closes it. What the party says is noted as internal lines. When the customer writes again he came back.</para>
/// </summary>
public static partial class Conversation
{
    /// <summary>To a queue with an agent preferred; <paramref name="queue"/> is where it waits, found by whoever knows the agent's queues.</summary>
    public static Decision TransferTo(ConversationState state, AgentCommand command, TransferTarget target, string queue, Setting setting)
    {
        if (StaffBounds.Check(target) is { } error) return Decision.Refuse(CommandOutcome.Invalid, state, error);
        if (target.Agent == command.Agent) return Decision.Refuse(CommandOutcome.Invalid, state, "The conversation is that agent's already.");
        if (setting.Policy.Queues.FirstOrDefault(q => q.Name == queue) is not { } policy) return Decision.Refuse(CommandOutcome.Unknown, state, "The shop has no such queue.");
        return ByOwner(state, command, setting, (draft, id) =>
        {
            draft.Add(new Transferred(draft.Now, draft.Episode, draft.NextEpoch, command.Agent.Value, Preferring(draft, policy, target), id, target.Why));
            TellMoved(draft);
        });
    }

    /// <summary>Asks a colleague, whose <paramref name="name"/> his profile says, or a party of the channel.</summary>
    public static Decision AskConsult(ConversationState state, AgentCommand command, ConsultTarget target, string? name, Setting setting)
    {
        if ((target.Colleague is null) == (target.Party is null)) return Decision.Refuse(CommandOutcome.Invalid, state, "A colleague or an outside party has to be named, not both.");
        if (StaffBounds.CheckWhy(target.Question) is { } error) return Decision.Refuse(CommandOutcome.Invalid, state, error);
        if (target.Colleague == command.Agent) return Decision.Refuse(CommandOutcome.Invalid, state, "Nobody consults himself.");
        var party = target.Party is null ? null : FindParty(setting.Policy, state, target.Party);
        if (target.Party is not null && party is null) return Decision.Refuse(CommandOutcome.Unknown, state, "The channel has no such outside party.");
        if (state.Staff.Consult is not null && Refuse(state, command.Agent, command.Epoch) is null && !WasDone(state.AgentIds, ConversationFold.AgentKey(command.Agent.Value, command.CommandId)))
            return Decision.Refuse(CommandOutcome.WrongPhase, state, "Somebody is consulted already.");
        return ByOwner(state, command, setting, (draft, id) =>
        {
            DateTimeOffset? until = party is null ? draft.Now.AddSeconds((draft.Policy.Supervision ?? new()).ConsultSeconds) : null;
            draft.Add(new ConsultAsked(draft.Now, draft.Episode, command.Agent.Value, target.Colleague?.Value, party?.Name, party?.Title ?? name, until, target.Question, id));
        });
    }

    /// <summary>The owner ends the consult without handing over.</summary>
    public static Decision CancelConsult(ConversationState state, AgentCommand command, Setting setting)
    {
        if (state.Staff.Consult is null && Refuse(state, command.Agent, command.Epoch) is null && !WasDone(state.AgentIds, ConversationFold.AgentKey(command.Agent.Value, command.CommandId)))
            return Decision.Refuse(CommandOutcome.WrongPhase, state, "Nobody is consulted.");
        return ByOwner(state, command, setting, (draft, id) => draft.Add(new ConsultEnded(draft.Now, draft.Episode, ConsultEnd.Cancelled, command.Agent.Value, id)));
    }

    /// <summary>Whether the colleague may become the owner: Done = ask his ledger, Repeated = it was done by this command.</summary>
    public static Decision CheckComplete(ConversationState state, AgentCommand command)
    {
        if (IncomingBounds.CheckId(command.CommandId, "command id") is { } error) return Decision.Refuse(CommandOutcome.Invalid, state, error);
        if (WasDone(state.AgentIds, ConversationFold.AgentKey(command.Agent.Value, command.CommandId))) return Decision.Repeat(state);
        if (Refuse(state, command.Agent, command.Epoch) is { } refusal) return refusal;
        return state.Staff.Consult is { Colleague: not null, Joined: true, AwaySince: null }
            ? new(CommandOutcome.Done, state, [])
            : Decision.Refuse(CommandOutcome.WrongPhase, state, "No colleague has joined who could take over.");
    }

    /// <summary>The colleague becomes the owner, after his ledger has confirmed it under <paramref name="offer"/>.</summary>
    public static Decision CompleteConsult(ConversationState state, AgentCommand command, Guid offer, Setting setting)
    {
        var check = CheckComplete(state, command);
        if (check.Outcome != CommandOutcome.Done) return check;
        var draft = new Draft(state, setting);
        var consult = state.Staff.Consult!;
        var id = ConversationFold.AgentKey(command.Agent.Value, command.CommandId);
        draft.Add(new Taken(
            draft.Now, draft.Episode, draft.NextEpoch, TakeKind.Consulted, command.Agent.Value, consult.Colleague!, consult.Name, offer, Waits.Again(state.Wait!), command.Agent.Value,
            consult.Question, id));
        draft.Tell(NoticeKind.AgentJoined, string.Format(CultureInfo.InvariantCulture, draft.Phrases.Joined, consult.Name ?? consult.Colleague), consult.Name);
        return draft.Done();
    }

    /// <summary>The colleague comes, or comes back.</summary>
    public static Decision JoinConsult(ConversationState state, JoinConsult command, Setting setting)
    {
        if (IncomingBounds.Check(command.Session) is { } error) return Decision.Refuse(CommandOutcome.Invalid, state, error);
        if (state.Staff.Consult is not { } consult || consult.Colleague != command.Colleague.Value) return Decision.Refuse(CommandOutcome.NotOwner, state, "You are not asked into this conversation (any more).");
        var draft = new Draft(state, setting);
        Listen(draft, Side.Colleague, command.Session with { Context = new() }, command.Colleague.Value);
        if (!consult.Joined || consult.AwaySince is not null) draft.Add(new ConsultJoined(draft.Now, draft.Episode, command.Colleague.Value));
        return draft.Done();
    }

    /// <summary>The colleague leaves, or does not come. Idempotent: a consult that is over stays so.</summary>
    public static Decision LeaveConsult(ConversationState state, AgentId colleague, string commandId, Setting setting)
    {
        if (IncomingBounds.CheckId(commandId, "command id") is { } error) return Decision.Refuse(CommandOutcome.Invalid, state, error);
        return state.Staff.Consult?.Colleague == colleague.Value ? EndConsult(state, ConsultEnd.Left, colleague.Value, setting) : Decision.Repeat(state);
    }

    /// <summary>The time of whom the owner asked is over.</summary>
    public static Decision OverdueConsult(ConversationState state, Setting setting) =>
        state.Staff.Consult is { } consult && consult.Due(Grace(setting)) <= setting.Now
            ? EndConsult(state, consult.Joined ? ConsultEnd.Left : ConsultEnd.NobodyCame, null, setting)
            : Decision.Repeat(state);

    /// <summary>How long a colleague whose connection was lost may be away.</summary>
    internal static TimeSpan Grace(Setting setting) => TimeSpan.FromSeconds(setting.Policy.DisconnectGraceSeconds);

    public static Decision SendOutside(ConversationState state, AgentCommand command, OutsideTarget target, Setting setting)
    {
        if (StaffBounds.CheckWhy(target.Note) is { } error) return Decision.Refuse(CommandOutcome.Invalid, state, error);
        if (FindParty(setting.Policy, state, target.Party) is not { } party) return Decision.Refuse(CommandOutcome.Unknown, state, "The channel has no such outside party.");
        return ByOwner(state, command, setting, (draft, id) =>
        {
            draft.Add(new SentOutside(draft.Now, draft.Episode, command.Agent.Value, party.Name, party.Title, party.Url, id));
            if (!string.IsNullOrWhiteSpace(target.Note)) Inform(draft, InternalKind.Note, new(StaffRole.Agent, command.Agent.Value, state.AgentName), target.Note);
            draft.Add(new NoticePosted(
                draft.Now, draft.Episode, draft.NextSequence, NoticeKind.SentOutside, string.Format(CultureInfo.InvariantCulture, draft.Phrases.SentOutside, party.Title), party.Title,
                Parts: party.Url is null ? null : [new(PartKind.Link, Url: party.Url, Title: party.Title)]));
            if (target.Close) End(draft, ClosedBy.Agent, NoticeKind.Closed, draft.AsksRating ? draft.Phrases.ClosedByAgent : draft.Waiting.ClosedByAgent);
        });
    }

    /// <summary>The customer writes: if he was sent outside, he has come back, and who serves him next is told.</summary>
    private static void ComeBack(Draft draft)
    {
        if (draft.State.Staff.Outside is not { } outside) return;
        draft.Add(new CameBack(draft.Now, draft.Episode, outside.Party));
        Inform(draft, InternalKind.System, TheSystem, string.Format(CultureInfo.InvariantCulture, draft.Phrases.CameBack, outside.Title));
    }

    private static readonly StaffMember TheSystem = new(StaffRole.System, "system");

    private static void Inform(Draft draft, InternalKind kind, StaffMember who, string text, string? to = null, string? clientId = null) =>
        draft.Add(new InternalSaid(draft.Now, draft.Episode, draft.State.Staff.LastInternal + 1, kind, who.Role, who.Id, who.Name, text, to, clientId));

    private static Decision EndConsult(ConversationState state, ConsultEnd end, string? by, Setting setting)
    {
        var draft = new Draft(state, setting);
        var name = state.Staff.Consult!.Name ?? state.Staff.Consult.Colleague ?? "";
        draft.Add(new ConsultEnded(draft.Now, draft.Episode, end, by));
        var phrase = end == ConsultEnd.NobodyCame ? draft.Phrases.ConsultNobodyCame : draft.Phrases.ConsultLeft;
        Inform(draft, InternalKind.System, TheSystem, string.Format(CultureInfo.InvariantCulture, phrase, name));
        return draft.Done();
    }

    private static OutsideParty? FindParty(ShopPolicy policy, ConversationState state, string? name) =>
        policy.Channels.FirstOrDefault(c => c.Name == state.Id.Channel)?.Rules?.Parties?.FirstOrDefault(p => p.Name == name);

    private static Wait Preferring(Draft draft, QueuePolicy queue, TransferTarget target)
    {
        var moved = Waits.Again(Waits.Moved(draft.State.Wait ?? NewWait(draft.State, draft.Setting), queue, draft.Policy));
        if (target.Agent is not { } agent) return moved;
        return moved with
        {
            Preferred = agent.Value,
            PreferredUntil = draft.Now.AddSeconds(target.Seconds ?? draft.Policy.PreferredAgentSeconds),
            Request = (moved.Request ?? WorkRequest.Chat) with { Preferred = PreferredReason.AskedFor },
        };
    }
}
