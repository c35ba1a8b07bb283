namespace Reception.Storage.Sqlite;

/// <summary>Where the embedded store keeps its files and how much it may hold back. Bound from <c>Reception:Storage</c>.</summary>
public sealed class SqliteStoreOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Reception:Storage";

    /// <summary>The folder of the data files; made with mode 0700 when it is not there. One process at a time. Required.</summary>
    public string DataFolder { get; set; } = "";

    /// <summary>Writes that may wait for the writer; the next caller waits for a place. 1 to 1,000,000; default 16,384.</summary>
    public int QueueCapacity { get; set; } = 16_384;

    /// <summary>Connections that read at the same time. 1 to 64; default 4.</summary>
    public int Readers { get; set; } = 4;

    /// <summary>Bytes written after which the write-ahead log is copied into the data file. 64 KiB or more; default 16 MiB.</summary>
    public long CheckpointBytes { get; set; } = 16 << 20;

    /// <summary>Rows after which the table of last events is saved, so that a start re-reads at most these (or a quarter of the conversations, if more). Default 200,000.</summary>
    public int SnapshotRows { get; set; } = 200_000;

    /// <summary>The data file grows no further than this; appends are refused as unavailable. 0 = as far as the disk goes (default).</summary>
    public long MaxFileBytes { get; set; }

    /// <summary>For tests: called by the writer's thread at each step; may block or throw.</summary>
    internal Action<CommitStep>? OnStep { get; set; }
}
