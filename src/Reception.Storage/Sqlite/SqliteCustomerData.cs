using System.Runtime.CompilerServices;
using Reception.Contracts.Ids;
using Reception.Domain.Journal;
using Reception.Storage.Azure.Projections;
using Reception.Storage.Journal;
using Reception.Storage.Json;

namespace Reception.Storage.Sqlite;

/// <summary>
/// A customer's data in the embedded store. Erasing empties the journal's rows in place (pages are overwritten: <c>secure_delete</c>), removes
/// the rows of lists, and copies both logs into their files and cuts them to nothing, so that no byte of it is left in the folder.
/// </summary>
public sealed class SqliteCustomerData(SqliteStore store) : ICustomerData
{
    private const int PageEvents = 1_000;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly SqlText FindText = new("SELECT DISTINCT conversation FROM journal WHERE conversation LIKE ? ESCAPE '\\'");

    public async ValueTask<IReadOnlyList<ConversationId>> FindAsync(ShopId shop, string customer, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(customer);
        await store.SettleAsync(cancellation).ConfigureAwait(false);
        return await store.Reads.ReadAsync(Find, cancellation).ConfigureAwait(false);

        IReadOnlyList<ConversationId> Find(SqliteSession session)
        {
            var found = new List<ConversationId>();
            var rows = session.Prepare(FindText).Add($"{Escape(shop.Value)}/%/{Escape(customer)}");
            while (rows.Step())
                if (ConversationId.TryParse(rows.Text(0), out var id) && id.Shop == shop && id.Customer == customer && !id.IsOrder()) found.Add(id);
            rows.Reset();
            return found;
        }
    }

    public async IAsyncEnumerable<CustomerRecord> ExportAsync(IReadOnlyCollection<ConversationId> works, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(works);
        var journal = new SqliteConversationJournal(store);
        foreach (var work in works)
        {
            var key = work.ToString();
            for (var after = 0L; await journal.ReadAsync(key, after, PageEvents, cancellation).ConfigureAwait(false) is { Count: > 0 } page; after = page[^1].Sequence)
                foreach (var stored in page) yield return new CustomerRecord(CustomerRecordKind.Event, key, stored.Sequence, stored.Payload);
            foreach (var row in await store.Projections.Reads.ReadAsync(session => EpisodeSql.Of(session, key), cancellation).ConfigureAwait(false))
                yield return new CustomerRecord(CustomerRecordKind.Episode, key, row.Episode, ProjectionJson.Write(row));
            if (await store.Reads.ReadAsync(session => OpenWorkSql.Find(session, key), cancellation).ConfigureAwait(false) is { } open)
                yield return new CustomerRecord(CustomerRecordKind.OpenWork, key, 0, OpenWorkJson.Write(open));
            if (await store.Projections.Reads.ReadAsync(session => WorkOrderSql.Find(session, key), cancellation).ConfigureAwait(false) is { } order)
                yield return new CustomerRecord(CustomerRecordKind.WorkOrder, key, 0, WorkOrderRowJson.Write(order));
        }
    }

    public async ValueTask<CustomerErasure> EraseAsync(IReadOnlyCollection<ConversationId> works, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(works);
        var (events, rows) = (0L, 0);
        foreach (var work in works)
        {
            var key = work.ToString();
            var erased = await store.Writer.WriteAsync(new EraseWrite(key, store.Context.Hasher.Of(key)), cancellation).ConfigureAwait(false);
            await store.Projections.WriteAsync(session =>
            {
                rows += EpisodeSql.Of(session, key).Count + (WorkOrderSql.Find(session, key) is null ? 0 : 1);
                EpisodeSql.Drop(session, key);
                WorkOrderSql.Drop(session, key);
            }, cancellation).ConfigureAwait(false);
            events += erased.Events;
            rows += erased.Rows;
        }
        await TruncateAsync(() => new ValueTask<bool>(Task.Run(() => Checkpointer.TryTruncate(store.Context), cancellation)), cancellation).ConfigureAwait(false);
        await TruncateAsync(() => store.Projections.TryTruncateAsync(cancellation), cancellation).ConfigureAwait(false);
        return new CustomerErasure(works.Count, events, rows);
    }

    private async ValueTask TruncateAsync(Func<ValueTask<bool>> tryTruncate, CancellationToken cancellation)
    {
        for (var started = store.Context.Time.GetTimestamp(); ;)
        {
            try
            {
                if (await tryTruncate().ConfigureAwait(false)) return;
            }
            catch (Microsoft.Data.Sqlite.SqliteException error)
            {
                throw SqliteFailure.Unavailable(error);
            }
            if (store.Context.Time.GetElapsedTime(started) > Patience) throw new JournalUnavailableException("The rows are erased, but readers hold the log in which their text still is; erase again.");
            await Task.Delay(Pause, store.Context.Time, cancellation).ConfigureAwait(false);
        }
    }

    private static string Escape(string part) => part.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);

    private sealed class EraseWrite(string conversation, ConversationHash key) : StoreWrite<(long Events, int Rows)>
    {
        public override void Apply(WriteSession session)
        {
            var rows = OpenWorkSql.Find(session, conversation) is null ? 0 : 1;
            Result = (JournalSql.Clear(session, conversation, key), rows);
            OpenWorkSql.Change(session, new OpenWorkChange(conversation, null));
        }
    }
}
