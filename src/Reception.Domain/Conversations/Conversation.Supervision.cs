using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Reception.Contracts.Conversations;
using Reception.Domain.Conversations.Events;
using Reception.Domain.Shops;

namespace Reception.Domain.Conversations;

/// <summary>
/// A supervisor's commands. Reading along changes nothing that customer or owner can see. Everything else carries the epoch he read, is
/// refused when it has passed, and stands in the journal with who and why. What he writes goes to the owning agent alone.
/// </summary>
public static partial class Conversation
{
    /// <summary>A supervisor's session listens from now on, over changes of owner.</summary>
    public static Decision Monitor(ConversationState state, MonitorCommand command, Setting setting)
    {
        if ((IncomingBounds.Check(command.Session) ?? StaffBounds.Check(new StaffMember(StaffRole.Supervisor, command.Supervisor, command.Name)) ?? StaffBounds.CheckWhy(command.Why)) is { } error)
            return Decision.Refuse(CommandOutcome.Invalid, state, error);
        if (state.Episode == 0) return Decision.Refuse(CommandOutcome.Unknown, state, "There is no such conversation.");
        var draft = new Draft(state, setting);
        Listen(draft, Side.Supervisor, command.Session with { Context = new() }, command.Supervisor, command.Why);
        return draft.Done();
    }

    /// <summary>An internal line of the owner, of the colleague he consults, or of a supervisor to the owner.</summary>
    public static Decision SayInternally(ConversationState state, InternalMessage message, Setting setting)
    {
        if (StaffBounds.Check(message) is { } error) return Decision.Refuse(CommandOutcome.Invalid, state, error);
        var id = ConversationFold.InternalKey(message.Who.Role, message.Who.Id, message.ClientId);
        if (state.AgentIds.TryGet(id, out _)) return Decision.Repeat(state);
        if (state.Epoch != message.Epoch) return Decision.Refuse(CommandOutcome.StaleEpoch, state, "The owner has changed since; read the conversation again.");
        if (RefuseLine(state, message) is { } refusal) return refusal;
        var draft = new Draft(state, setting);
        var whispers = message.Who.Role == StaffRole.Supervisor;
        var kind = whispers ? InternalKind.Whisper : message.OfParty ? InternalKind.Party : state.Staff.Consult is null ? InternalKind.Note : InternalKind.Consult;
        Inform(draft, kind, message.Who with { Name = message.Who.Name ?? (state.Agent == message.Who.Id ? state.AgentName : state.Staff.Consult?.Name) }, message.Text, whispers ? state.Agent : null, message.ClientId);
        return draft.Done();
    }

    /// <summary>Whether a supervisor may take it over: Done = ask his ledger, Repeated = it was done by this command.</summary>
    public static Decision CheckTakeOver(ConversationState state, SupervisorCommand command)
    {
        if (CheckSupervisor(state, command) is { } refusal) return refusal;
        return state.Agent == command.Supervisor ? Decision.Refuse(CommandOutcome.WrongPhase, state, "The conversation is yours already.") : new(CommandOutcome.Done, state, []);
    }

    /// <summary>The supervisor becomes the owner, after his ledger has confirmed it under <paramref name="offer"/>.</summary>
    public static Decision TakeOver(ConversationState state, SupervisorCommand command, Guid offer, string name, Setting setting)
    {
        var check = CheckTakeOver(state, command);
        if (check.Outcome != CommandOutcome.Done) return check;
        var draft = new Draft(state, setting);
        var wait = TakenWait(state, setting);
        TellFormer(draft, draft.Phrases.TakenOver, command);
        draft.Add(new Taken(
            draft.Now, draft.Episode, draft.NextEpoch, TakeKind.TakenOver, command.Supervisor, command.Supervisor, name, offer, wait, state.Agent, command.Why, Key(command)));
        draft.Tell(NoticeKind.AgentJoined, string.Format(CultureInfo.InvariantCulture, draft.Phrases.Joined, name), name);
        return draft.Done();
    }

    /// <summary>The wait it comes from, which begins now when it was with the bot.</summary>
    public static Wait TakenWait(ConversationState state, Setting setting) => Waits.Again(state.Wait ?? NewWait(state, setting));

    /// <summary>What a conversation weighs for a supervisor who takes it over; when it waits again it weighs what it always did.</summary>
    public static int TakenWeight(Wait wait, Setting setting) => setting.Policy.Supervision?.TakeOverWeight ?? wait.Weight;

