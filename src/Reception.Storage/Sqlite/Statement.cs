using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Reception.Storage.Sqlite;

/// <summary>
/// A prepared statement on the bare interface: parameters are added in order, columns are read by number, nothing is boxed.
/// One thread at a time. Errors are <see cref="SqliteException"/>.
/// </summary>
internal sealed class Statement(sqlite3 database, sqlite3_stmt handle) : IDisposable
{
    private int _parameters;

    public Statement Reset()
    {
        raw.sqlite3_reset(handle);
        _parameters = 0;
        return this;
    }

    public Statement Add(long value) => Bound(raw.sqlite3_bind_int64(handle, ++_parameters, value));

    public Statement Add(long? value) => value is { } number ? Add(number) : Bound(raw.sqlite3_bind_null(handle, ++_parameters));

    public Statement Add(DateTimeOffset? value) => Add(value?.UtcTicks);

    public Statement Add(ReadOnlySpan<byte> blob) => Bound(raw.sqlite3_bind_blob(handle, ++_parameters, blob));

    public Statement Add(string? text)
    {
        if (text is null) return Bound(raw.sqlite3_bind_null(handle, ++_parameters));
        if (text.Length > 512) return Bound(raw.sqlite3_bind_text(handle, ++_parameters, text));
        Span<byte> utf8 = stackalloc byte[512 * 3];
        return Bound(raw.sqlite3_bind_text(handle, ++_parameters, utf8[..Encoding.UTF8.GetBytes(text, utf8)]));
    }

    /// <summary>True: there is a row.</summary>
    public bool Step() => raw.sqlite3_step(handle) switch
    {
        raw.SQLITE_ROW => true,
        raw.SQLITE_DONE => false,
        var code => throw SqliteFailure.Of(database, code),
    };

    /// <summary>Runs a statement that answers no rows.</summary>
    public void Run()
    {
        while (Step()) { }
        raw.sqlite3_reset(handle);
    }

    public long Long(int column) => raw.sqlite3_column_int64(handle, column);

    public int Int(int column) => checked((int)Long(column));

    public bool IsNull(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL;

    public string Text(int column) => Encoding.UTF8.GetString(Blob(column));

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public DateTimeOffset Time(int column) => new(Long(column), TimeSpan.Zero);

    public DateTimeOffset? TimeOrNull(int column) => IsNull(column) ? null : Time(column);

    /// <summary>The bytes of a blob or a text; valid until the next step or reset.</summary>
    public ReadOnlySpan<byte> Blob(int column) => raw.sqlite3_column_blob(handle, column);

    public void Dispose() => handle.Dispose();

    private Statement Bound(int code) => code == raw.SQLITE_OK ? this : throw SqliteFailure.Of(database, code);
}
