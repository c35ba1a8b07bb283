using Microsoft.Extensions.Logging;
using Reception.Contracts.Ids;

namespace Reception.Grains.Conversations;

internal sealed partial class ConversationGrain
{
    [LoggerMessage(LogLevel.Warning, "Conversation {Conversation}: another activation has written past {Version}; this one goes away")]
    private partial void LogConflict(ConversationId conversation, long version);

    [LoggerMessage(LogLevel.Warning, "Conversation {Conversation}: the store is unavailable; the activation goes away and reads again")]
    private partial void LogUnavailable(Exception exception, ConversationId conversation);

    [LoggerMessage(LogLevel.Information, "Conversation {Conversation}: the queue did not answer; the notice is repeated")]
    private partial void LogQueueSilent(Exception exception, ConversationId conversation);

    [LoggerMessage(LogLevel.Information, "Conversation {Conversation}: agent {Agent} could not be asked")]
    private partial void LogAgentSilent(Exception exception, ConversationId conversation, string agent);

    [LoggerMessage(LogLevel.Debug, "Conversation {Conversation}: the activation begins")]
    private partial void LogBegins(ConversationId conversation);

    [LoggerMessage(LogLevel.Debug, "Conversation {Conversation}: the activation ends")]
    private partial void LogEnds(ConversationId conversation);
}
