using Microsoft.Extensions.Logging;

namespace Reception.Grains.Delivery;

internal sealed partial class Notices
{
    [LoggerMessage(LogLevel.Debug, "Notice {Key} failed (try {Attempt}); it is repeated")]
    private partial void LogRepeated(Exception exception, string key, int attempt);

    [LoggerMessage(LogLevel.Warning, "Notice {Key} was given up after {Attempt} tries; a sweep will find it")]
    private partial void LogGivenUp(Exception exception, string key, int attempt);
}
