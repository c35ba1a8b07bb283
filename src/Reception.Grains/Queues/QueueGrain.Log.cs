using Microsoft.Extensions.Logging;
using Reception.Contracts.Ids;

namespace Reception.Grains.Queues;

internal sealed partial class QueueGrain
{
    [LoggerMessage(LogLevel.Information, "Queue {Queue} starts with {Waiting} waiting and asks {Agents} agents")]
    private partial void LogStarted(QueueId queue, int waiting, int agents);

    [LoggerMessage(LogLevel.Warning, "Queue {Queue}: agent {Agent} did not answer a reservation; the work goes on")]
    private partial void LogSilent(Exception exception, QueueId queue, AgentId agent);

    [LoggerMessage(LogLevel.Warning, "Queue {Queue}: agent {Agent} did not report; his next word or a comparison brings it")]
    private partial void LogNoReport(Exception exception, QueueId queue, AgentId agent);

    [LoggerMessage(LogLevel.Error, "Queue {Queue}: the comparison mended {Count} differences in {What}")]
    private partial void LogFound(QueueId queue, int count, string what);

    [LoggerMessage(LogLevel.Warning, "Queue {Queue}: its shop's policy did not come; it begins without")]
    private partial void LogNoRules(Exception exception, QueueId queue);

    [LoggerMessage(LogLevel.Warning, "Queue {Queue}: the comparison could not be made; it is tried again")]
    private partial void LogNotCompared(Exception exception, QueueId queue);
}
