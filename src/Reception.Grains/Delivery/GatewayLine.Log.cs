using Microsoft.Extensions.Logging;

namespace Reception.Grains.Delivery;

internal sealed partial class GatewayLine
{
    [LoggerMessage(LogLevel.Debug, "Gateway {Gateway} did not take {Pushes} pushes")]
    private partial void LogSilent(Exception exception, string gateway, int pushes);
}
