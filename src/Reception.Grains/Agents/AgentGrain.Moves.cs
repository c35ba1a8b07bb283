using Reception.Contracts.Agents;
using Reception.Contracts.Ids;

namespace Reception.Grains.Agents;

/// <summary>Holds that change their work.</summary>
internal sealed partial class AgentGrain
{
    public async Task<ConfirmOutcome> MoveHoldAsync(ConversationId from, Guid offer, ConversationId to, long newEpoch)
    {
        var outcome = _ledger.Move(from, offer, to, newEpoch, Now);
        if (await CommitAsync() || outcome != ConfirmOutcome.Confirmed) return outcome;
        return _ledger.IsHeld(to, offer) ? ConfirmOutcome.Confirmed : ConfirmOutcome.Unavailable;
    }
}
