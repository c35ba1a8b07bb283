using System.Collections.Concurrent;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace LocalOrleans.Tests;

public interface ILinkWatcher : IGrainObserver
{
    Task<string> AskAsync(string question);

    void Hint(string text);
}

public interface ILinkGrain : IGrainWithIntegerKey
{
    Task<long> EchoAsync(long id);

    Task<int> CountAsync(byte[] bytes);

    Task<byte[]> MakeAsync(int count);

    /// <summary>Enters, then waits for the gate of its silo.</summary>
    Task<long> HoldAsync(long id, CancellationToken cancellationToken = default);

    Task<string> WhereAsync();

    Task<string> CallAsync(ILinkGrain other);

    Task<string> AskAsync(ILinkWatcher watcher, string question);

    Task<string?> ContextAsync(string name);

    [OneWay]
    Task NoteAsync(string text);

    Task FailAsync(string message);

    Task SubscribeAsync(ILinkWatcher watcher);

    Task<string> AskSubscriberAsync(string question);
}

[StatelessWorker]
public sealed class LinkWorker : Grain, ILinkWorker
{
    public Task<string> WhereAsync() => Task.FromResult(GrainContext.Address.SiloAddress!.ToString());
}

public interface ILinkWorker : IGrainWithIntegerKey
{
    Task<string> WhereAsync();
}

/// <summary>What the grains of one silo share with the test.</summary>
public sealed class LinkWitness
{
    public TaskCompletionSource Gate { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ConcurrentQueue<string> Notes { get; } = new();

    public int Entered;
}

public sealed class LinkGrain(LinkWitness witness) : Grain, ILinkGrain
{
    private ILinkWatcher? _watcher;

    public Task<long> EchoAsync(long id) => Task.FromResult(id);

    public Task<int> CountAsync(byte[] bytes) => Task.FromResult(bytes.Length);

    public Task<byte[]> MakeAsync(int count) => Task.FromResult(new byte[count]);

    public async Task<long> HoldAsync(long id, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref witness.Entered);
        try
        {
            await witness.Gate.Task.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            witness.Notes.Enqueue("cancelled");
            throw;
        }

        return id;
    }

    public Task<string> WhereAsync() => Task.FromResult(GrainContext.Address.SiloAddress!.ToString());

    public Task<string> CallAsync(ILinkGrain other) => other.WhereAsync();

    public Task<string> AskAsync(ILinkWatcher watcher, string question) => watcher.AskAsync(question);

    public Task<string?> ContextAsync(string name) => Task.FromResult(RequestContext.Get(name) as string);

    public Task NoteAsync(string text)
    {
        witness.Notes.Enqueue(text);
        return Task.CompletedTask;
    }

    public Task FailAsync(string message) => throw new ParcelLostException(message, message.Length);

    public Task SubscribeAsync(ILinkWatcher watcher)
    {
        _watcher = watcher;
        return Task.CompletedTask;
    }

    public Task<string> AskSubscriberAsync(string question) => _watcher!.AskAsync(question);
}

internal sealed class LinkWatcher(string name) : ILinkWatcher
{
    public ConcurrentQueue<string> Hints { get; } = new();

    public Task<string> AskAsync(string question) => Task.FromResult($"{name}: {question}");

    public void Hint(string text) => Hints.Enqueue(text);
}
