namespace Orleans.Runtime;

/// <summary>Subscriptions by stage; starts upwards, stops downwards what was started, within a stage all at once.</summary>
internal class ObservedLifecycle : IGrainLifecycle, ISiloLifecycle, IClusterClientLifecycle
{
    private readonly List<Subscription> _subscriptions = [];

    public int HighestCompletedStage { get; private set; } = int.MinValue;

    public int LowestStoppedStage { get; private set; } = int.MaxValue;

    public IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        var subscription = new Subscription(this, stage, observer);
        lock (_subscriptions) _subscriptions.Add(subscription);
        return subscription;
    }

    /// <summary>Starts all stages.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var stage in Stages())
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.WhenAll(At(stage).Select(s => s.Observer.OnStart(cancellationToken)));
            HighestCompletedStage = stage;
        }
    }

    /// <summary>Stops what was started, each stage whatever the others do; the first exception is thrown at the end.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        Exception? first = null;
        foreach (var stage in Stages().Where(stage => stage <= HighestCompletedStage).Reverse())
        {
            try
            {
                await Task.WhenAll(At(stage).Select(s => s.Observer.OnStop(cancellationToken)));
            }
            catch (Exception exception)
            {
                first ??= exception;
            }

            LowestStoppedStage = stage;
        }

        if (first is not null) System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(first);
    }

    private List<int> Stages()
    {
        lock (_subscriptions) return [.. _subscriptions.Select(s => s.Stage).Distinct().Order()];
    }

    private List<Subscription> At(int stage)
    {
        lock (_subscriptions) return [.. _subscriptions.Where(s => s.Stage == stage)];
    }

    private sealed class Subscription(ObservedLifecycle owner, int stage, ILifecycleObserver observer) : IDisposable
    {
        public int Stage => stage;

        public ILifecycleObserver Observer => observer;

        public void Dispose()
        {
            lock (owner._subscriptions) owner._subscriptions.Remove(this);
        }
    }
}
