using Reception.Contracts.Ids;
using Reception.Contracts.WorkOrders;
using Reception.Domain.Journal;
using Reception.Domain.WorkOrders;

namespace Reception.Grains.WorkOrders;

/// <summary>
/// Folds work orders' appends of a batch of the feed into their rows. An event that a row has already (the batch comes again after a
/// crash) is skipped by its sequence.
/// </summary>
internal sealed class WorkOrderProjection(IWorkOrderStore orders)
{
    private readonly Dictionary<string, WorkOrderRow> _changed = new(StringComparer.Ordinal);

    public async ValueTask FoldAsync(ConversationId order, FeedItem item)
    {
        var row = _changed.GetValueOrDefault(item.Conversation) ?? await orders.FindAsync(order);
        for (var i = 0; i < item.Events.Count; i++)
        {
            var sequence = item.FirstSequence + i;
            if (row?.Version >= sequence) continue;
            row = WorkOrderRows.Apply(row, order, WorkOrderJson.Read(item.Events[i].Span), sequence);
        }
        if (row is not null) _changed[item.Conversation] = row;
    }

    /// <summary>Before the position of the feed: a crash between the two folds the batch again.</summary>
    public async ValueTask StoreAsync()
    {
        if (_changed.Count > 0) await orders.StoreAsync(_changed.Values);
        _changed.Clear();
    }

    /// <summary>Throws the rows away.</summary>
    public async ValueTask ResetAsync()
    {
        _changed.Clear();
        await orders.ResetAsync();
    }
}
