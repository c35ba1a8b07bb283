using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Reception.Storage.Journal;

namespace Reception.Storage.Sqlite;

/// <summary>
/// The table of last events as a file, so that a start need not read the whole journal. The journal stays the truth: a file that is
/// missing, damaged, of another store, or that names a row which the journal does not have is ignored, and every row after the
/// one it covers is read again. Layout, little-endian: magic, store id, the row it covers, count, entries of 24 bytes, SHA-256.
/// </summary>
internal static class TailSnapshot
{
    private const ulong Magic = 0x31305354_54504352; // "RCPTTS01"
    private const int HeaderBytes = 8 + StoreId.Size + EntryBytes + 8;
    private const int EntryBytes = 24;

    /// <summary>Writes beside the old file and then takes its place.</summary>
    public static void Write(StoreContext store)
    {
        var covered = store.Last; // before the copy: what is newer in the copy is read again, which changes nothing
        var parts = Enumerable.Range(0, TailTable.Segments).Select(store.Tails.Copy).ToArray();
        var header = new byte[HeaderBytes];
        BinaryPrimitives.WriteUInt64LittleEndian(header, Magic);
        store.Id.ToBytes().CopyTo(header, 8);
        MemoryMarshal.Write(header.AsSpan(8 + StoreId.Size), covered);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(HeaderBytes - 8), parts.Sum(part => (long)part.Length));

        var fresh = store.Folder.SnapshotFile + ".new";
        File.Delete(fresh);
        DataFolder.Touch(fresh);
        using (var file = new FileStream(fresh, FileMode.Truncate, FileAccess.Write))
        using (var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256))
        {
            Put(file, digest, header);
            foreach (var part in parts) Put(file, digest, MemoryMarshal.AsBytes(part.AsSpan()));
            file.Write(digest.GetHashAndReset());
            file.Flush(flushToDisk: true);
        }
        File.Move(fresh, store.Folder.SnapshotFile, overwrite: true);
    }

    /// <summary>Fills the table and answers the row it covers; null: nothing usable, and the table is untouched or partly filled with true entries.</summary>
    public static TailEntry? Read(StoreContext store, Func<TailEntry, bool> isInJournal)
    {
        if (!File.Exists(store.Folder.SnapshotFile)) return null;
        using var file = new FileStream(store.Folder.SnapshotFile, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var header = new byte[HeaderBytes];
        if (file.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false) < HeaderBytes) return null;
        digest.AppendData(header);
        var covered = MemoryMarshal.Read<TailEntry>(header.AsSpan(8 + StoreId.Size));
        var count = BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(HeaderBytes - 8));
        if (BinaryPrimitives.ReadUInt64LittleEndian(header) != Magic || StoreId.Read(header.AsSpan(8)) != store.Id) return null;
        if (file.Length != HeaderBytes + count * EntryBytes + SHA256.HashSizeInBytes || !isInJournal(covered)) return null;
        return ReadEntries(file, digest, count) is { } parts && Fill(store.Tails, parts) ? covered : null;
    }

    private static List<TailEntry[]>? ReadEntries(FileStream file, IncrementalHash digest, long count)
    {
        var parts = new List<TailEntry[]>();
        while (count > 0)
        {
            var part = new TailEntry[Math.Min(count, 1 << 16)];
            file.ReadExactly(MemoryMarshal.AsBytes(part.AsSpan()));
            digest.AppendData(MemoryMarshal.AsBytes(part.AsSpan()));
            parts.Add(part);
            count -= part.Length;
        }
        Span<byte> stored = stackalloc byte[SHA256.HashSizeInBytes];
        file.ReadExactly(stored);
        return digest.GetHashAndReset().AsSpan().SequenceEqual(stored) ? parts : null;
    }

    private static bool Fill(TailTable table, List<TailEntry[]> parts)
    {
        table.Reserve(parts.Sum(part => (long)part.Length));
        foreach (var part in parts)
            foreach (ref readonly var entry in part.AsSpan())
                table.Set(new ConversationHash(entry.High, entry.Low), new ConversationTail(entry.Position, entry.Sequence));
        return true;
    }

    private static void Put(FileStream file, IncrementalHash digest, ReadOnlySpan<byte> bytes)
    {
        file.Write(bytes);
        digest.AppendData(bytes);
    }
}
