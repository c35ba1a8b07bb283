using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.Routing;
using Reception.Contracts.Shops;

namespace Reception.Domain.Simulation;

/// <summary>One customer on his way through the shop.</summary>
internal sealed class Customer(int stream, long number, ConversationId work, QueuePolicy queue, WorkRequest request, DateTimeOffset arrival)
{
    public int Stream { get; } = stream;

    /// <summary>Among the customers of his stream, from 0.</summary>
    public long Number { get; } = number;

    public ConversationId Work { get; } = work;

    public QueuePolicy First { get; } = queue;

    /// <summary>Where he is, or was last.</summary>
    public QueuePolicy Queue { get; set; } = queue;

    public WorkRequest Request { get; } = request;

    public DateTimeOffset Arrival { get; } = arrival;

    /// <summary>Rises when he changes queues.</summary>
    public long Epoch { get; set; } = 1;

    /// <summary>Offers of him that agents have seen.</summary>
    public int Offers { get; set; }

    public PlaceInQueue? Told { get; set; }

    /// <summary>He need not stay in line any more: he will be called when it is his turn.</summary>
    public bool IsCalledBack { get; set; }

    public AgentId Agent { get; set; }
}
