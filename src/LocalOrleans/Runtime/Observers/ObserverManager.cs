using System.Collections;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Orleans.Utilities;

/// <summary>The observers of one grain. One that throws, or did not subscribe again within the expiration, is dropped. Not thread-safe: use it in turns.</summary>
public class ObserverManager<TObserver>(TimeSpan expiration, ILogger log) : ObserverManager<IAddressable, TObserver>(expiration, log) where TObserver : notnull;

/// <summary>The observers of one grain, by an identity of its choice.</summary>
public class ObserverManager<TIdentity, TObserver>(TimeSpan expiration, ILogger log) : IEnumerable<TObserver> where TIdentity : notnull where TObserver : notnull
{
    private readonly Dictionary<TIdentity, (TObserver Observer, DateTime LastSeen)> _observers = [];

    /// <summary>The clock, UTC; tests set it.</summary>
    public Func<DateTime> GetDateTime { get; set; } = static () => TimeProvider.System.GetUtcNow().UtcDateTime;

    /// <summary>How long a subscription lasts.</summary>
    public TimeSpan ExpirationDuration { get; set; } = expiration;

    /// <summary>How many there are, expired ones included.</summary>
    public int Count => _observers.Count;

    /// <summary>A copy of the present subscriptions.</summary>
    public IReadOnlyDictionary<TIdentity, TObserver> Observers => _observers.ToDictionary(pair => pair.Key, pair => pair.Value.Observer);

    /// <summary>Subscribes, or renews a subscription.</summary>
    public void Subscribe(TIdentity id, TObserver observer) => _observers[id] = (observer, GetDateTime());

    /// <summary>Ends a subscription.</summary>
    public void Unsubscribe(TIdentity id) => _observers.Remove(id);

    /// <summary>Ends all subscriptions.</summary>
    public void Clear() => _observers.Clear();

    /// <summary>Drops what has expired.</summary>
    public void ClearExpired() => Drop(_observers.Where(pair => IsExpired(pair.Value.LastSeen)).Select(pair => pair.Key));

    /// <summary>Calls every observer; one that throws or has expired is dropped.</summary>
    public void Notify(Action<TObserver> notification, Func<TObserver, bool>? predicate = null)
    {
        var defunct = new List<TIdentity>();
        foreach (var (id, (observer, lastSeen)) in _observers.ToArray())
        {
            if (IsExpired(lastSeen)) defunct.Add(id);
            else if (predicate is null || predicate(observer)) TryNotify(id, observer);
        }

        Drop(defunct);

        void TryNotify(TIdentity id, TObserver observer)
        {
            try
            {
                notification(observer);
            }
            catch (Exception)
            {
                defunct.Add(id);
            }
        }
    }

    /// <summary>Calls every observer and waits; one that fails or has expired is dropped.</summary>
    public async Task Notify(Func<TObserver, Task> notification, Func<TObserver, bool>? predicate = null)
    {
        var defunct = new List<TIdentity>();
        foreach (var (id, (observer, lastSeen)) in _observers.ToArray())
        {
            if (IsExpired(lastSeen))
            {
                defunct.Add(id);
                continue;
            }

            if (predicate is not null && !predicate(observer)) continue;
            try
            {
                await notification(observer);
            }
            catch (Exception)
            {
                defunct.Add(id);
            }
        }

        Drop(defunct);
    }

    /// <inheritdoc/>
    public IEnumerator<TObserver> GetEnumerator() => _observers.Values.Select(entry => entry.Observer).ToList().GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private bool IsExpired(DateTime lastSeen) => GetDateTime() - lastSeen > ExpirationDuration;

    private void Drop(IEnumerable<TIdentity> identities)
    {
        foreach (var id in identities.ToArray())
        {
            _observers.Remove(id);
            if (log.IsEnabled(LogLevel.Debug)) ObserverLog.Dropped(log, id.ToString(), _observers.Count);
        }
    }
}

internal static partial class ObserverLog
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "Dropped observer {Observer}: it expired or failed. {Count} remain.")]
    public static partial void Dropped(ILogger logger, string? observer, int count);
}
