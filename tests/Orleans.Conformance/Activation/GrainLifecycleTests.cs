using Orleans.Conformance.Infrastructure;

namespace Orleans.Conformance.Activation;

public sealed class GrainLifecycleTests(SharedSilo silo)
{
    [Fact]
    public async Task Participant_AroundActivation_StagesRunInOrderAndStopInReverse()
    {
        var key = Wait.Key();
        await silo.Grains.GetGrain<IStagedGrain>(key).LeaveAsync();
        await Wait.Until(() => silo.Signals[key].Notes.Length == 6);
        Assert.Equal(["start 1", "start 2", "activated", "deactivated", "stop 2", "stop 1"], silo.Signals[key].Notes);
    }
}

public interface IStagedGrain : IGrainWithStringKey
{
    Task LeaveAsync();
}

/// <summary>Takes part in its own lifecycle, which starts before OnActivateAsync and stops after OnDeactivateAsync.</summary>
internal sealed class StagedGrain(Signals signals) : Grain, IStagedGrain, ILifecycleParticipant<IGrainLifecycle>
{
    public void Participate(IGrainLifecycle observer)
    {
        observer.Subscribe(nameof(StagedGrain), GrainLifecycleStage.Activate - 1, _ => NoteAsync("start 1"), _ => NoteAsync("stop 1"));
        observer.Subscribe(nameof(StagedGrain), GrainLifecycleStage.Activate + 1, _ => NoteAsync("start 2"), _ => NoteAsync("stop 2"));
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken) => NoteAsync("activated");

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => NoteAsync("deactivated");

    public Task LeaveAsync()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    private Task NoteAsync(string note)
    {
        signals[this.GetPrimaryKeyString()].Note(note);
        return Task.CompletedTask;
    }
}
