using Microsoft.Extensions.Logging;
using Reception.Contracts.Ids;

namespace Reception.Grains.WorkOrders;

internal sealed partial class WorkOrderGrain
{
    [LoggerMessage(LogLevel.Warning, "Work order {Order}: another activation has written past {Version}; this one goes away")]
    private partial void LogConflict(ConversationId order, long version);

    [LoggerMessage(LogLevel.Warning, "Work order {Order}: the store is unavailable; the activation goes away and reads again")]
    private partial void LogUnavailable(Exception exception, ConversationId order);

    [LoggerMessage(LogLevel.Warning, "Work order {Order}: the policy of its shop could not be loaded")]
    private partial void LogNoPolicy(Exception exception, ConversationId order);

    [LoggerMessage(LogLevel.Information, "Work order {Order}: agent {Agent} could not be asked")]
    private partial void LogAgentSilent(Exception exception, ConversationId order, string agent);
}
