using System.Globalization;
using System.Runtime.CompilerServices;
using Reception.Contracts.Ids;
using Reception.Domain.Journal;
using Reception.Storage.Azure.Client;
using Reception.Storage.Azure.Journal;
using Reception.Storage.Azure.Projections;
using Reception.Storage.Azure.Rows;
using Reception.Storage.Json;

namespace Reception.Storage.Azure.Customers;

/// <summary>
/// A customer's data on Azure Storage: all blobs of a customer with a shop have one prefix. Erasing removes a conversation's segments and
/// leaves an empty blob in the place of the first, which says up to which record of the feed its announcements are void. What the accounts keep
/// beside the data (soft delete, versions, snapshots, backups) is theirs: docs/azure.md says how to set it.
/// </summary>
public sealed class AzureCustomerData(AzureStore store, IEpisodeStore episodes, IWorkOrderStore orders) : ICustomerData
{
    private const int PageEvents = 1_000;

    private readonly OpenWorkTable _openWork = new(store);
    private readonly AzureEpisodeStore _episodes = (AzureEpisodeStore)episodes;
    private readonly AzureWorkOrderStore _orders = (AzureWorkOrderStore)orders;

    public async ValueTask<IReadOnlyList<ConversationId>> FindAsync(ShopId shop, string customer, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(customer);
        await store.EnsureOpenAsync().ConfigureAwait(false);
        return await StorageFailure.GuardAsync(FindAllAsync(shop, customer, cancellation)).ConfigureAwait(false);
    }

    public async IAsyncEnumerable<CustomerRecord> ExportAsync(IReadOnlyCollection<ConversationId> works, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(works);
        var journal = new AzureConversationJournal(store);
        foreach (var work in works)
        {
            var key = work.ToString();
            for (var after = 0L; await journal.ReadAsync(key, after, PageEvents, cancellation).ConfigureAwait(false) is { Count: > 0 } page; after = page[^1].Sequence)
                foreach (var stored in page) yield return new CustomerRecord(CustomerRecordKind.Event, key, stored.Sequence, stored.Payload);
            foreach (var row in await RowsAsync(work, cancellation).ConfigureAwait(false))
                yield return new CustomerRecord(CustomerRecordKind.Episode, key, row.Episode, ProjectionJson.Write(row));
            if (await StorageFailure.GuardAsync(_openWork.FindAsync(key, cancellation)).ConfigureAwait(false) is { } open)
                yield return new CustomerRecord(CustomerRecordKind.OpenWork, key, 0, OpenWorkJson.Write(open));
            if (await _orders.FindAsync(work, cancellation).ConfigureAwait(false) is { } order)
                yield return new CustomerRecord(CustomerRecordKind.WorkOrder, key, 0, WorkOrderRowJson.Write(order));
        }
    }

    public async ValueTask<CustomerErasure> EraseAsync(IReadOnlyCollection<ConversationId> works, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(works);
        await store.EnsureOpenAsync().ConfigureAwait(false);
        var (events, rows) = (0L, 0);
        foreach (var work in works)
        {
            events += await StorageFailure.GuardAsync(EraseBlobsAsync(BlobKey.Of(work.ToString()), cancellation)).ConfigureAwait(false);
            var episodes = await RowsAsync(work, cancellation).ConfigureAwait(false);
            await _episodes.EraseAsync(work, episodes, cancellation).ConfigureAwait(false);
            rows += episodes.Count;
            if (await _orders.FindAsync(work, cancellation).ConfigureAwait(false) is not null) rows++;
            await _orders.RemoveAsync(work, cancellation).ConfigureAwait(false);
            if (await StorageFailure.GuardAsync(_openWork.FindAsync(work.ToString(), cancellation)).ConfigureAwait(false) is null) continue;
            await StorageFailure.GuardAsync(_openWork.RemoveAsync(work.ToString())).ConfigureAwait(false);
            rows++;
        }
        return new CustomerErasure(works.Count, events, rows);
    }

    private async ValueTask<List<Contracts.Operations.EpisodeRow>> RowsAsync(ConversationId work, CancellationToken cancellation) =>
        [.. (await _episodes.OfCustomerAsync(work.Shop, work.Customer, cancellation).ConfigureAwait(false)).Where(row => row.Conversation == work)];

    /// <summary>By the first frame of each conversation under the prefix.</summary>
    private async ValueTask<IReadOnlyList<ConversationId>> FindAllAsync(ShopId shop, string customer, CancellationToken cancellation)
    {
        var hash = BlobKey.CustomerOf(shop.Value, customer);
        var found = new List<ConversationId>();
        var blobs = store.JournalBlobs(BlobKey.Account(hash, store.Accounts));
        await foreach (var item in blobs.ListAsync(BlobKey.Prefix(hash), cancellation).ConfigureAwait(false))
        {
            if (item.Length == 0 || BlobKey.SegmentOf(item.Name) != 0 || BlobKey.Parse(item.Name) is not { } key) continue;
            await foreach (var (_, frame) in store.Segments.FramesAsync(key, 0, 0, cancellation).ConfigureAwait(false))
            {
                if (frame.Kind != FrameKind.Events) continue;
                if (ConversationId.TryParse(frame.Conversation, out var id) && id.Shop == shop && id.Customer == customer && !id.IsOrder()) found.Add(id);
                break;
            }
        }
        return found;
    }

    private async ValueTask<long> EraseBlobsAsync(BlobKey key, CancellationToken cancellation)
    {
        var end = await store.Segments.ReadEndAsync(key, cancellation).ConfigureAwait(false);
        if (!end.Tail.Exists && end.Tail.Segment == 0) return 0;
        var blobs = store.JournalBlobs(key);
        if (end.Tail is not { Last: 0, Length: 0, Segment: 0 })
        {
            // its position is after everything that was announced for this conversation
            var mark = await store.Feed.AddAsync(new FeedRecord(key, 0, 0, 1, 1, 0, BitConverter.ToUInt64(store.Random.NextId().ToByteArray()))).ConfigureAwait(false);
            store.Recent.Refused(mark);
            var metadata = new Dictionary<string, string> { [FeedReader.ErasedMetadata] = mark.ToString(CultureInfo.InvariantCulture) };
            await blobs.CreateAppendAsync(key.Name(0), metadata, replace: true, cancellation).ConfigureAwait(false);
        }
        await foreach (var item in blobs.ListAsync(key.Names, cancellation).ConfigureAwait(false))
            if (BlobKey.SegmentOf(item.Name) > 0) await blobs.DeleteAsync(item.Name, cancellation: cancellation).ConfigureAwait(false);
        store.Tails.Remove(key);
        store.Recent.Forget(key);
        return end.Tail.Last;
    }
}
