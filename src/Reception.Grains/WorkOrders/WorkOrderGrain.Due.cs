using Reception.Contracts.Agents;
using Reception.Contracts.WorkOrders;
using Reception.Domain.WorkOrders;

namespace Reception.Grains.WorkOrders;

/// <summary>The stored due time has come: the step that a crash may have cut off is done again. Every call here may be a repeat.</summary>
internal sealed partial class WorkOrderGrain
{
    public async Task OnDueAsync()
    {
        var (setting, refusal) = await SettingAsync();
        if (_isLost || setting is null) throw new InvalidOperationException(refusal?.Error ?? Unavailable.Error);
        if (!State.IsOpen)
        {
            await EndAsync(State).WaitAsync(AgentPatience, time);
            return;
        }
        var decision = WorkOrder.Due(State, await AskServingAsync(), setting);
        var epoch = State.Epoch;
        if (!decision.Events.IsEmpty) Require(await CommitAsync(decision, setting));
        if (State.Epoch != epoch) return; // its append set the next step
        await TellFormerOwnersAsync(State).WaitAsync(AgentPatience, time);
        if (State.Phase == WorkOrderPhase.Waiting) await Queue(State.Wait!.Queue).EnqueueAsync(WorkOrderAftermath.Waiting(State)).WaitAsync(AgentPatience, time);
        if (State.IsCallBackTurn) TellOwned();
        await openWork.RescheduleAsync(_id.ToString(), State.Epoch, WorkOrderAftermath.NextStep(State, setting.Now));
    }

    // A call-back's hold moves to its conversation: only that says whether it is his.
    private async Task<ServingState?> AskServingAsync()
    {
        if (State.Phase != WorkOrderPhase.Owned || State.IsCallBackTurn) return null;
        try
        {
            return await Agent(State.Agent!).GetServingAsync(_id, State.Epoch).WaitAsync(AgentPatience, time);
        }
        catch (Exception e)
        {
            LogAgentSilent(e, _id, State.Agent!);
            return null;
        }
    }
}
