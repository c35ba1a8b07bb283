using Microsoft.Extensions.Logging;

namespace Reception.Storage.Sqlite;

internal sealed partial class GroupCommit
{
    [LoggerMessage(Level = LogLevel.Error, Message = "A batch of {Writes} writes was not committed; its callers are told that the store is unavailable.")]
    private partial void LogBatchFailed(int writes, Exception error);

    [LoggerMessage(Level = LogLevel.Error, Message = "The store could not be opened again; the next write tries once more.")]
    private partial void LogReopenFailed(Exception error);

    [LoggerMessage(Level = LogLevel.Error, Message = "A {Write} could not be written; the other writes of its batch go on.")]
    private partial void LogWriteBroken(string write, Exception error);
}
