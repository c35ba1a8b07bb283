using System.Diagnostics;
using Reception.Domain.Journal;
using Reception.Tests;

namespace Reception.Storage.Tests;

/// <summary>A process that appends is killed at any moment: what it said was acknowledged is there, once, and the next writer goes on.</summary>
public abstract class KilledWriterSpecification : IAsyncDisposable
{
    private const string Conversation = "demo/web/sequential";

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Starts a process that appends 0, 1, 2 … and prints how many were acknowledged after each.</summary>
    protected abstract ValueTask<Process> StartAsync(int round);

    /// <summary>The journal that it wrote, opened by a process that knows nothing of it.</summary>
    protected abstract ValueTask<IConversationJournal> OpenAsync(int round);

    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Append_WriterKilled_EveryAcknowledgedAppendIsThereOnce()
    {
        var random = new Random(TestRun.SeedFor(GetType().Name));
        for (var round = 0; round < TestRun.Cases(share: 3, all: 200); round++)
        {
            var until = random.Next(1, 120);
            using var child = await StartAsync(round);
            var errors = child.StandardError.ReadToEndAsync(Stop);
            var acknowledged = 0;
            while (acknowledged < until && await child.StandardOutput.ReadLineAsync(Stop) is { } line) acknowledged = int.Parse(line, null);
            SpinFor(random.Next(0, 20_000)); // somewhere in the next append
            child.Kill();
            await child.WaitForExitAsync(Stop);
            Assert.True(acknowledged >= until, $"The writer ended by itself after {acknowledged}: {await errors}");

            var journal = await OpenAsync(round);
            var events = await journal.ReadAsync(Conversation, 0, int.MaxValue, Stop);
            Assert.True(events.Count >= acknowledged, $"round {round}: {acknowledged} were acknowledged, {events.Count} are there");
            Assert.Equal(Enumerable.Range(0, events.Count), events.Select(e => BitConverter.ToInt32(e.Payload.Span)));
            Assert.Equal(AppendOutcome.Appended, await journal.AppendAsync(new JournalAppend(Conversation, events.Count, [BitConverter.GetBytes(events.Count)], false, null), Stop));
            var feed = await FeedAsync(journal, events.Count + 1);
            Assert.Equal(Enumerable.Range(1, events.Count + 1).Select(i => (long)i), feed);
        }
    }

    private static async Task<List<long>> FeedAsync(IConversationJournal journal, int count)
    {
        var (sequences, position) = (new List<long>(), 0L);
        while (sequences.Count < count)
            foreach (var item in await journal.ReadFeedAsync(position, 100, Stop))
            {
                sequences.Add(item.FirstSequence);
                position = item.Position;
            }
        return sequences;
    }

    private static void SpinFor(int microseconds)
    {
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started).TotalMicroseconds < microseconds;) Thread.SpinWait(20);
    }
}
