using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Domain.Conversations;

namespace Reception.Grains.Conversations;

/// <summary>A supervisor's commands. That he may is checked by the gateway against his token; here it is checked that what he read still holds.</summary>
internal sealed partial class ConversationGrain
{
    public async Task<OpenResult> MonitorAsync(MonitorCommand command)
    {
        var session = command.Session?.Session?.SessionId;
        _delivery.Revive(session);
        var turn = await DecideAsync((state, setting) => Conversation.Monitor(state, command, setting), session);
        var result = await OpenResultAsync(turn, Math.Max(command.Session!.AfterSequence, Tail));
        return await WithStaffAsync(result, new(StaffRole.Supervisor, command.Supervisor), session);
    }

    public async Task<CommandResult> TakeOverAsync(SupervisorCommand command)
    {
        if (_isLost) return Result(Turn.Unavailable);
        var check = Conversation.CheckTakeOver(State, command);
        if (check.Outcome != CommandOutcome.Done) return Result(new(check.Outcome, check.Error, [], []));
        var (setting, refusal) = await settings.GetAsync(_id);
        if (setting is null) return Result(refusal!);
        var (profile, _, unknown) = await FindAgentAsync(new AgentId(command.Supervisor));
        if (profile is null) return Result(unknown!);
        var offer = Conversation.TakeId(State, command.Supervisor, command.CommandId);
        var wait = Conversation.TakenWait(State, setting);
        var taken = await TakeAsync(command.Supervisor, offer, wait, Conversation.TakenWeight(wait, setting), profile.Name);
        if (taken.Outcome != CommandOutcome.Done) return Result(taken);
        return Result(await DecideAsync((state, now) => Conversation.TakeOver(state, command, offer, profile.Name, now)));
    }

    public async Task<CommandResult> ReassignAsync(SupervisorCommand command, TransferTarget target)
    {
        var (queue, refusal) = await QueueForAsync(target);
        return Result(refusal ?? await DecideAsync((state, setting) => Conversation.Reassign(state, command, target, queue!, setting)));
    }
}
