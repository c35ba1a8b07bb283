using Reception.Clustering.Link;
using Reception.Domain.Journal;
using Reception.Storage.Journal;

namespace Reception.Storage.Remote;

/// <summary>The journal's and the index's operations (32 to 47) and what goes over the link for them.</summary>
internal static class JournalCalls
{
    public const byte Append = 32, LastSequence = 33, Read = 34, ReadFromCheckpoint = 35, ReadFeed = 36, Due = 40, Waiting = 41, Queues = 42, Reschedule = 43;

    public static void WriteAppend(PayloadWriter writer, JournalAppend append)
    {
        writer.Text(append.Conversation).Long(append.ExpectedSequence).Flag(append.Checkpoint);
        WriteEvents(writer, append.Events);
        writer.Text(append.OpenWork?.Work).Flag(append.OpenWork?.Row is not null);
        if (append.OpenWork?.Row is { } row) WriteWork(writer, row);
    }

    public static JournalAppend ReadAppend(PayloadReader reader)
    {
        var (conversation, expected, checkpoint) = (reader.Text(), reader.Long(), reader.Flag());
        var events = reader.Many(static reader => reader.Bytes());
        var (work, hasRow) = (reader.TextOrNull(), reader.Flag());
        return new JournalAppend(conversation, expected, events, checkpoint, work is null ? null : new OpenWorkChange(work, hasRow ? ReadWork(reader) : null));
    }

    public static void WriteEvents(PayloadWriter writer, IReadOnlyList<JournalEvent> events)
    {
        writer.Int(events.Count);
        foreach (var e in events) writer.Long(e.Sequence).Bytes(e.Payload.Span);
    }

    public static IReadOnlyList<JournalEvent> ReadEvents(PayloadReader reader) => reader.Many(static reader => new JournalEvent(reader.Long(), reader.Bytes()));

    public static void WriteFeed(PayloadWriter writer, IReadOnlyList<FeedItem> items)
    {
        writer.Int(items.Count);
        foreach (var item in items)
        {
            writer.Long(item.Position).Text(item.Conversation).Long(item.FirstSequence);
            WriteEvents(writer, item.Events);
            writer.Flag(item.Checkpoint);
        }
    }

    public static IReadOnlyList<FeedItem> ReadFeedItems(PayloadReader reader) =>
        reader.Many(static reader => new FeedItem(reader.Long(), reader.Text(), reader.Long(), reader.Many(static reader => reader.Bytes()), reader.Flag()));

    public static void WriteWorks(PayloadWriter writer, IReadOnlyList<OpenWork> rows)
    {
        writer.Int(rows.Count);
        foreach (var row in rows) WriteWork(writer, row);
    }

    public static IReadOnlyList<OpenWork> ReadWorks(PayloadReader reader) => reader.Many(ReadWork);

    private static void WriteEvents(PayloadWriter writer, IReadOnlyList<ReadOnlyMemory<byte>> events)
    {
        writer.Int(events.Count);
        for (var i = 0; i < events.Count; i++) writer.Bytes(events[i].Span);
    }

    private static void WriteWork(PayloadWriter writer, OpenWork row) => writer
        .Text(row.Work).Text(row.Queue).Long(row.Epoch).Time(row.Arrival).Time(row.DueTime).Time(row.NextStepAt).Int(row.Weight)
        .Text(row.Preferred).Time(row.PreferredUntil).Text(row.Topic).Int(row.Reason).Text(row.CustomerName).Text(row.Request);

    private static OpenWork ReadWork(PayloadReader reader) => new(
        reader.Text(), reader.TextOrNull(), reader.Long(), reader.Time(), reader.Time(), reader.Time(), reader.Int(),
        reader.TextOrNull(), reader.TimeOrNull(), reader.TextOrNull(), reader.Int(), reader.TextOrNull(), reader.TextOrNull());
}
