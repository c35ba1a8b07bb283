using Microsoft.Data.Sqlite;
using Reception.Domain.Journal;
using SQLitePCL;

namespace Reception.Storage.Sqlite;

/// <summary>Tells what went wrong with the store (everyone waits) from what was wrong with one statement (its caller's fault).</summary>
internal static class SqliteFailure
{
    public static SqliteException Of(sqlite3 database, int code) =>
        new($"SQLite error {code}: {raw.sqlite3_errmsg(database).utf8_to_string()}", code & 0xFF, raw.sqlite3_extended_errcode(database));

    /// <summary>False for what another caller's write in the same batch need not suffer from.</summary>
    public static bool IsOfStore(Exception error) => error is IOException or UnauthorizedAccessException or SqliteException
    {
        SqliteErrorCode: not (raw.SQLITE_ERROR or raw.SQLITE_CONSTRAINT or raw.SQLITE_TOOBIG or raw.SQLITE_MISMATCH or raw.SQLITE_RANGE or raw.SQLITE_MISUSE)
    };

    public static JournalUnavailableException Unavailable(Exception error) =>
        error as JournalUnavailableException ?? new JournalUnavailableException($"The store refused: {error.Message}", error);
}