    /// <summary>To a queue, with an agent preferred if one is named; <paramref name="queue"/> is found by whoever knows the agent's queues.</summary>
    public static Decision Reassign(ConversationState state, SupervisorCommand command, TransferTarget target, string queue, Setting setting)
    {
        if (StaffBounds.Check(target) is { } error) return Decision.Refuse(CommandOutcome.Invalid, state, error);
        if (CheckSupervisor(state, command) is { } refusal) return refusal;
        if (setting.Policy.Queues.FirstOrDefault(q => q.Name == queue) is not { } policy) return Decision.Refuse(CommandOutcome.Unknown, state, "The shop has no such queue.");
        if (target.Agent is { } agent && agent.Value == state.Agent) return Decision.Refuse(CommandOutcome.Invalid, state, "The conversation is that agent's already.");
        var draft = new Draft(state, setting);
        TellFormer(draft, draft.Phrases.Reassigned, command);
        var first = state.Phase == ConversationPhase.Bot;
        draft.Add(new Reassigned(draft.Now, draft.Episode, draft.NextEpoch, command.Supervisor, Preferring(draft, policy, target), state.Agent, command.Why ?? target.Why, Key(command)));
        if (first && OpenHours.Of(draft.Policy, queue).IsOpen(draft.Now)) draft.Tell(NoticeKind.Waiting, draft.Phrases.Waiting);
        else TellMoved(draft);
        return draft.Done();
    }

    /// <summary>The name of a hold that no queue offered: the same command gives the same, so that it can be repeated.</summary>
    public static Guid TakeId(ConversationState state, string who, string commandId) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{state.Id} {state.Epoch} {who} {commandId}")).AsSpan(0, 16));

    private static Decision? CheckSupervisor(ConversationState state, SupervisorCommand command)
    {
        if (StaffBounds.Check(command) is { } error) return Decision.Refuse(CommandOutcome.Invalid, state, error);
        if (WasDone(state.AgentIds, Key(command))) return Decision.Repeat(state);
        if (state.Epoch != command.Epoch) return Decision.Refuse(CommandOutcome.StaleEpoch, state, "The owner has changed since; read the conversation again.");
        return state.Phase is ConversationPhase.New or ConversationPhase.Closed ? Decision.Refuse(CommandOutcome.WrongPhase, state, "There is no open conversation.") : null;
    }

    private static Decision? RefuseLine(ConversationState state, InternalMessage message)
    {
        var (who, staff) = (message.Who, state.Staff);
        var ofParty = message.OfParty && (staff.Outside is not null || staff.Consult?.Party is not null);
        if (message.OfParty && !ofParty) return Decision.Refuse(CommandOutcome.WrongPhase, state, "No outside party is consulted or in charge.");
        if (who.Role == StaffRole.Supervisor)
            return state.Phase == ConversationPhase.Agent ? null : Decision.Refuse(CommandOutcome.WrongPhase, state, "No agent owns the conversation.");
        if (who.Role == StaffRole.System) // the channel's own system passes on what its party says
            return ofParty ? null : Decision.Refuse(CommandOutcome.NotOwner, state, "Only what an outside party says can be passed on.");
        var mayWrite = state.Agent == who.Id || (staff.Consult is { Joined: true } consult && consult.Colleague == who.Id)
            || (ofParty && state.Phase == ConversationPhase.Closed && state.ReturnAgent == who.Id); // he sent the customer there and closed it
        return mayWrite ? null : Decision.Refuse(CommandOutcome.NotOwner, state, "You neither own this conversation nor are you consulted in it.");
    }

    private static Wait NewWait(ConversationState state, Setting setting)
    {
        var facts = new RoutingFacts(state.Topic, null, state.Id.Channel, Waits.Language(state, setting.Policy), HandOverReason.Supervised);
        return Waits.First(state, setting, RoutingDecision.First(setting.Policy, facts), null);
    }

    private static void TellFormer(Draft draft, string phrase, SupervisorCommand command)
    {
        if (draft.State.Agent is not { } former) return;
        var text = string.Format(CultureInfo.InvariantCulture, phrase, command.Name ?? command.Supervisor);
        Inform(draft, InternalKind.System, new(StaffRole.Supervisor, command.Supervisor, command.Name), command.Why is { Length: > 0 } why ? $"{text} {why}" : text, former);
    }

    private static string Key(SupervisorCommand command) => ConversationFold.AgentKey("~supervisor/" + command.Supervisor, command.CommandId);
}
