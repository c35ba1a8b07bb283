using Microsoft.Extensions.Logging;

namespace Reception.Grains.Conversations;

internal sealed partial class Delivery
{
    [LoggerMessage(LogLevel.Information, "Session {Session} is pushed to no longer; it can resume")]
    private partial void LogGivenUp(string session);
}
