using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.WorkOrders;
using Reception.Domain.Conversations;

namespace Reception.Grains.Conversations;

/// <summary>
/// A call-back's turn, told by its work order until it is answered: the agent's ledger moves its hold to this conversation, then the append
/// makes him the owner. A crash in between leaves a hold that the ledger asks about, and a work order that tells again.
/// </summary>
internal sealed partial class ConversationGrain
{
    public async Task OnCallBackAsync(CallBackTurn turn)
    {
        var (setting, refusal) = await settings.GetAsync(_id);
        if (_isLost || refusal?.Outcome == CommandOutcome.Unavailable) throw new InvalidOperationException(Turn.Unavailable.Error);
        var outcome = setting is null ? CallBackOutcome.NotNeeded : await CallBackAsync(turn, setting); // no such channel any more
        _notices.Start(
            $"called back {turn.Order} {turn.Epoch}", () => GrainFactory.GetGrain<IWorkOrderGrain>(turn.Order.ToOrderKey()).OnCallBackAsync(turn.Epoch, outcome));
    }

    private async Task<CallBackOutcome> CallBackAsync(CallBackTurn turn, Setting setting)
    {
        var decision = Conversation.CallBack(State, turn, setting);
        if (decision.Outcome != CommandOutcome.Done) return decision.Outcome == CommandOutcome.Repeated ? CallBackOutcome.Begun : CallBackOutcome.NotNeeded;
        var agent = GrainFactory.GetGrain<IAgentGrain>(turn.Agent.Value);
        var moved = await agent.MoveHoldAsync(turn.Order, turn.Offer, _id, decision.State.Epoch).WaitAsync(AgentPatience, time);
        if (moved != ConfirmOutcome.Confirmed) return moved == ConfirmOutcome.Unavailable ? throw new InvalidOperationException("The agent's ledger could not be stored.") : CallBackOutcome.HoldGone;
        var done = await CommitAsync(decision, setting, answers: null);
        return done.Outcome == CommandOutcome.Done ? CallBackOutcome.Begun : throw new InvalidOperationException(done.Error);
    }
}
