using Microsoft.Extensions.Logging;
using Reception.Contracts.Assistant;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;

namespace Reception.Grains.Assistant;

internal sealed partial class AssistantGrain
{
    [LoggerMessage(LogLevel.Information, "Conversation {Conversation}: no order for message {Sequence}: {Reason}")]
    private partial void LogNoOrder(ConversationId conversation, long sequence, string reason);

    [LoggerMessage(LogLevel.Information, "Conversation {Conversation}: the model's answer for message {Sequence} did not come: {Reason}")]
    private partial void LogNoChoice(ConversationId conversation, long sequence, string reason);

    [LoggerMessage(LogLevel.Warning, "Shop {Shop}: {Count} {Kind} requests are under way, which is the most; more are refused")]
    private partial void LogBusy(string shop, int count, AwaitedKind kind);

    [LoggerMessage(LogLevel.Debug, "Conversation {Conversation}: reply for message {Sequence} was {Outcome}")]
    private partial void LogTold(ConversationId conversation, long sequence, CommandOutcome outcome);
}
