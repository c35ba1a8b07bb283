using Reception.Contracts.Ids;

namespace Reception.Domain.Journal;

/// <summary>What a record of an export is.</summary>
public enum CustomerRecordKind
{
    /// <summary>An event of the conversation's journal.</summary>
    Event = 0,
    /// <summary>A row of the list of episodes.</summary>
    Episode = 1,
    /// <summary>The row of work that is not final.</summary>
    OpenWork = 2,
    /// <summary>A row of the list of work orders.</summary>
    WorkOrder = 3,
}

/// <summary>One record of an export: JSON as it is stored. <see cref="Sequence"/>: of an event its sequence, of an episode its number, else 0.</summary>
public sealed record CustomerRecord(CustomerRecordKind Kind, string Conversation, long Sequence, ReadOnlyMemory<byte> Json);

/// <summary>How much was removed.</summary>
public sealed record CustomerErasure(int Conversations, long Events, int Rows);

/// <summary>
/// A customer's data at the level of the store: found, exported, erased. A conversation that is erased begins again at sequence 1. Who erases
/// ends the conversation's activation first: what is on its way is refused by the fence, but a projection that had read it may still write its
/// row, so erase once more after a few seconds; erasing what is gone does nothing. Failures of the store throw
/// <see cref="JournalUnavailableException"/>, after which part may be gone: erase again.
/// </summary>
public interface ICustomerData
{
    /// <summary>
    /// The conversations of a customer with a shop, on all channels; by <see cref="ConversationId.Customer"/>, the hashed key. Work orders are
    /// not found by customer: name them by their own ids. May read much: for rare use.
    /// </summary>
    ValueTask<IReadOnlyList<ConversationId>> FindAsync(ShopId shop, string customer, CancellationToken cancellation = default);

    /// <summary>All that is stored of these conversations and work orders.</summary>
    IAsyncEnumerable<CustomerRecord> ExportAsync(IReadOnlyCollection<ConversationId> works, CancellationToken cancellation = default);

    /// <summary>Removes all of it, so that nothing can be read from the store or, where the store is a file, from the file's bytes.</summary>
    ValueTask<CustomerErasure> EraseAsync(IReadOnlyCollection<ConversationId> works, CancellationToken cancellation = default);
}
