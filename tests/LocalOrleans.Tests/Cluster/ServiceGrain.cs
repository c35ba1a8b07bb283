using Orleans;
using Orleans.Runtime;

namespace LocalOrleans.Tests.Cluster;

/// <summary>One that says where it is, and one whose turn waits for what a service of its silo finds out.</summary>
public interface IServiceGrain : IGrainWithIntegerKey
{
    Task<string> WhereAsync();

    Task<string> AwaitServiceAsync();
}

/// <summary>What services tell turns; as a cache does that loads outside of all turns.</summary>
public sealed class ServiceAnswers
{
    public TaskCompletionSource Waits { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource<string> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}

public sealed class ServiceGrain(ILocalSiloDetails silo, ServiceAnswers answers) : Grain, IServiceGrain
{
    public Task<string> WhereAsync() => Task.FromResult(silo.SiloAddress.ToString());

    public Task<string> AwaitServiceAsync()
    {
        answers.Waits.TrySetResult();
        return answers.Answer.Task;
    }
}
