using System.Buffers;
using Reception.Storage.Journal;

namespace Reception.Storage.Sqlite;

/// <summary>
/// The one connection that writes. Between <see cref="Begin"/> and <see cref="Commit"/> the tails of this batch stand in an overlay:
/// readers see a row's place only after its commit.
/// </summary>
internal sealed class WriteSession(string file, TailTable tails, long maxFileBytes) : SqliteSession(file, Pragmas(maxFileBytes))
{
    private const int PageBytes = 4096;
    private static readonly SqlText BeginText = new("BEGIN IMMEDIATE");
    private static readonly SqlText CommitText = new("COMMIT");
    private static readonly SqlText RollbackText = new("ROLLBACK");

    private readonly Dictionary<ConversationHash, ConversationTail> _overlay = [];
    private long _committed;

    /// <summary>The position of the last row of this transaction.</summary>
    public long Position { get; private set; }

    /// <summary>The last row of this transaction, when it has one.</summary>
    public TailEntry? Last { get; private set; }

    /// <summary>Where a payload is put together.</summary>
    public ArrayBufferWriter<byte> Scratch { get; } = new(64 * 1024);

    public void Begin(long lastPosition)
    {
        Prepare(BeginText).Run();
        _committed = Position = lastPosition;
        Last = null;
        _overlay.Clear();
    }

    public void Rollback()
    {
        Prepare(RollbackText).Run();
        Position = _committed;
        Last = null;
        _overlay.Clear();
    }

    /// <summary>After this the rows are on the disk; an error here leaves that open.</summary>
    public void Commit() => Prepare(CommitText).Run();

    /// <summary>Makes the committed rows known to readers.</summary>
    public void Publish()
    {
        foreach (var (key, tail) in _overlay) tails.Set(key, tail);
    }

    public ConversationTail TailOf(in ConversationHash key) =>
        _overlay.TryGetValue(key, out var tail) || tails.TryGet(key, out tail) ? tail : default;

    /// <summary>Takes the next position for a row that ends at <paramref name="sequence"/>.</summary>
    public long Advance(in ConversationHash key, long sequence)
    {
        _overlay[key] = new ConversationTail(++Position, sequence);
        Last = new TailEntry(key.High, key.Low, checked((uint)sequence), Position);
        return Position;
    }

    /// <summary>Takes the next position for a row that says that the conversation is empty.</summary>
    public long Clear(in ConversationHash key)
    {
        _overlay[key] = new ConversationTail(++Position, 0);
        Last = new TailEntry(key.High, key.Low, 0, Position);
        return Position;
    }

    private static string Pragmas(long maxFileBytes) =>
        "PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA wal_autocheckpoint=0; PRAGMA cache_size=-32768; PRAGMA temp_store=MEMORY;"
        + (maxFileBytes > 0 ? $"PRAGMA max_page_count={Math.Max(maxFileBytes / PageBytes, 1)};" : "");
}
