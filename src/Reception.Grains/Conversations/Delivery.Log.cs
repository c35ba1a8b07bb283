using Microsoft.Extensions.Logging;

namespace Reception.Grains.Conversations;

internal sealed partial class Delivery
{
    [LoggerMessage(LogLevel.Debug, "Session {Session} is pushed to no longer; it can resume")]
    private partial void LogGivenUp(string session);
}
