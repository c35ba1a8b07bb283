using Microsoft.Extensions.Logging;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.Operations;
using Reception.Contracts.Queues;
using Reception.Domain.Journal;
using Reception.Grains.Delivery;

namespace Reception.Grains.Operations;

/// <summary>
/// Calls every work of its shard whose stored due time has come; the work itself does the step and moves or removes its row.
/// One that fails is moved a little into the future, so that it cannot hold up the others. Every silo calls every Sweeper once a
/// second; only the first call in each <see cref="Pause"/> does anything. Sweeper 0 also wakes the queues in which work waits.
/// </summary>
internal sealed partial class SweeperGrain(IOpenWorkIndex index, TimeProvider time, ILogger<SweeperGrain> log) : Grain, ISweeperGrain
{
    private const int MostRows = 256;
    private const int AtOnce = 32;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(800);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);

    private readonly HashSet<string> _waking = new(StringComparer.Ordinal);
    private DateTimeOffset _sweptAt;

    public async Task<int> SweepAsync()
    {
        var now = time.GetUtcNow();
        if (now - _sweptAt < Pause && now >= _sweptAt) return 0;
        _sweptAt = now;
        if (this.GetPrimaryKeyLong() == 0) await WakeQueuesAsync();
        var due = await index.GetDueAsync((int)this.GetPrimaryKeyLong(), time.GetUtcNow(), MostRows);
        foreach (var rows in due.Chunk(AtOnce)) await Task.WhenAll(rows.Select(CallAsync));
        return due.Count;
    }

    private async Task WakeQueuesAsync()
    {
        foreach (var queue in await index.GetQueuesAsync()) _ = WakeAsync(queue);
    }

    // Not awaited by the sweep: one that hangs with its silo holds up nobody and is not called twice.
    private async Task WakeAsync(string queue)
    {
        if (!_waking.Add(queue)) return;
        try
        {
            await GrainFactory.GetGrain<IQueueGrain>(queue).WakeAsync();
        }
        catch (Exception e)
        {
            LogNotWoken(e, queue);
        }
        _waking.Remove(queue);
    }

    private async Task CallAsync(OpenWork row)
    {
        try
        {
            if (!ConversationId.TryParse(row.Work, out var work)) throw new FormatException($"'{row.Work}' is no work that this version knows.");
            await new Works(GrainFactory).OnDueAsync(work).WaitAsync(Patience, time);
        }
        catch (Exception e)
        {
            LogFailed(e, row.Work);
            await index.RescheduleAsync(row.Work, row.Epoch, time.GetUtcNow() + AfterFailure);
        }
    }

    [LoggerMessage(LogLevel.Information, "Queue {Queue}, in which work waits, could not be woken; it is called again in a second")]
    private partial void LogNotWoken(Exception exception, string queue);

    [LoggerMessage(LogLevel.Warning, "Work {Work} was due and could not be called; it is called again later")]
    private partial void LogFailed(Exception exception, string work);
}
