using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Domain.Conversations;

namespace Reception.Grains.Conversations;

/// <summary>The stored due time has come: the step that a crash may have cut off is done again. Every call here may be a repeat.</summary>
internal sealed partial class ConversationGrain
{
    /// <summary>How long a turn waits for an Agent, whose silo may hang.</summary>
    private static readonly TimeSpan AgentPatience = TimeSpan.FromSeconds(3);

    public async Task OnDueAsync()
    {
        var (setting, refusal) = await settings.GetAsync(_id);
        if (_isLost || setting is null) throw new InvalidOperationException(refusal?.Error ?? Turn.Unavailable.Error);
        if (Conversation.Overdue(State, setting) is { Events.IsEmpty: false } overdue)
        {
            await CommitAsync(overdue, setting, answers: null); // its append sets the next step
            return;
        }
        TellPromises(State.Unmade);
        if (Conversation.OverdueConsult(State, setting) is { Events.IsEmpty: false } consult)
        {
            await CommitAsync(consult, setting, answers: null);
            return;
        }
        TellColleagueAgain();
        switch (State.Phase)
        {
            case ConversationPhase.New or ConversationPhase.Bot or ConversationPhase.Closed when State.HasSteps:
                await TellFormerOwnersAsync(State).WaitAsync(AgentPatience, time);
                await openWork.RescheduleAsync(_id.ToString(), Aftermath.RowEpoch(State), Aftermath.NextStep(State, setting));
                break;
            case ConversationPhase.Waiting:
                var epoch = State.Epoch;
                await EnqueueAsync(Aftermath.Waiting(State));
                if (State.Epoch != epoch) break; // the queue was full
                await TellFormerOwnersAsync(State).WaitAsync(AgentPatience, time);
                await openWork.RescheduleAsync(_id.ToString(), State.Epoch, Aftermath.NextStep(State, setting));
                break;
            case ConversationPhase.Agent:
                await CheckServingAsync(setting);
                break;
            default:
                await EndAsync(State).WaitAsync(AgentPatience, time);
                break;
        }
    }

    private async Task CheckServingAsync(Setting setting)
    {
        await TellFormerOwnersAsync(State).WaitAsync(AgentPatience, time);
        var serving = await AskServingAsync(State.Agent!);
        var decision = Conversation.Due(State, serving, setting);
        if (decision.Events.IsEmpty)
            await openWork.RescheduleAsync(_id.ToString(), State.Epoch, Aftermath.NextStep(State, setting));
        else
            await CommitAsync(decision, setting, answers: null);
    }

    private async Task<ServingState?> AskServingAsync(string agent)
    {
        try
        {
            return await GrainFactory.GetGrain<IAgentGrain>(agent).GetServingAsync(_id, State.Epoch).WaitAsync(AgentPatience, time);
        }
        catch (Exception e)
        {
            LogAgentSilent(e, _id, agent);
            return null;
        }
    }
}
