using Reception.Contracts.Agents;
using Reception.Contracts.Ids;

namespace Reception.Grains.Agents;

/// <summary>Presence: the agent's word, a supervisor's, drain, wrap-up. Stored before it is answered.</summary>
internal sealed partial class AgentGrain
{
    public Task<PresenceResult> SetPresenceAsync(PresenceIntent intent, string? reason) => TurnAsync(_ledger.SetIntent(intent, reason, Now));

    public Task<PresenceResult> ForcePresenceAsync(ForcePresence command)
    {
        var result = _ledger.Force(command, Now);
        if (result.Outcome == PresenceOutcome.Done) LogForced(_id, command.Intent, command.By, command.Until);
        return TurnAsync(result);
    }

    public Task<PresenceResult> EndForceAsync(string by)
    {
        LogForceEnded(_id, by);
        return TurnAsync(_ledger.EndForce(Now));
    }

    public Task<PresenceResult> DrainAsync(DrainAgent command)
    {
        var result = _ledger.Drain(command, Now);
        if (result.Outcome == PresenceOutcome.Done) LogDrains(_id, command.By);
        return TurnAsync(result);
    }

    public Task<PresenceResult> EndDrainAsync(string by)
    {
        LogDrainEnded(_id, by);
        return TurnAsync(_ledger.EndDrain(Now));
    }

    public Task<PresenceResult> EndWrapUpAsync(ConversationId? work) => TurnAsync(_ledger.EndWrapUp(work, Now));

    public Task<PresenceResult> RespondAsync() => TurnAsync(_ledger.Respond(Now));

    private async Task<PresenceResult> TurnAsync(PresenceResult result)
    {
        await RequireAsync();
        if (_ledger.ShouldStore) await TryStoreAsync();
        return result.Outcome == PresenceOutcome.Done ? result with { View = _ledger.View } : result;
    }
}
