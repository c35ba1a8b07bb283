namespace Orleans.Utilities;

/// <summary>Observers of a grain; those that have not subscribed again for longer than the expiration, or fail, are dropped. Not thread-safe: belongs to a turn.</summary>
public class ObserverManager<TObserver>(TimeSpan expiration, ILogger log) where TObserver : notnull
{
    private readonly Dictionary<IAddressable, (TObserver Observer, DateTime LastSeen)> _observers = [];

    /// <summary>The clock, in UTC.</summary>
    public Func<DateTime> GetDateTime { get; set; } = static () => TimeProvider.System.GetUtcNow().UtcDateTime;

    /// <summary>How many there are, expired ones included.</summary>
    public int Count => _observers.Count;

    /// <summary>Adds or renews.</summary>
    public void Subscribe(IAddressable id, TObserver observer) => _observers[id] = (observer, GetDateTime());

    /// <summary>Takes out.</summary>
    public void Unsubscribe(IAddressable id) => _observers.Remove(id);

    /// <summary>Tells all, one after the other.</summary>
    public async Task Notify(Func<TObserver, Task> notification, Func<TObserver, bool>? predicate = null)
    {
        foreach (var (id, (observer, lastSeen)) in _observers.ToArray())
        {
            try
            {
                if (GetDateTime() - lastSeen > expiration) Drop(id);
                else if (predicate is null || predicate(observer)) await notification(observer);
            }
            catch (Exception)
            {
                Drop(id);
            }
        }
    }

    private void Drop(IAddressable id)
    {
        _observers.Remove(id);
        LocalOrleans.RuntimeLog.ObserverDropped(log, id.ToString(), _observers.Count);
    }
}
