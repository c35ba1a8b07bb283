using System.Collections.Concurrent;
using Reception.Cluster.Load;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;

namespace Reception.Cluster.Measures;

/// <summary>One line given to one conversation: when it was sent, when it was stored or failed.</summary>
internal readonly record struct Probe(int Conversation, long Sent, long Ended, string? Error);

/// <summary>
/// Conversations spread over the silos, each given a line again and again, one at a time, with a short pause. They know which of them
/// answers and which does not: their answers are appends, so a conversation that answers is really open again.
/// </summary>
internal sealed class Probes : IAsyncDisposable
{
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(100);
    private readonly ConcurrentQueue<Probe> _ended = new();
    private readonly CancellationTokenSource _end = new();
    private readonly IGrainFactory _grains;
    private readonly int _count;
    private readonly List<Task> _running;

    private Probes(IGrainFactory grains, int count)
    {
        (_grains, _count) = (grains, count);
        _running = [.. Enumerable.Range(0, count).Select(RunAsync)];
    }

    /// <summary>Everything so far.</summary>
    public IReadOnlyList<Probe> Ended => [.. _ended];

    /// <summary>Starts them and waits until each was answered once.</summary>
    public static async Task<Probes> StartAsync(IGrainFactory grains, int count)
    {
        var probes = new Probes(grains, count);
        await probes.AllAnswerAsync(TimeProvider.System.GetTimestamp(), TimeSpan.FromSeconds(60));
        return probes;
    }

    public static ConversationId Conversation(int number) => LoadShop.Conversation($"probe {number}");

    /// <summary>The time from an instant until the last conversation has answered a line that was sent after it; null: not within the patience.</summary>
    public async Task<TimeSpan?> AllAnswerAsync(long since, TimeSpan patience)
    {
        while (TimeProvider.System.GetElapsedTime(since) < patience)
        {
            if (FirstAnswers(since) is { } times) return TimeProvider.System.GetElapsedTime(since, times.Max());
            await LoadContext.PauseAsync(20);
        }
        return null;
    }

    /// <summary>How long lines took that were sent in a time.</summary>
    public Latencies Between(long from, long to) => Latencies.Of([.. _ended.Where(probe => probe.Sent >= from && probe.Sent < to)]);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Task.WhenAll(_running);
        _end.Dispose();
    }

    // Lines sent after an instant may be answered in any order with those sent before: only the former count.
    private long[]? FirstAnswers(long since)
    {
        var first = new long[_count];
        foreach (var probe in _ended)
        {
            if (probe.Error is null && probe.Sent >= since && first[probe.Conversation] == 0) first[probe.Conversation] = probe.Ended;
        }
        return first.Contains(0) ? null : first;
    }

    private async Task RunAsync(int number)
    {
        var grain = _grains.GetGrain<IConversationGrain>(Conversation(number).ToString());
        await LoadContext.PauseAsync(number % 100);
        for (var line = 0; !_end.IsCancellationRequested; line++)
        {
            var sent = TimeProvider.System.GetTimestamp();
            string? error = null;
            try
            {
                var result = await grain.PostAsync(new PostMessages("probe", [new($"p{number}-{line}", LoadShop.Questions[0])]));
                if (result.Outcome != CommandOutcome.Done) error = result.Outcome.ToString();
            }
            catch (Exception exception) when (Client.Calls.Patience.IsTransient(exception))
            {
                error = exception.GetType().Name;
            }
            _ended.Enqueue(new(number, sent, TimeProvider.System.GetTimestamp(), error));
            await LoadContext.PauseAsync(error is null ? Rest.TotalMilliseconds : 20);
        }
    }
}
