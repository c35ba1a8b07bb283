using Reception.LoadTest.Checking.Rules;
using Reception.LoadTest.Checking.Stored;

namespace Reception.LoadTest.Checking;

/// <summary>Takes the journal's rows in the order of commits, keeps every conversation's small state, and shows each event to the rules.</summary>
internal sealed class JournalFold(IReadOnlyList<IJournalRule> rules, QueueStays queues)
{
    private readonly Dictionary<string, StoredThread> _threads = new(StringComparer.Ordinal);

    public long Events { get; private set; }

    public long Conversations => _threads.Count;

    /// <summary>The time of the newest event, UTC ticks.</summary>
    public long End { get; private set; }

    public StoredThread? Find(string conversation) => _threads.GetValueOrDefault(conversation);

    public void Read(JournalFile journal)
    {
        journal.ReadRows(journal.LastPosition, OnRow);
        foreach (var rule in rules) rule.OnEnd(_threads.Values);
    }

    public void OnRow(in StoredRow row, string conversation, ReadOnlySpan<byte> payload)
    {
        if (!_threads.TryGetValue(conversation, out var thread)) _threads[conversation] = thread = new StoredThread(conversation);
        foreach (var rule in rules) rule.OnRow(row, thread);
        var number = row.First;
        for (var at = 0; at < payload.Length;)
        {
            var length = JournalFile.NextEvent(payload, ref at);
            OnEvent(EventReading.Read(payload.Slice(at, length), row.Position, number++), thread);
            at += length;
        }
        (thread.Position, thread.Events) = (row.Position, row.First + row.Count - 1);
    }

    private void OnEvent(in StoredEvent happened, StoredThread thread)
    {
        Events++;
        End = Math.Max(End, happened.At);
        var before = thread.Owner;
        thread.Owner = before.After(happened, thread.IsOrder).Owner;
        foreach (var rule in rules) rule.OnEvent(happened, thread, before);
        queues.OnEvent(happened, thread, before);
        if (happened.IsLine) thread.Lines = happened.Sequence;
        if (happened is { Kind: EventKind.Said, ClientId: { } id }) thread.AddSaid(id, happened.Sequence);
        if (thread.Owner.Agent is { } agent && thread.Owner.Epoch != before.Epoch) thread.AddAgent(thread.Owner.Epoch, agent);
        if (happened.Kind == EventKind.Promised) thread.Promises++;
        else if (happened.Kind == EventKind.PromiseKept) thread.Promises--;
    }
}
