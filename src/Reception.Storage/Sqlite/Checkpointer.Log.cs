using Microsoft.Extensions.Logging;

namespace Reception.Storage.Sqlite;

internal sealed partial class Checkpointer
{
    [LoggerMessage(Level = LogLevel.Error, Message = "A checkpoint failed; the write-ahead log grows until one succeeds.")]
    private partial void LogCheckpointFailed(Exception error);
}
