using Reception.Domain.Journal;
using Reception.Storage.Journal;

namespace Reception.Storage.Sqlite;

/// <summary>One append: refused when the conversation's last sequence is another, else a row and the open-work change.</summary>
internal sealed class AppendWrite(JournalAppend append, ConversationHash key, JournalInstruments instruments) : StoreWrite<AppendOutcome>
{
    public override int Size { get; } = EventFrame.Size(append.Events);

    public override void Apply(WriteSession session)
    {
        var tail = session.TailOf(key);
        Result = tail.Sequence == append.ExpectedSequence ? AppendOutcome.Appended : AppendOutcome.Conflict;
        if (Result == AppendOutcome.Conflict) return;
        var position = session.Advance(key, append.ExpectedSequence + append.Events.Count);
        JournalSql.Insert(session, position, tail.Sequence == 0 ? 0 : tail.Position, append);
        if (append.OpenWork is { } change) OpenWorkSql.Change(session, change);
    }

    public override void Complete()
    {
        if (Result == AppendOutcome.Appended) instruments.OnAppended();
        else instruments.OnConflict();
        base.Complete();
    }
}
