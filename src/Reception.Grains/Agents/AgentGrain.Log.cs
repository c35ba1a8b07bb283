using Microsoft.Extensions.Logging;
using Reception.Contracts.Agents;
using Reception.Contracts.Ids;

namespace Reception.Grains.Agents;

internal sealed partial class AgentGrain
{
    [LoggerMessage(LogLevel.Warning, "Agent {Agent}: the ledger could not be stored; it is read again")]
    private partial void LogNotStored(Exception exception, AgentId agent);

    [LoggerMessage(LogLevel.Error, "Agent {Agent}: the ledger could not be read again; the grain restarts")]
    private partial void LogNotRead(Exception exception, AgentId agent);

    [LoggerMessage(LogLevel.Information, "Agent {Agent} is set {Intent} by {By} until {Until}")]
    private partial void LogForced(AgentId agent, PresenceIntent intent, string by, DateTimeOffset? until);

    [LoggerMessage(LogLevel.Information, "Agent {Agent}: {By} gives his presence back to him")]
    private partial void LogForceEnded(AgentId agent, string by);

    [LoggerMessage(LogLevel.Information, "Agent {Agent} is drained by {By}")]
    private partial void LogDrains(AgentId agent, string by);

    [LoggerMessage(LogLevel.Information, "Agent {Agent}: {By} ends the drain")]
    private partial void LogDrainEnded(AgentId agent, string by);
}
