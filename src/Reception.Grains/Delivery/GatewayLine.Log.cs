using Microsoft.Extensions.Logging;

namespace Reception.Grains.Delivery;

internal sealed partial class GatewayLine
{
    [LoggerMessage(LogLevel.Debug, "Gateway {Gateway} did not take {Pushes} pushes")]
    private partial void LogRefused(Exception exception, string gateway, int pushes);

    [LoggerMessage(LogLevel.Information, "Gateway {Gateway} does not answer: {Pushes} pushes that waited are dropped, at most {Most} ever waited; it is tried once a second")]
    private partial void LogSilent(string gateway, int pushes, int most);

    [LoggerMessage(LogLevel.Information, "Gateway {Gateway} is gone: its sessions are given up")]
    private partial void LogGone(string gateway);

    [LoggerMessage(LogLevel.Information, "Gateway {Gateway} answers again")]
    private partial void LogBack(string gateway);
}
