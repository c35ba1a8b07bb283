using System.Collections.Immutable;
using Reception.Contracts;
using Reception.Contracts.Ids;
using Reception.Domain.Journal;
using Reception.Domain.WorkOrders;
using Reception.Domain.WorkOrders.Events;

namespace Reception.Grains.WorkOrders;

/// <summary>
/// One work order's journal, the stream of its work id, and the state folded from it. The state changes only after the store has taken
/// the append. Bounded by its notes and by what people do to it, so it is read from the beginning.
/// </summary>
internal sealed class WorkOrderLog(IConversationJournal journal, ConversationId id)
{
    private readonly string _key = id.ToString();

    public WorkOrderState State { get; private set; } = new() { Id = id };

    public async Task LoadAsync(CancellationToken cancellation)
    {
        try
        {
            foreach (var stored in await journal.ReadFromCheckpointAsync(_key, cancellation)) State = State.Apply(WorkOrderJson.Read(stored.Payload.Span));
        }
        catch (JournalUnavailableException e)
        {
            throw new UnavailableException(e.Message); // the caller knows contracts only
        }
    }

    public async Task<AppendOutcome> AppendAsync(ImmutableArray<WorkOrderEvent> events, OpenWorkChange? openWork)
    {
        var payloads = events.Select(e => (ReadOnlyMemory<byte>)WorkOrderJson.Write(e)).ToArray();
        var outcome = await journal.AppendAsync(new(_key, State.Version, payloads, false, openWork));
        if (outcome == AppendOutcome.Appended) State = events.Aggregate(State, WorkOrderFold.Apply);
        return outcome;
    }
}
