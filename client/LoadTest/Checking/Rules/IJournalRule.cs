using Reception.LoadTest.Checking.Stored;

namespace Reception.LoadTest.Checking.Rules;

/// <summary>A rule that sees the journal go by in the order of commits. The thread is as it was before the row or event; its owner stands in it after.</summary>
internal interface IJournalRule
{
    void OnRow(in StoredRow row, StoredThread thread);

    /// <param name="before">Who owned it before the event; <see cref="StoredThread.Owner"/> is who owns it now.</param>
    void OnEvent(in StoredEvent happened, StoredThread thread, in StoredOwner before);

    void OnEnd(IReadOnlyCollection<StoredThread> threads);
}
