using Reception.Clustering.Link;
using Reception.Domain.Journal;

namespace Reception.Storage.Remote;

/// <summary>The store's end of <see cref="JournalCalls"/>.</summary>
internal sealed class JournalCallHandler(IConversationJournal journal, IOpenWorkIndex index)
{
    public static bool Handles(byte operation) => operation is >= JournalCalls.Append and <= JournalCalls.Reschedule;

    public ValueTask HandleAsync(byte operation, PayloadReader request, PayloadWriter answer) => operation switch
    {
        JournalCalls.Append => AppendAsync(request, answer),
        JournalCalls.LastSequence => LastSequenceAsync(request, answer),
        JournalCalls.Read => EventsAsync(journal.ReadAsync(request.Text(), request.Long(), request.Int()), answer),
        JournalCalls.ReadFromCheckpoint => EventsAsync(journal.ReadFromCheckpointAsync(request.Text()), answer),
        JournalCalls.ReadFeed => FeedAsync(request, answer),
        JournalCalls.Due => WorksAsync(index.GetDueAsync(request.Int(), request.Time(), request.Int()), answer),
        JournalCalls.Waiting => WorksAsync(index.GetWaitingAsync(request.Text()), answer),
        JournalCalls.Queues => QueuesAsync(answer),
        JournalCalls.Reschedule => index.RescheduleAsync(request.Text(), request.Long(), request.TimeOrNull()),
        _ => throw new NotSupportedException($"The store knows no operation {operation}."),
    };

    private async ValueTask AppendAsync(PayloadReader request, PayloadWriter answer) =>
        answer.Byte((byte)await journal.AppendAsync(JournalCalls.ReadAppend(request)).ConfigureAwait(false));

    private async ValueTask LastSequenceAsync(PayloadReader request, PayloadWriter answer) =>
        answer.Long(await journal.GetLastSequenceAsync(request.Text()).ConfigureAwait(false));

    private static async ValueTask EventsAsync(ValueTask<IReadOnlyList<JournalEvent>> events, PayloadWriter answer) =>
        JournalCalls.WriteEvents(answer, await events.ConfigureAwait(false));

    private async ValueTask FeedAsync(PayloadReader request, PayloadWriter answer) =>
        JournalCalls.WriteFeed(answer, await journal.ReadFeedAsync(request.Long(), request.Int()).ConfigureAwait(false));

    private static async ValueTask WorksAsync(ValueTask<IReadOnlyList<OpenWork>> works, PayloadWriter answer) =>
        JournalCalls.WriteWorks(answer, await works.ConfigureAwait(false));

    private async ValueTask QueuesAsync(PayloadWriter answer)
    {
        var queues = await index.GetQueuesAsync().ConfigureAwait(false);
        answer.Int(queues.Count);
        foreach (var queue in queues) answer.Text(queue);
    }
}
