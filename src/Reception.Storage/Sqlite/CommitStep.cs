namespace Reception.Storage.Sqlite;

/// <summary>The moments at which a test may hold the writer or break the disk.</summary>
internal enum CommitStep
{
    /// <summary>The batch is collected; nothing is written yet.</summary>
    Begin = 0,
    /// <summary>Written within the transaction.</summary>
    BeforeCommit = 1,
    /// <summary>On the disk; no caller knows it yet.</summary>
    AfterCommit = 2,
}
