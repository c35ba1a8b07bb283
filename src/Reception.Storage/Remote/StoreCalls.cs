using Reception.Clustering.Link;
using Reception.Clustering.Membership;
using Reception.Domain.Journal;

namespace Reception.Storage.Remote;

/// <summary>The store process' end of every call: the embedded store's own ports, asked by other processes.</summary>
internal sealed class StoreCalls(MembershipCallHandler membership, JournalCallHandler journal, EpisodeCallHandler episodes, WorkOrderCalls orders, GrainStateCallHandler states) : IStoreCalls
{
    public async ValueTask HandleAsync(byte operation, PayloadReader request, PayloadWriter answer)
    {
        try
        {
            await RouteAsync(operation, request, answer).ConfigureAwait(false);
        }
        catch (JournalUnavailableException error)
        {
            throw new StoreUnavailableException(error.Message, error);
        }
    }

    private ValueTask RouteAsync(byte operation, PayloadReader request, PayloadWriter answer)
    {
        if (JournalCallHandler.Handles(operation)) return journal.HandleAsync(operation, request, answer);
        if (GrainStateCallHandler.Handles(operation)) return states.HandleAsync(operation, request, answer);
        if (EpisodeCallHandler.Handles(operation)) return episodes.HandleAsync(operation, request, answer);
        if (WorkOrderCalls.Handles(operation)) return orders.HandleAsync(operation, request, answer);
        if (MembershipCallHandler.Handles(operation)) return membership.HandleAsync(operation, request, answer);
        throw new NotSupportedException($"The store knows no operation {operation}.");
    }
}
