using Microsoft.Extensions.Logging;

namespace Reception.Storage.Sqlite;

internal sealed partial class SnapshotWriter
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "Saved the last events of {Conversations} conversations up to row {Position}.")]
    private partial void LogSaved(long conversations, long position);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The last events could not be saved; the next start takes longer.")]
    private partial void LogSaveFailed(Exception error);
}
