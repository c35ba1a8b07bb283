using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Conformance.Infrastructure;
using Orleans.Utilities;

namespace Orleans.Conformance.Observers;

public interface INewsObserver : IGrainObserver
{
    /// <summary>Answers, so that the sender knows it arrived.</summary>
    Task<string> AskAsync(string question);

    /// <summary>The same for an observer that is thought to be gone: the sender does not wait for long.</summary>
    [ResponseTimeout("00:00:02")]
    Task<string> AskBrieflyAsync(string question);

    Task ReceiveAsync(string news);

    void Hint(string news);
}

public interface INewsGrain : IGrainWithStringKey
{
    Task SubscribeAsync(INewsObserver observer);

    Task UnsubscribeAsync(INewsObserver observer);

    /// <summary>Notifies and returns how many observers are left.</summary>
    Task<int> PublishAsync(string news);

    Task<int> HintAsync(string news);

    Task<string> AskAsync(INewsObserver observer, string question);

    Task<string> AskBrieflyAsync(INewsObserver observer, string question);

    /// <summary>Keeps only the observer's address, as text.</summary>
    Task KeepAddressAsync(string grainId);

    Task<string> AskKeptAsync(string question);

    Task<string> AskKeptBrieflyAsync(string question);

    Task<int> CountAsync();

    Task PassTimeAsync(TimeSpan time);
}

public sealed class NewsGrain : Grain, INewsGrain
{
    private static readonly TimeSpan Expiry = TimeSpan.FromMinutes(5);
    private readonly ObserverManager<INewsObserver> _observers;
    private DateTime _now = new(2026, 11, 11, 0, 0, 0, DateTimeKind.Utc);
    private string? _address;

    public NewsGrain() => _observers = new ObserverManager<INewsObserver>(Expiry, NullLogger.Instance) { GetDateTime = () => _now };

    public Task SubscribeAsync(INewsObserver observer)
    {
        _observers.Subscribe(observer, observer);
        return Task.CompletedTask;
    }

    public Task UnsubscribeAsync(INewsObserver observer)
    {
        _observers.Unsubscribe(observer);
        return Task.CompletedTask;
    }

    public async Task<int> PublishAsync(string news)
    {
        await _observers.Notify(observer => observer.ReceiveAsync(news));
        return _observers.Count;
    }

    public async Task<int> HintAsync(string news)
    {
        await _observers.Notify(observer =>
        {
            observer.Hint(news);
            return Task.CompletedTask;
        });
        return _observers.Count;
    }

    public Task<string> AskAsync(INewsObserver observer, string question) => observer.AskAsync(question);

    public Task<string> AskBrieflyAsync(INewsObserver observer, string question) => observer.AskBrieflyAsync(question);

    public Task KeepAddressAsync(string grainId)
    {
        _address = grainId;
        return Task.CompletedTask;
    }

    public Task<string> AskKeptAsync(string question) =>
        GrainFactory.GetGrain<INewsObserver>(GrainId.Parse(_address!)).AskAsync(question);

    public Task<string> AskKeptBrieflyAsync(string question) =>
        GrainFactory.GetGrain<INewsObserver>(GrainId.Parse(_address!)).AskBrieflyAsync(question);

    public Task<int> CountAsync() => Task.FromResult(_observers.Count);

    public Task PassTimeAsync(TimeSpan time)
    {
        _now += time;
        return Task.CompletedTask;
    }
}

/// <summary>Writes down what it hears.</summary>
internal sealed class Reader : INewsObserver
{
    public Signal Heard { get; } = new();

    public bool Throws { get; set; }

    public async Task<string> AskAsync(string question)
    {
        Heard.Enter();
        await Task.Yield();
        Heard.Leave();
        return $"about {question}";
    }

    public Task<string> AskBrieflyAsync(string question) => AskAsync(question);

    public Task ReceiveAsync(string news)
    {
        if (Throws)
            throw new InvalidOperationException("I do not want to hear it");
        Heard.Note(news);
        return Task.CompletedTask;
    }

    public void Hint(string news) => Heard.Note(news);
}

public interface IReaderGrain : INewsObserver, IGrainWithStringKey
{
    Task SubscribeToAsync(string source);

    Task<string[]> HeardAsync();
}

/// <summary>A grain that observes another.</summary>
[Orleans.Concurrency.Reentrant]
public sealed class ReaderGrain : Grain, IReaderGrain
{
    private readonly List<string> _heard = [];

    public Task SubscribeToAsync(string source) => GrainFactory.GetGrain<INewsGrain>(source).SubscribeAsync(this.AsReference<INewsObserver>());

    public Task<string[]> HeardAsync() => Task.FromResult(_heard.ToArray());

    public Task<string> AskAsync(string question) => Task.FromResult($"a grain about {question}");

    public Task<string> AskBrieflyAsync(string question) => AskAsync(question);

    public Task ReceiveAsync(string news)
    {
        _heard.Add(news);
        return Task.CompletedTask;
    }

    public void Hint(string news) => _heard.Add(news);
}
