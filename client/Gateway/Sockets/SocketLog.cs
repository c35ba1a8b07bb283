using Microsoft.Extensions.Logging;

namespace Reception.Gateway.Sockets;

/// <summary>What the sockets log: never a token, never what a customer wrote.</summary>
internal static partial class SocketLog
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "Session {Session} of {Who} began")]
    public static partial void Began(this ILogger log, string session, string who);

    [LoggerMessage(Level = LogLevel.Debug, Message = "A connection ended with {Code}")]
    public static partial void Ended(this ILogger log, string code);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The cluster did not answer a {Frame}: {Error}")]
    public static partial void Unavailable(this ILogger log, string frame, string error);

    [LoggerMessage(Level = LogLevel.Error, Message = "A {Frame} could not be handled")]
    public static partial void Failed(this ILogger log, Exception exception, string frame);
}
