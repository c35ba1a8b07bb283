using Microsoft.Extensions.Logging;
using Reception.Contracts.Ids;

namespace Reception.Grains.Agents;

internal sealed partial class AgentGrain
{
    [LoggerMessage(LogLevel.Warning, "Agent {Agent}: the ledger could not be stored; it is read again")]
    private partial void LogNotStored(Exception exception, AgentId agent);

    [LoggerMessage(LogLevel.Error, "Agent {Agent}: the ledger could not be read again; the grain restarts")]
    private partial void LogNotRead(Exception exception, AgentId agent);
}
