using Reception.Storage.Azure.Client;
using Reception.Storage.Journal;

namespace Reception.Storage.Azure.Journal;

/// <summary>
/// Announces appends in the feed: a chain of append blobs that all silos write, conditional on position. One request is under way at a
/// time, and what is announced meanwhile is the next block, so that a silo under load adds one request to every few dozen appends.
/// </summary>
/// <remarks>
/// Why before the append: a process that dies between the two leaves a record without a frame, which a reader finds out and passes over;
/// the other way round it would leave an event that no projection ever sees.
/// </remarks>
internal sealed class FeedWriter(Blobs blobs, int blocksPerBlob, JournalDamages damages, Func<ValueTask<long>> knownPosition)
{
    private const int MaxRecords = 8_192;

    private readonly Lock _lock = new();
    private List<Waiting> _waiting = [];
    private bool _isRunning;
    private int _segment = -1;
    private long _length;
    private int _blocks;

    /// <summary>Requests that wrote records, and the records, for the benchmark.</summary>
    public (long Blocks, long Records) Written { get; private set; }

    public static string Name(int segment) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"feed-{segment:D8}");

    /// <summary>The position of the record, which is durable then.</summary>
    public Task<long> AddAsync(FeedRecord record)
    {
        var waiting = new Waiting(record);
        lock (_lock)
        {
            _waiting.Add(waiting);
            if (_isRunning) return waiting.Task;
            _isRunning = true;
        }
        _ = Task.Run(RunAsync);
        return waiting.Task;
    }

    /// <summary>Makes the next record stand after <paramref name="position"/>, which a reader has and the feed has not: bytes were lost.</summary>
    public async ValueTask PassAsync(long position, CancellationToken cancellation)
    {
        var segment = Place.Segment(position);
        var found = await blobs.FindAsync(Name(segment), cancellation).ConfigureAwait(false);
        if (found is not null) await MarkAsync(segment, found.Length).ConfigureAwait(false);
        await blobs.CreateAppendAsync(Name(segment + 1), cancellation: cancellation).ConfigureAwait(false);
    }

    private async Task RunAsync()
    {
        while (true)
        {
            List<Waiting> batch;
            lock (_lock)
            {
                if (_waiting.Count == 0)
                {
                    _isRunning = false;
                    return;
                }
                batch = _waiting.Count <= MaxRecords ? _waiting : _waiting[..MaxRecords];
                _waiting = _waiting.Count <= MaxRecords ? [] : _waiting[MaxRecords..];
            }
            try
            {
                await WriteAsync(batch).ConfigureAwait(false);
            }
            catch (Exception error)
            {
                lock (_lock) _segment = -1; // where the feed ends is open now
                foreach (var waiting in batch) waiting.SetException(StorageFailure.IsOfStore(error) ? StorageFailure.Unavailable(error) : error);
            }
        }
    }

    private async ValueTask WriteAsync(List<Waiting> batch)
    {
        var bytes = new byte[batch.Count * FeedRecord.Size];
        for (var i = 0; i < batch.Count; i++) batch[i].Record.Write(bytes.AsSpan(i * FeedRecord.Size));
        var (segment, offset) = await AppendAsync(bytes).ConfigureAwait(false);
        Written = (Written.Blocks + 1, Written.Records + batch.Count);
        for (var i = 0; i < batch.Count; i++) batch[i].SetResult(Place.Of(segment, offset + (i + 1) * FeedRecord.Size));
    }

    private async ValueTask<(int Segment, long Offset)> AppendAsync(byte[] bytes)
    {
        while (true)
        {
            if (_segment < 0) await OpenAsync().ConfigureAwait(false);
            if (_blocks >= blocksPerBlob)
            {
                await RollAsync().ConfigureAwait(false);
                continue;
            }
            var (result, blocks) = await blobs.AppendAsync(Name(_segment), bytes, _length).ConfigureAwait(false);
            if (result == AppendResult.Appended)
            {
                var at = (_segment, _length);
                (_length, _blocks) = (_length + bytes.Length, blocks);
                return at;
            }
            if (result == AppendResult.Full) _blocks = Blobs.MaxBlocks;
            else await FollowAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Finds the end of the feed: once, and after a failure.</summary>
    private async ValueTask OpenAsync()
    {
        string? last = null;
        await foreach (var item in blobs.ListAsync("feed-").ConfigureAwait(false)) last = item.Name;
        var segment = last is null ? 0 : BlobKey.SegmentOf(last);
        if (last is null) await blobs.CreateAppendAsync(Name(0)).ConfigureAwait(false);
        (_length, _blocks) = (0, 0);
        _segment = segment;
        await FollowAsync().ConfigureAwait(false);
        var known = await knownPosition().ConfigureAwait(false);
        if (known <= Place.Of(_segment, _length)) return;
        damages.Report(DamageKind.Short, Name(_segment), _length, known - Place.Of(_segment, _length)); // projections have read what is not there
        await MarkAsync(_segment, _length).ConfigureAwait(false);
        _segment = Place.Segment(known) + 1;
        await blobs.CreateAppendAsync(Name(_segment)).ConfigureAwait(false);
        (_length, _blocks) = (0, 0);
    }

    /// <summary>Another silo has written, or bytes are gone: goes to where the feed ends now.</summary>
    private async ValueTask FollowAsync()
    {
        while (true)
        {
            var found = await blobs.FindAsync(Name(_segment)).ConfigureAwait(false);
            if (found is null || found.Length < _length)
            {
                damages.Report(DamageKind.Short, Name(_segment), found?.Length ?? 0, _length - (found?.Length ?? 0));
                if (found is not null) await MarkAsync(_segment, found.Length).ConfigureAwait(false);
                _segment++; // positions that readers hold must stay below what is to come
                await blobs.CreateAppendAsync(Name(_segment)).ConfigureAwait(false);
                (_length, _blocks) = (0, 0);
                continue;
            }
            (_length, _blocks) = (found.Length, found.Blocks);
            if (_length < FeedRecord.Size) return;
            var end = await blobs.GetAsync(Name(_segment), _length - FeedRecord.Size, FeedRecord.Size).ConfigureAwait(false);
            if (end is null || FeedRecord.Read(end.Bytes.Span) is not { IsRolled: true }) return;
            _segment++;
            await blobs.CreateAppendAsync(Name(_segment)).ConfigureAwait(false);
            (_length, _blocks) = (0, 0);
        }
    }

    private async ValueTask RollAsync()
    {
        await MarkAsync(_segment, _length).ConfigureAwait(false);
        await FollowAsync().ConfigureAwait(false);
    }

    /// <summary>Ends a segment, unless another writer is first or it has ended.</summary>
    private async ValueTask MarkAsync(int segment, long length)
    {
        if (length >= FeedRecord.Size && await blobs.GetAsync(Name(segment), length - FeedRecord.Size, FeedRecord.Size).ConfigureAwait(false) is { } end && FeedRecord.Read(end.Bytes.Span) is { IsRolled: true }) return;
        var mark = new byte[FeedRecord.Size];
        new FeedRecord(default, segment, length, 0, 0, 0, (ulong)segment, IsRolled: true).Write(mark);
        await blobs.AppendAsync(Name(segment), mark, length).ConfigureAwait(false);
    }

    private sealed class Waiting(FeedRecord record) : TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public FeedRecord Record { get; } = record;
    }
}
