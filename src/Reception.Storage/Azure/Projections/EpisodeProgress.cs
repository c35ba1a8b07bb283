using Reception.Contracts.Ids;
using Reception.Contracts.Operations;
using Reception.Domain.Journal;
using Reception.Storage.Azure.Client;

namespace Reception.Storage.Azure.Projections;

/// <summary>The blob <c>episodes.json</c>: commits batches, and knows which generation of the tables is in force.</summary>
internal sealed class EpisodeProgress(AzureStore store, EpisodeTables tables)
{
    private const string Name = "episodes.json";

    /// <summary>How old a known generation may be: lists are at most so late after a reset.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _one = new(1);
    private EpisodeBatch? _batch;
    private string? _tag;
    private long _readAt;
    private long _applied = -1;

    /// <summary>The committed position, whether or not the tables have followed.</summary>
    public static async ValueTask<long> ReadPositionAsync(Blobs blobs) =>
        await blobs.GetAsync(Name).ConfigureAwait(false) is { } content ? ProjectionJson.ReadBatch(content.Bytes.Span).Position : 0;

    /// <summary>The position, after everything up to it has reached the tables.</summary>
    public ValueTask<long> GetPositionAsync(CancellationToken cancellation) => AloneAsync(async () => (await SettleAsync(cancellation).ConfigureAwait(false)).Position, cancellation);

    /// <summary>The tables' generation, as it was within the last two seconds.</summary>
    public ValueTask<int> GetGenerationAsync(CancellationToken cancellation) => AloneAsync(async () =>
        _batch is { } known && store.Time.GetElapsedTime(_readAt) < Fresh ? known.Generation : (await SettleAsync(cancellation).ConfigureAwait(false)).Generation, cancellation);

    /// <summary>False: the position is another.</summary>
    public ValueTask<bool> CommitAsync(IReadOnlyCollection<EpisodeRow> rows, IReadOnlyCollection<ArrivalHour> hours, long after, long position, CancellationToken cancellation) => AloneAsync(async () =>
    {
        var current = _batch is { } known && known.Position == after && _applied >= 0 ? known : await SettleAsync(cancellation).ConfigureAwait(false);
        if (current.Position != after) return false;
        var next = new EpisodeBatch(current.Generation, position, store.Random.NextId().ToString("N"), [.. rows], [.. hours]);
        var tag = await store.ProgressBlobs.PutAsync(Name, ProjectionJson.Write(next), _tag, "application/json", cancellation).ConfigureAwait(false);
        if (tag is null)
        {
            // another was first, or the answer of this one was lost
            if ((await ReadAsync(cancellation).ConfigureAwait(false)).Writer != next.Writer) return false;
        }
        else Remember(next, tag, applied: false);
        await ApplyAsync(cancellation).ConfigureAwait(false);
        return true;
    }, cancellation);

    /// <summary>New tables at position 0; the old ones go.</summary>
    public ValueTask<bool> ResetAsync(CancellationToken cancellation) => AloneAsync(async () =>
    {
        while (true)
        {
            var current = await ReadAsync(cancellation).ConfigureAwait(false);
            await tables.CreateAsync(current.Generation + 1, cancellation).ConfigureAwait(false);
            var next = EpisodeBatch.Empty(current.Generation + 1);
            if (await store.ProgressBlobs.PutAsync(Name, ProjectionJson.Write(next), _tag, "application/json", cancellation).ConfigureAwait(false) is not { } tag) continue;
            Remember(next, tag, applied: true);
            await tables.DropAsync(current.Generation, cancellation).ConfigureAwait(false);
            return true;
        }
    }, cancellation);

    /// <summary>Takes the rows of a conversation out of the last batch, after they have reached the tables.</summary>
    public ValueTask<bool> EraseAsync(ConversationId conversation, CancellationToken cancellation) => AloneAsync(async () =>
    {
        while (true)
        {
            var current = await SettleAsync(cancellation).ConfigureAwait(false);
            if (current.Rows.All(row => row.Conversation != conversation)) return false;
            var next = current with { Rows = [.. current.Rows.Where(row => row.Conversation != conversation)], Writer = store.Random.NextId().ToString("N") };
            if (await store.ProgressBlobs.PutAsync(Name, ProjectionJson.Write(next), _tag, "application/json", cancellation).ConfigureAwait(false) is not { } tag) continue;
            Remember(next, tag, applied: true);
            return true;
        }
    }, cancellation);

    private async ValueTask<EpisodeBatch> SettleAsync(CancellationToken cancellation)
    {
        await ReadAsync(cancellation).ConfigureAwait(false);
        await ApplyAsync(cancellation).ConfigureAwait(false);
        return _batch!;
    }

    private async ValueTask<EpisodeBatch> ReadAsync(CancellationToken cancellation)
    {
        while (true)
        {
            if (await store.ProgressBlobs.GetAsync(Name, cancellation).ConfigureAwait(false) is { } content)
            {
                var batch = ProjectionJson.ReadBatch(content.Bytes.Span);
                Remember(batch, content.Properties.ETag, applied: content.Properties.ETag == _tag && _applied >= 0);
                return batch;
            }
            await tables.CreateAsync(1, cancellation).ConfigureAwait(false);
            await store.ProgressBlobs.PutAsync(Name, ProjectionJson.Write(EpisodeBatch.Empty(1)), null, "application/json", cancellation).ConfigureAwait(false);
        }
    }

    private async ValueTask ApplyAsync(CancellationToken cancellation)
    {
        if (_applied >= 0) return;
        await tables.ApplyAsync(_batch!, cancellation).ConfigureAwait(false);
        _applied = _batch!.Position;
    }

    private void Remember(EpisodeBatch batch, string tag, bool applied)
    {
        (_batch, _tag, _readAt) = (batch, tag, store.Time.GetTimestamp());
        _applied = applied ? batch.Position : -1;
    }

    private async ValueTask<T> AloneAsync<T>(Func<ValueTask<T>> step, CancellationToken cancellation)
    {
        await store.EnsureOpenAsync().ConfigureAwait(false);
        await _one.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await StorageFailure.GuardAsync(step()).ConfigureAwait(false);
        }
        catch
        {
            (_batch, _tag, _applied) = (null, null, -1);
            throw;
        }
        finally
        {
            _one.Release();
        }
    }
}
