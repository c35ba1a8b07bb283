using Microsoft.Extensions.Logging;

namespace Reception.Clustering.Link;

public sealed partial class StoreLink
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Connected to the store of {Folder}.")]
    private partial void LogConnected(string folder);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The connection to the store has closed; connecting again.")]
    private partial void LogClosed();

    [LoggerMessage(Level = LogLevel.Debug, Message = "No connection to the store: {Reason}")]
    private partial void LogNoConnection(string reason);
}
