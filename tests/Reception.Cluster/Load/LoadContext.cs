using System.Collections.Concurrent;
using Reception.Client;
using Reception.Cluster.Histories;
using Reception.Contracts.Conversations;

namespace Reception.Cluster.Load;

/// <summary>What every customer and agent of a run shares.</summary>
internal sealed class LoadContext(LoadClient client, History history, LoadOptions options, int seed)
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, DateTimeOffset>> _refused = new(StringComparer.Ordinal);
    private readonly Random _random = new(seed);
    private readonly Lock _gate = new();
    private int _ids;

    public ReceptionClient Reception => client.Reception;

    public IGrainFactory Grains => client.Cluster;

    public History History => history;

    public LoadOptions Options => options;

    /// <summary>Nobody declines or leaves any more: the run is coming to its quiet point.</summary>
    public bool IsCalm { get; set; }

    /// <summary>What went wrong with the load itself, not with what it measures.</summary>
    public ConcurrentQueue<string> Errors { get; } = new();

    /// <summary>A generator of its own for each customer and agent, so that threads do not change each other's fate.</summary>
    public Random NextRandom()
    {
        lock (_gate) return new Random(_random.Next());
    }

    public string NextId() => $"m{Interlocked.Increment(ref _ids)}";

    public DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public static Task PauseAsync(double milliseconds) => Task.Delay(TimeSpan.FromMilliseconds(milliseconds), TimeProvider.System);

    /// <summary>The queue will not ask him for this work again before a while has passed.</summary>
    public void Refused(string agent, string work, DateTimeOffset until) => _refused.GetOrAdd(agent, _ => new(StringComparer.Ordinal))[work] = until;

    public IReadOnlyDictionary<string, DateTimeOffset> RefusedBy(string agent) => _refused.GetOrAdd(agent, _ => new(StringComparer.Ordinal));

    /// <summary>Gives a command, again and again with the same ids while the cluster cannot take it; recorded as one command.</summary>
    public async Task<Answer> GiveAsync(Command command, Func<Task<Answer>> call, bool patient)
    {
        var invocation = history.Begin(command);
        for (var tries = 0; ; tries++)
        {
            var answer = await call();
            invocation.Answered(answer);
            if (answer.Outcome != CommandOutcome.Unavailable || !patient || tries >= 60) return answer;
            await PauseAsync(200);
        }
    }
}
