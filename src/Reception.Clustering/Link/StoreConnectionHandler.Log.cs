using Microsoft.Extensions.Logging;

namespace Reception.Clustering.Link;

public sealed partial class StoreConnectionHandler
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "A connection was refused: it does not know the secret of this data folder or speaks another protocol.")]
    private partial void LogRefused();

    [LoggerMessage(Level = LogLevel.Debug, Message = "A connection ended: {Reason}")]
    private partial void LogEnded(string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Call {Operation} failed.")]
    private partial void LogFailed(byte operation, Exception error);
}
