using Reception.Contracts.Agents;
using Reception.Contracts.Gateways;
using Reception.Contracts.Ids;

namespace Reception.Grains.Agents;

/// <summary>Holds that change their work, or in whose work somebody wrote.</summary>
internal sealed partial class AgentGrain
{
    public Task OnOrderNotedAsync(ConversationId order)
    {
        if (_ledger.View?.Holds.Any(h => h.Work == order) == true) Push(id => new SessionPush(id, Order: order));
        return Task.CompletedTask;
    }

    public async Task<ConfirmOutcome> MoveHoldAsync(ConversationId from, Guid offer, ConversationId to, long newEpoch)
    {
        var outcome = _ledger.Move(from, offer, to, newEpoch, Now);
        if (await CommitAsync() || outcome != ConfirmOutcome.Confirmed) return outcome;
        return _ledger.IsHeld(to, offer) ? ConfirmOutcome.Confirmed : ConfirmOutcome.Unavailable;
    }
}
