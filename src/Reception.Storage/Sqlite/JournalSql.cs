using System.Text;
using Reception.Domain.Journal;
using Reception.Storage.Journal;

namespace Reception.Storage.Sqlite;

/// <summary>The journal table's statements. Rows are only ever added at the end, and each knows the row before it of its conversation.</summary>
internal static class JournalSql
{
    /// <summary>A page of the feed ends early at this many bytes.</summary>
    private const long FeedPageBytes = 16 << 20;

    private static readonly SqlText InsertText = new("INSERT INTO journal(position, first, count, previous, checkpoint, conversation, payload) VALUES(?,?,?,?,?,?,?)");
    private static readonly SqlText HeadText = new("SELECT first, count, previous, checkpoint, conversation FROM journal WHERE position=?");
    private static readonly SqlText PayloadText = new("SELECT first, count, payload FROM journal WHERE position=?");
    private static readonly SqlText FeedText = new("SELECT position, conversation, first, count, payload, checkpoint FROM journal WHERE position>? AND count>0 ORDER BY position LIMIT ?");
    private static readonly SqlText TailsText = new("SELECT position, first, count, conversation, CASE WHEN count=0 THEN payload END FROM journal WHERE position>=? ORDER BY position");

    private static readonly SqlText EmptyText = new("UPDATE journal SET first=1, count=0, previous=0, checkpoint=0, conversation='', payload=x'' WHERE position=?");

    /// <summary>
    /// Empties every row of a conversation and adds one that says so, by the hash of its key: positions stay, text goes. Answers how many
    /// events there were.
    /// </summary>
    public static long Clear(WriteSession session, string conversation, in ConversationHash key)
    {
        var tail = session.TailOf(key);
        if (tail.Sequence == 0) return 0;
        for (var position = tail.Position; position != 0;)
        {
            var previous = Head(session, conversation, position).Previous;
            session.Prepare(EmptyText).Add(position).Run();
            position = previous;
        }
        session.Prepare(InsertText).Add(session.Clear(key)).Add(1).Add(0).Add(0).Add(0).Add("").Add(key.ToBytes().AsSpan()).Run();
        return tail.Sequence;
    }

    public static void Insert(WriteSession session, long position, long previous, JournalAppend append)
    {
        session.Scratch.ResetWrittenCount();
        EventFrame.Write(append.Events, session.Scratch);
        session.Prepare(InsertText).Add(position).Add(append.ExpectedSequence + 1).Add(append.Events.Count).Add(previous)
            .Add(append.Checkpoint ? 1 : 0).Add(append.Conversation).Add(session.Scratch.WrittenSpan).Run();
    }

    /// <summary>Events after a sequence, in order: back along the chain to the first row that is asked for, then forward.</summary>
    public static IReadOnlyList<JournalEvent> ReadAfter(SqliteSession session, string conversation, ConversationTail tail, long afterSequence, int max)
    {
        var rows = new Stack<long>();
        for (var position = tail.Position; position != 0;)
        {
            var row = Head(session, conversation, position);
            if (row.First + row.Count - 1 <= afterSequence) break;
            rows.Push(position);
            position = row.First <= afterSequence + 1 ? 0 : row.Previous;
        }
        return Events(session, rows, afterSequence, max);
    }

    /// <summary>Events from the newest checkpoint on, or all.</summary>
    public static IReadOnlyList<JournalEvent> ReadFromCheckpoint(SqliteSession session, string conversation, ConversationTail tail)
    {
        var rows = new Stack<long>();
        for (var position = tail.Position; position != 0;)
        {
            var row = Head(session, conversation, position);
            rows.Push(position);
            position = row.Checkpoint ? 0 : row.Previous;
        }
        return Events(session, rows, afterSequence: 0, int.MaxValue);
    }

    public static IReadOnlyList<FeedItem> ReadFeed(SqliteSession session, long afterPosition, int max)
    {
        var items = new List<FeedItem>();
        var bytes = 0L;
        var rows = session.Prepare(FeedText).Add(afterPosition).Add(max);
        while (bytes < FeedPageBytes && rows.Step())
        {
            var payload = rows.Blob(4);
            bytes += payload.Length;
            items.Add(new FeedItem(rows.Long(0), rows.Text(1), rows.Long(2), EventFrame.Read(payload, rows.Int(3)), rows.Int(5) != 0));
        }
        rows.Reset();
        return items;
    }

    /// <summary>The rows from a position on, without their payloads: what a start re-reads.</summary>
    public static IEnumerable<TailEntry> ReadTails(SqliteSession session, long fromPosition, ConversationHasher hasher)
    {
        var rows = session.Prepare(TailsText).Add(fromPosition);
        while (rows.Step())
        {
            var isCleared = rows.Long(2) == 0; // what it was of stands in its payload; nothing: the row was emptied
            if (isCleared && rows.Blob(4).Length == 0) continue;
            var key = isCleared ? ConversationHash.Read(rows.Blob(4)) : hasher.Of(rows.Blob(3));
            yield return new TailEntry(key.High, key.Low, checked((uint)(rows.Long(1) + rows.Long(2) - 1)), rows.Long(0));
        }
        rows.Reset();
    }

    private static List<JournalEvent> Events(SqliteSession session, Stack<long> rows, long afterSequence, int max)
    {
        var events = new List<JournalEvent>();
        while (events.Count < max && rows.TryPop(out var position))
        {
            var row = session.Prepare(PayloadText).Add(position);
            if (!row.Step()) throw new InvalidDataException($"Journal row {position} is missing.");
            var first = row.Long(0);
            var payloads = EventFrame.Read(row.Blob(2), row.Int(1));
            row.Reset();
            for (var i = 0; i < payloads.Length && events.Count < max; i++)
                if (first + i > afterSequence) events.Add(new JournalEvent(first + i, payloads[i]));
        }
        return events;
    }

    private static (long First, long Count, long Previous, bool Checkpoint) Head(SqliteSession session, string conversation, long position)
    {
        Span<byte> key = stackalloc byte[ConversationHasher.MaxKeyBytes];
        key = key[..Encoding.UTF8.GetBytes(conversation, key)];
        var row = session.Prepare(HeadText).Add(position);
        if (!row.Step() || !row.Blob(4).SequenceEqual(key)) throw new InvalidDataException($"Journal row {position} is not of the conversation that was asked for.");
        var head = (row.Long(0), row.Long(1), row.Long(2), row.Long(3) != 0);
        row.Reset();
        return head;
    }
}
