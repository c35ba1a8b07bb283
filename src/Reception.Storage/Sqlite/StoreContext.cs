using Reception.Storage.Journal;

namespace Reception.Storage.Sqlite;

/// <summary>What the parts of one open store share.</summary>
internal sealed class StoreContext(DataFolder folder, StoreId id, SqliteStoreOptions options, JournalInstruments instruments, TimeProvider time)
{
    private readonly Lock _lastLock = new();
    private TailEntry _last;

    public DataFolder Folder { get; } = folder;

    public StoreId Id { get; } = id;

    public SqliteStoreOptions Options { get; } = options;

    public JournalInstruments Instruments { get; } = instruments;

    public TimeProvider Time { get; } = time;

    public ConversationHasher Hasher { get; } = new(id);

    public TailTable Tails { get; } = new();

    /// <summary>Held by the writer for one batch, and by the checkpointer for the last pages of the log.</summary>
    public Lock CommitGate { get; } = new();

    /// <summary>The last row that is on the disk and in <see cref="Tails"/>.</summary>
    public TailEntry Last
    {
        get { lock (_lastLock) return _last; }
        set { lock (_lastLock) _last = value; }
    }
}
