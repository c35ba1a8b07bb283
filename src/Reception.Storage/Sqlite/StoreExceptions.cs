namespace Reception.Storage.Sqlite;

/// <summary>Another process has the data folder open. Nothing was touched.</summary>
public sealed class StoreInUseException(string folder, string owner, Exception inner) : InvalidOperationException(
    $"The data folder '{folder}' is in use by process {owner}. Stop that process, or give this one another folder ({SqliteStoreOptions.Section}:DataFolder).", inner);

/// <summary>The data file is not one that this version can open: newer, of another program, or damaged. Nothing was changed.</summary>
public sealed class StoreFileException(string message, Exception? inner = null) : InvalidOperationException(message, inner);
