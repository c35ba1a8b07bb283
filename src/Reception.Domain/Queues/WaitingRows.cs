using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.Queues;
using Reception.Domain.Journal;

namespace Reception.Domain.Queues;

/// <summary>Rows of the open-work index as waiting work: what a queue is rebuilt from.</summary>
public static class WaitingRows
{
    /// <summary>Null for a row whose key this version does not know.</summary>
    public static WaitingWork? ToWaiting(this OpenWork row)
    {
        if (!ConversationId.TryParse(row.Work, out var work)) return null;
        AgentId? preferred = AgentId.TryParse(row.Preferred, out var agent) ? agent : null;
        return new WaitingWork(work, row.Epoch, row.Arrival, row.DueTime, row.Weight, preferred, row.PreferredUntil, row.Topic, (HandOverReason)row.Reason, row.CustomerName,
            RoutingJson.ReadRequest(row.Request));
    }
}
