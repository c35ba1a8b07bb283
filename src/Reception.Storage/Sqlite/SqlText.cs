namespace Reception.Storage.Sqlite;

/// <summary>A statement's text; its identity is the key of the prepared statement, so it is kept in a static field.</summary>
internal sealed class SqlText(string text)
{
    public string Text { get; } = text;
}
