using Microsoft.Extensions.Logging;

namespace Reception.Storage.Sqlite;

public sealed partial class SqliteStore
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Store open in {Folder}: {Conversations} conversations, last row {Position}, {Reread} rows re-read, {Milliseconds:F0} ms.")]
    private static partial void LogOpened(ILogger logger, string folder, long conversations, long position, long reread, double milliseconds);
}
