using Orleans.Conformance.Infrastructure;

namespace Orleans.Conformance.Turns;

public interface ISchedulerGrain : IGrainWithStringKey
{
    /// <summary>Whether each step after an await was on the scheduler of the first one.</summary>
    Task<bool[]> StepsAsync();

    /// <summary>Whether library code left the scheduler and its caller is back on it.</summary>
    Task<bool> InLibraryCodeAsync();

    Task<bool> OnPoolInTaskRunAsync();

    Task<bool> OnActivationInStartNewAsync();

    Task<bool> BackOnActivationAfterTaskRunAsync();

    /// <summary>Starts work that is not awaited; its continuations add to the count one turn at a time.</summary>
    Task StartUnawaitedAsync(int tasks, int steps);

    Task<int> CountAsync();

    Task<bool[]> WhenAllAsync(int tasks);
}

internal sealed class SchedulerGrain(Signals signals) : Grain, ISchedulerGrain
{
    private int _count;

    public async Task<bool[]> StepsAsync()
    {
        var own = TaskScheduler.Current;
        var steps = new List<bool> { own != TaskScheduler.Default };
        await Task.Yield();
        steps.Add(TaskScheduler.Current == own);
        await Task.Run(() => { });
        steps.Add(TaskScheduler.Current == own);
        var elsewhere = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        ThreadPool.QueueUserWorkItem(_ => elsewhere.SetResult());
        await elsewhere.Task;
        steps.Add(TaskScheduler.Current == own);
        await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
        steps.Add(TaskScheduler.Current == own);
        await GrainFactory.GetGrain<ISchedulerGrain>($"{this.GetPrimaryKeyString()}-other").CountAsync();
        steps.Add(TaskScheduler.Current == own);
        return [.. steps];
    }

    public async Task<bool> InLibraryCodeAsync()
    {
        var own = TaskScheduler.Current;
        return await Library.OnPoolAfterConfigureAwaitFalseAsync() && TaskScheduler.Current == own;
    }

    public async Task<bool> OnPoolInTaskRunAsync() => await Task.Run(() => TaskScheduler.Current == TaskScheduler.Default);

    public async Task<bool> OnActivationInStartNewAsync()
    {
        var own = TaskScheduler.Current;
        return await Task.Factory.StartNew(() => TaskScheduler.Current == own, CancellationToken.None, TaskCreationOptions.None, own);
    }

    public async Task<bool> BackOnActivationAfterTaskRunAsync()
    {
        var own = TaskScheduler.Current;
        await Task.Run(async () => await Task.Yield());
        return TaskScheduler.Current == own;
    }

    public Task StartUnawaitedAsync(int tasks, int steps)
    {
        for (var i = 0; i < tasks; i++)
            _ = WorkAsync(steps);
        return Task.CompletedTask;
    }

    public Task<int> CountAsync() => Task.FromResult(_count);

    public async Task<bool[]> WhenAllAsync(int tasks)
    {
        var own = TaskScheduler.Current;
        return await Task.WhenAll(Enumerable.Range(0, tasks).Select(async _ =>
        {
            await Task.Run(() => { });
            _count++;
            return TaskScheduler.Current == own;
        }));
    }

    private async Task WorkAsync(int steps)
    {
        var signal = signals[this.GetPrimaryKeyString()];
        for (var i = 0; i < steps; i++)
        {
            await Task.Run(() => { });
            signal.Enter();
            _count++;
            signal.Leave();
        }
    }
}

/// <summary>Code that knows nothing of grains.</summary>
internal static class Library
{
    public static async Task<bool> OnPoolAfterConfigureAwaitFalseAsync()
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        return TaskScheduler.Current == TaskScheduler.Default;
    }
}
