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

    /// <summary>All that is wrong, at once.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        Require(!string.IsNullOrWhiteSpace(DataFolder), "DataFolder: name the folder of the data files.");
        Require(DataFolder.IndexOfAny(Path.GetInvalidPathChars()) < 0, "DataFolder: the path has characters that no path may have.");
        Require(QueueCapacity is >= 1 and <= 1_000_000, "QueueCapacity: 1 to 1,000,000.");
        Require(Readers is >= 1 and <= 64, "Readers: 1 to 64.");
        Require(CheckpointBytes >= 64 << 10, "CheckpointBytes: 65,536 or more.");
        Require(SnapshotRows >= 1, "SnapshotRows: 1 or more.");
        Require(MaxFileBytes >= 0, "MaxFileBytes: 0 (no bound) or more.");
        return errors;

        void Require(bool holds, string error)
        {
            if (!holds) errors.Add($"{Section}:{error}");
        }
    }
}
