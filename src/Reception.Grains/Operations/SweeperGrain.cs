using Microsoft.Extensions.Logging;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.Operations;
using Reception.Domain.Journal;

namespace Reception.Grains.Operations;

/// <summary>
/// Calls every work of its shard whose stored due time has come; the work itself does the step and moves or removes its row.
/// One that fails is moved a little into the future, so that it cannot hold up the others.
/// </summary>
internal sealed partial class SweeperGrain(IOpenWorkIndex index, TimeProvider time, ILogger<SweeperGrain> log) : Grain, ISweeperGrain
{
    private const int MostRows = 256;
    private const int AtOnce = 32;
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(10);

    public async Task<int> SweepAsync()
    {
        var due = await index.GetDueAsync((int)this.GetPrimaryKeyLong(), time.GetUtcNow(), MostRows);
        foreach (var rows in due.Chunk(AtOnce)) await Task.WhenAll(rows.Select(CallAsync));
        return due.Count;
    }

    private async Task CallAsync(OpenWork row)
    {
        try
        {
            if (!ConversationId.TryParse(row.Work, out _)) throw new FormatException($"'{row.Work}' is no work that this version knows.");
            await GrainFactory.GetGrain<IConversationGrain>(row.Work).OnDueAsync();
        }
        catch (Exception e)
        {
            LogFailed(e, row.Work);
            await index.RescheduleAsync(row.Work, row.Epoch, time.GetUtcNow() + AfterFailure);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Work {Work} was due and could not be called; it is called again later")]
    private partial void LogFailed(Exception exception, string work);
}
