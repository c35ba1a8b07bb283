using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Domain.Conversations;

namespace Reception.Grains.Conversations;

/// <summary>To an agent, warm, and outside. What the agents concerned have to say to it is asked before the decision; the epoch is checked in it.</summary>
internal sealed partial class ConversationGrain
{
    public async Task<CommandResult> TransferToAsync(AgentCommand command, TransferTarget target)
    {
        var (queue, refusal) = await QueueForAsync(target);
        return Result(refusal ?? await DecideAsync((state, setting) => Conversation.TransferTo(state, command, target, queue!, setting)));
    }

    public async Task<CommandResult> ConsultAsync(AgentCommand command, ConsultTarget target)
    {
        string? name = null;
        if (target is { Colleague: { } colleague, Party: null })
        {
            var (profile, presence, refusal) = await FindAgentAsync(colleague);
            if (refusal is not null) return Result(refusal);
            if (presence is PresenceState.Offline or PresenceState.Disconnected) return Result(Turn.Refuse(CommandOutcome.NotReachable, $"{profile!.Name} is not connected."));
            name = profile!.Name;
        }
        return Result(await DecideAsync((state, setting) => Conversation.AskConsult(state, command, target, name, setting)));
    }

    public async Task<CommandResult> EndConsultAsync(AgentCommand command, bool complete)
    {
        if (!complete) return Result(await DecideAsync((state, setting) => Conversation.CancelConsult(state, command, setting)));
        if (_isLost) return Result(Turn.Unavailable);
        var check = Conversation.CheckComplete(State, command);
        if (check.Outcome != CommandOutcome.Done) return Result(new(check.Outcome, check.Error, [], []));
        var consult = State.Staff.Consult!;
        var offer = Conversation.TakeId(State, command.Agent.Value, command.CommandId);
        var taken = await TakeAsync(consult.Colleague!, offer, State.Wait!, State.Wait!.Weight, consult.Name ?? consult.Colleague!);
        if (taken.Outcome != CommandOutcome.Done) return Result(taken);
        return Result(await DecideAsync((state, setting) => Conversation.CompleteConsult(state, command, offer, setting)));
    }

    public async Task<OpenResult> JoinConsultAsync(JoinConsult command)
    {
        _delivery.Revive(command.Session?.Session?.SessionId);
        var turn = await DecideAsync((state, setting) => Conversation.JoinConsult(state, command, setting), command.Session?.Session?.SessionId);
        var result = await OpenResultAsync(turn, Math.Max(command.Session!.AfterSequence, Tail));
        return await WithStaffAsync(result, new(StaffRole.Agent, command.Colleague.Value), command.Session?.Session?.SessionId);
    }

    public async Task<CommandResult> LeaveConsultAsync(AgentId colleague, string commandId) =>
        Result(await DecideAsync((state, setting) => Conversation.LeaveConsult(state, colleague, commandId, setting)));

    public async Task<CommandResult> SendOutsideAsync(AgentCommand command, OutsideTarget target) =>
        Result(await DecideAsync((state, setting) => Conversation.SendOutside(state, command, target, setting)));
}
