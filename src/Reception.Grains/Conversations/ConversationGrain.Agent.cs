using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.Routing;
using Reception.Domain.Conversations;

namespace Reception.Grains.Conversations;

/// <summary>The agent's side. Accepting has two steps: his ledger confirms the offer, then the append makes him the owner.</summary>
internal sealed partial class ConversationGrain
{
    public async Task<OpenResult> AcceptAsync(AcceptOffer command)
    {
        if (_isLost) return await OpenResultAsync(Turn.Unavailable, 0);
        var check = Conversation.CheckAccept(State, command);
        if (check.Outcome == CommandOutcome.Repeated)
            return await AttachAgentAsync(command.Agent, new(command.Session, Tail, new())) with { Outcome = CommandOutcome.Repeated };
        if (check.Outcome != CommandOutcome.Done) return await OpenResultAsync(Turn.Refuse(check.Outcome, check.Error!), 0);

        _delivery.Revive(command.Session.SessionId);
        var (confirmed, why) = await ConfirmAsync(command);
        if (confirmed.Outcome != CommandOutcome.Done) return await OpenResultAsync(confirmed, 0);
        var turn = await DecideAsync((state, setting) => Conversation.Accept(state, command with { Why = why }, setting), command.Session.SessionId);
        return await WithStaffAsync(await OpenResultAsync(turn, Tail), new(StaffRole.Agent, command.Agent.Value), command.Session.SessionId);
    }

    public async Task<OpenResult> AttachAgentAsync(AgentId agent, OpenSession command)
    {
        _delivery.Revive(command.Session?.SessionId);
        var turn = await DecideAsync((state, setting) => Conversation.AttachAgent(state, agent, command, setting), command.Session?.SessionId);
        var result = await OpenResultAsync(turn, command.AfterSequence);
        if (result.View is not null && !State.Proposals.IsEmpty) result = result with { Proposals = [.. State.Proposals] };
        return await WithStaffAsync(result, new(StaffRole.Agent, agent.Value), command.Session?.SessionId);
    }

    public async Task<PostResult> AgentPostAsync(AgentMessages command) =>
        await PostResultAsync(await DecideAsync((state, setting) => Conversation.AgentPost(state, command, setting)));

    public async Task<CommandResult> AgentCloseAsync(AgentCommand command) =>
        Result(await DecideAsync((state, setting) => Conversation.AgentClose(state, command, setting)));

    public async Task<CommandResult> HandBackAsync(AgentCommand command) =>
        Result(await DecideAsync((state, setting) => Conversation.HandBack(state, command, setting)));

    public async Task<CommandResult> TransferAsync(AgentCommand command, string queue) =>
        Result(await DecideAsync((state, setting) => Conversation.Transfer(state, command, queue, setting)));

    public async Task<CommandResult> MuteAssistantAsync(AgentCommand command, bool muted) =>
        Result(await DecideAsync((state, setting) => Conversation.MuteAssistant(state, command, muted, setting)));

    // Who takes a conversation over is shown the end of the thread; what is before it he reads.
    private long Tail => Math.Max(0, State.LastSequence - MostMessages);

    // A time-out here leaves it open whether the ledger holds the work: the agent asks about a hold that nobody settles.
    private async Task<(Turn Turn, AssignmentExplanation? Why)> ConfirmAsync(AcceptOffer command)
    {
        try
        {
            var result = await GrainFactory.GetGrain<IAgentGrain>(command.Agent.Value).ConfirmAsync(command.Offer, _id, State.Epoch + 1).WaitAsync(AgentPatience, time);
            return (result.Outcome switch
            {
                ConfirmOutcome.Confirmed => new(CommandOutcome.Done, null, [], []),
                ConfirmOutcome.OfferGone => Turn.Refuse(CommandOutcome.OfferGone, "The offer is no longer held for you."),
                ConfirmOutcome.OverCapacity => Turn.Refuse(CommandOutcome.OverCapacity, "You have no capacity left."),
                _ => Turn.Unavailable,
            }, result.Why);
        }
        catch (Exception e)
        {
            LogAgentSilent(e, _id, command.Agent.Value);
            return (Turn.Unavailable, null);
        }
    }
}
