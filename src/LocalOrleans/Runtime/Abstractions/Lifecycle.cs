namespace Orleans;

/// <summary>Something that starts and stops in numbered stages.</summary>
public interface ILifecycleObservable
{
    /// <summary>Takes part in a stage. Start goes upwards, stop downwards.</summary>
    IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer);
}

/// <summary>What runs in a stage.</summary>
public interface ILifecycleObserver
{
    /// <summary>Runs when the stage starts; an exception ends the start.</summary>
    Task OnStart(CancellationToken cancellationToken = default);

    /// <summary>Runs when the stage stops.</summary>
    Task OnStop(CancellationToken cancellationToken = default);
}

/// <summary>A service that wants to take part in a lifecycle; registered under this interface it is asked once.</summary>
public interface ILifecycleParticipant<TLifecycleObservable> where TLifecycleObservable : ILifecycleObservable
{
    /// <summary>Subscribes to the stages it needs.</summary>
    void Participate(TLifecycleObservable lifecycle);
}

/// <summary>The stages of silos and clients.</summary>
public static class ServiceLifecycleStage
{
    /// <summary>Before all others.</summary>
    public const int First = int.MinValue;

    /// <summary>The runtime's own start.</summary>
    public const int RuntimeInitialize = 2000;

    /// <summary>Runtime services.</summary>
    public const int RuntimeServices = 4000;

    /// <summary>Storage of runtime services.</summary>
    public const int RuntimeStorageServices = 6000;

    /// <summary>Runtime grain services.</summary>
    public const int RuntimeGrainServices = 8000;

    /// <summary>The application's services, storage among them.</summary>
    public const int ApplicationServices = 10000;

    /// <summary>The silo is about to take calls.</summary>
    public const int BecomeActive = 19999;

    /// <summary>The silo takes calls.</summary>
    public const int Active = 20000;

    /// <summary>After all others.</summary>
    public const int Last = int.MaxValue;
}

/// <summary>Subscriptions by delegate.</summary>
public static class LifecycleExtensions
{
    /// <summary>Takes part in a stage by delegates.</summary>
    public static IDisposable Subscribe(this ILifecycleObservable observable, string observerName, int stage, Func<CancellationToken, Task> onStart, Func<CancellationToken, Task>? onStop)
    {
        ArgumentNullException.ThrowIfNull(observable);
        ArgumentNullException.ThrowIfNull(onStart);
        return observable.Subscribe(observerName, stage, new Observer(onStart, onStop));
    }

    /// <summary>Takes part in a stage's start.</summary>
    public static IDisposable Subscribe(this ILifecycleObservable observable, string observerName, int stage, Func<CancellationToken, Task> onStart) =>
        observable.Subscribe(observerName, stage, onStart, null);

    /// <summary>Takes part in a stage under the name of <typeparamref name="TObserver"/>.</summary>
    public static IDisposable Subscribe<TObserver>(this ILifecycleObservable observable, int stage, Func<CancellationToken, Task> onStart, Func<CancellationToken, Task> onStop) =>
        observable.Subscribe(typeof(TObserver).FullName!, stage, onStart, onStop);

    /// <summary>Takes part in a stage's start under the name of <typeparamref name="TObserver"/>.</summary>
    public static IDisposable Subscribe<TObserver>(this ILifecycleObservable observable, int stage, Func<CancellationToken, Task> onStart) =>
        observable.Subscribe(typeof(TObserver).FullName!, stage, onStart, null);

    /// <summary>Takes part in a stage under the observer's own name.</summary>
    public static IDisposable Subscribe(this ILifecycleObservable observable, int stage, ILifecycleObserver observer) =>
        observable.Subscribe(observer.GetType().FullName!, stage, observer);

    private sealed class Observer(Func<CancellationToken, Task> onStart, Func<CancellationToken, Task>? onStop) : ILifecycleObserver
    {
        public Task OnStart(CancellationToken cancellationToken) => onStart(cancellationToken);

        public Task OnStop(CancellationToken cancellationToken) => onStop?.Invoke(cancellationToken) ?? Task.CompletedTask;
    }
}
