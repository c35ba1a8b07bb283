using System.Text;
using Reception.Domain.Journal;

namespace Reception.Storage.Tests;

/// <summary>What every journal promises, whatever it is made of.</summary>
public abstract class ConversationJournalSpecification : IAsyncLifetime
{
    protected const string Ann = "demo/web/c-ann";
    protected const string Bob = "demo/web/c-bob";

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    protected IConversationJournal Journal { get; private set; } = null!;

    protected abstract ValueTask<IConversationJournal> OpenAsync();

    /// <summary>Ends the journal and opens it again on the same data.</summary>
    protected abstract ValueTask<IConversationJournal> ReopenAsync();

    /// <summary>The same data as another writer has it that knows nothing of the first.</summary>
    protected abstract ValueTask<IConversationJournal> OpenSecondAsync();

    public async ValueTask InitializeAsync() => Journal = await OpenAsync();

    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Append_FirstEvents_AreReadBackInOrder()
    {
        Assert.Equal(AppendOutcome.Appended, await Journal.AppendAsync(Events.Of(Ann, 0, "a", "b", "c"), Stop));

        Assert.Equal(["1:a", "2:b", "3:c"], Events.Texts(await Journal.ReadAsync(Ann, 0, 10, Stop)));
    }

    [Fact]
    public async Task Append_ToAnotherConversation_LeavesTheFirstAlone()
    {
        await Journal.AppendAsync(Events.Of(Ann, 0, "a"), Stop);
        await Journal.AppendAsync(Events.Of(Bob, 0, "b"), Stop);

        Assert.Equal(["1:a"], Events.Texts(await Journal.ReadAsync(Ann, 0, 10, Stop)));
        Assert.Equal(["1:b"], Events.Texts(await Journal.ReadAsync(Bob, 0, 10, Stop)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Append_WithAnotherSequence_IsAConflictAndWritesNothing(long expected)
    {
        await Journal.AppendAsync(Events.Of(Ann, 0, "a", "b"), Stop);

        Assert.Equal(AppendOutcome.Conflict, await Journal.AppendAsync(Events.Of(Ann, expected, "x"), Stop));
        Assert.Equal(["1:a", "2:b"], Events.Texts(await Journal.ReadAsync(Ann, 0, 10, Stop)));
    }

    [Fact]
    public async Task Append_ManyAtOnceWithOneSequence_ExactlyOneWins()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => Task.Run(() => Journal.AppendAsync(Events.Of(Ann, 0, $"{i}"), Stop).AsTask())));

        Assert.Single(outcomes, AppendOutcome.Appended);
        Assert.Single(await Journal.ReadAsync(Ann, 0, 100, Stop));
    }

    [Fact]
    public async Task Append_WithAConflictBesideIt_IsNotRefused()
    {
        await Journal.AppendAsync(Events.Of(Ann, 0, "a"), Stop);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() =>
            Journal.AppendAsync(i % 2 == 0 ? Events.Of(Ann, 7, "never") : Events.Of($"demo/web/{i}", 0, "x"), Stop).AsTask())));

        Assert.Equal(20, outcomes.Count(outcome => outcome == AppendOutcome.Appended));
        Assert.Equal(1, await Journal.GetLastSequenceAsync(Ann, Stop));
    }

    [Fact]
    public async Task Append_OversizedEvent_IsRefusedToItsCallerAlone()
    {
        var huge = new JournalAppend(Ann, 0, [new byte[256 * 1024 + 1]], false, null);
        var good = Journal.AppendAsync(Events.Of(Bob, 0, "b"), Stop);

        await Assert.ThrowsAsync<ArgumentException>(async () => await Journal.AppendAsync(huge, Stop));
        Assert.Equal(AppendOutcome.Appended, await good);
        Assert.Equal(0, await Journal.GetLastSequenceAsync(Ann, Stop));
    }

    [Fact]
    public async Task Append_MessageOfOneMegabyte_IsRefusedAndTheNextOneIsNot()
    {
        await Assert.ThrowsAsync<ArgumentException>(async () => await Journal.AppendAsync(new JournalAppend(Ann, 0, [new byte[1 << 20]], false, null), Stop));

        Assert.Equal(AppendOutcome.Appended, await Journal.AppendAsync(Events.Of(Ann, 0, "short"), Stop));
        Assert.Equal(["1:short"], Events.Texts(await Journal.ReadAsync(Ann, 0, 10, Stop)));
    }

    [Fact]
    public async Task Append_BySecondWriter_FencesTheFirst()
    {
        await Journal.AppendAsync(Events.Of(Ann, 0, "first"), Stop);
        var second = await OpenSecondAsync();
        Assert.Equal(AppendOutcome.Appended, await second.AppendAsync(Events.Of(Ann, 1, "second"), Stop));

        Assert.Equal(AppendOutcome.Conflict, await Journal.AppendAsync(Events.Of(Ann, 1, "late"), Stop));
        Assert.Equal(["1:first", "2:second"], Events.Texts(await Journal.ReadAsync(Ann, 0, 10, Stop)));
        Assert.Equal(AppendOutcome.Appended, await Journal.AppendAsync(Events.Of(Ann, 2, "third"), Stop));
        Assert.Equal(3, await second.GetLastSequenceAsync(Ann, Stop));
    }

    [Fact]
    public async Task Append_TwoWritersTakingTurns_LoseAndDoubleNothing()
    {
        const int Each = 40;
        var second = await OpenSecondAsync();
        await Task.WhenAll(Write(Journal, "a"), Write(second, "b"));

        var events = Events.Texts(await Journal.ReadAsync(Ann, 0, 1_000, Stop)).ToArray();
        Assert.Equal(Enumerable.Range(1, 2 * Each), events.Select(text => int.Parse(text.Split(':')[0], null)));
        foreach (var writer in new[] { "a", "b" }) Assert.Equal(Enumerable.Range(0, Each).Select(i => $"{writer}{i}"), events.Select(text => text.Split(':')[1]).Where(text => text[0] == writer[0]));
        var feed = await ReadWholeFeedAsync(Journal, 2 * Each);
        Assert.Equal(events, feed.SelectMany(item => item.Events.Select((payload, i) => $"{item.FirstSequence + i}:{Encoding.UTF8.GetString(payload.Span)}")));

        async Task Write(IConversationJournal journal, string name)
        {
            for (var i = 0; i < Each;)
            {
                var last = await journal.GetLastSequenceAsync(Ann, Stop);
                if (await journal.AppendAsync(Events.Of(Ann, last, $"{name}{i}"), Stop) == AppendOutcome.Appended) i++;
            }
        }
    }

    [Fact]
    public async Task Read_ConversationOfTenThousandEvents_IsWholeFromAnywhere()
    {
        const int Appends = 200, Each = 50;
        for (var i = 0; i < Appends; i++)
            await Journal.AppendAsync(new JournalAppend(Ann, i * Each, [.. Enumerable.Range(0, Each).Select(e => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes($"{i * Each + e + 1}".PadRight(300)))], i % 8 == 0, null), Stop);
        var again = await ReopenAsync();

        Assert.Equal(Enumerable.Range(1, 10_000), Numbers(await again.ReadAsync(Ann, 0, int.MaxValue, Stop)));
        Assert.Equal(Enumerable.Range(5_001, 25), Numbers(await again.ReadAsync(Ann, 5_000, 25, Stop)));
        Assert.Equal(Enumerable.Range(9_990, 11), Numbers(await again.ReadAsync(Ann, 9_989, 100, Stop)));
        Assert.Equal(Enumerable.Range(9_601, 400), Numbers(await again.ReadFromCheckpointAsync(Ann, Stop)));
        Assert.Equal(AppendOutcome.Appended, await again.AppendAsync(Events.Of(Ann, 10_000, "more"), Stop));

        static IEnumerable<int> Numbers(IEnumerable<JournalEvent> events) => events.Select(e =>
        {
            Assert.Equal(e.Sequence, int.Parse(Encoding.UTF8.GetString(e.Payload.Span), null));
            return (int)e.Sequence;
        });
    }

    [Fact]
    public async Task Append_LargestEvent_IsReadBackWhole()
    {
        var payload = new byte[256 * 1024];
        new Random(1).NextBytes(payload);
        await Journal.AppendAsync(new JournalAppend(Ann, 0, [payload, Array.Empty<byte>()], false, null), Stop);

        var events = await Journal.ReadAsync(Ann, 0, 2, Stop);

        Assert.Equal(payload, events[0].Payload.ToArray());
        Assert.Equal(0, events[1].Payload.Length);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(257)]
    public async Task Append_NumberOfEventsOutOfBounds_IsMisuse(int count)
    {
        var append = new JournalAppend(Ann, 0, [.. Enumerable.Repeat<ReadOnlyMemory<byte>>(new byte[1], count)], false, null);

        await Assert.ThrowsAsync<ArgumentException>(async () => await Journal.AppendAsync(append, Stop));
    }

    [Fact]
    public async Task Append_Cancelled_ThrowsAndWritesNothing()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Journal.AppendAsync(Events.Of(Ann, 0, "a"), new CancellationToken(canceled: true)));

        Assert.Equal(0, await Journal.GetLastSequenceAsync(Ann, Stop));
    }

    [Fact]
    public async Task GetLastSequence_NeverWrittenTo_IsZero() => Assert.Equal(0, await Journal.GetLastSequenceAsync(Ann, Stop));

    [Fact]
    public async Task Read_NeverWrittenTo_IsEmpty()
    {
        Assert.Empty(await Journal.ReadAsync(Ann, 0, 10, Stop));
        Assert.Empty(await Journal.ReadFromCheckpointAsync(Ann, Stop));
    }

    [Theory]
    [InlineData(0, 2, "1,2")]
    [InlineData(1, 2, "2,3")]
    [InlineData(3, 3, "4,5,6")]
    [InlineData(4, 100, "5,6,7")]
    [InlineData(7, 5, "")]
    [InlineData(99, 5, "")]
    public async Task Read_AfterASequence_StartsThereAndStopsAtTheBound(long after, int max, string expected)
    {
        await Journal.AppendAsync(Events.Of(Ann, 0, "a", "b", "c"), Stop);
        await Journal.AppendAsync(Events.Of(Ann, 3, "d"), Stop);
        await Journal.AppendAsync(Events.Of(Ann, 4, "e", "f", "g"), Stop);

        Assert.Equal(expected, string.Join(',', (await Journal.ReadAsync(Ann, after, max, Stop)).Select(e => e.Sequence)));
    }

    [Fact]
    public async Task ReadFromCheckpoint_WithoutOne_ReadsAll()
    {
        await Journal.AppendAsync(Events.Of(Ann, 0, "a"), Stop);
        await Journal.AppendAsync(Events.Of(Ann, 1, "b"), Stop);

        Assert.Equal(["1:a", "2:b"], Events.Texts(await Journal.ReadFromCheckpointAsync(Ann, Stop)));
    }

    [Fact]
    public async Task ReadFromCheckpoint_WithSeveral_StartsAtTheNewest()
    {
        await Journal.AppendAsync(Events.Of(Ann, 0, "a"), Stop);
        await Journal.AppendAsync(Events.Of(Ann, 1, "state1", "b") with { Checkpoint = true }, Stop);
        await Journal.AppendAsync(Events.Of(Ann, 3, "state2", "c") with { Checkpoint = true }, Stop);
        await Journal.AppendAsync(Events.Of(Ann, 5, "d"), Stop);

        Assert.Equal(["4:state2", "5:c", "6:d"], Events.Texts(await Journal.ReadFromCheckpointAsync(Ann, Stop)));
    }

    [Fact]
    public async Task ReadFeed_ReturnsAppendsOfAllConversationsInCommitOrder()
    {
        await Journal.AppendAsync(Events.Of(Ann, 0, "a", "b"), Stop);
        await Journal.AppendAsync(Events.Of(Bob, 0, "c"), Stop);
        await Journal.AppendAsync(Events.Of(Ann, 2, "d") with { Checkpoint = true }, Stop);

        var feed = await Journal.ReadFeedAsync(0, 10, Stop);

        Assert.Equal([$"{Ann}@1:a,b", $"{Bob}@1:c", $"{Ann}@3:d"], feed.Select(Events.Text));
        Assert.Equal([false, false, true], feed.Select(item => item.Checkpoint));
        Assert.Equal(feed.Select(item => item.Position).Order(), feed.Select(item => item.Position));
    }

    [Fact]
    public async Task ReadFeed_PageByPageWhileOthersAppend_MissesAndRepeatsNothing()
    {
        const int Writers = 8, Each = 50;
        var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(w => Task.Run(async () =>
        {
            for (var i = 0; i < Each; i++) await Journal.AppendAsync(Events.Of($"demo/web/{w}", i, $"{i}"), Stop);
        })));
        var seen = new List<FeedItem>();
        while (seen.Count < Writers * Each) seen.AddRange(await Journal.ReadFeedAsync(seen.Count == 0 ? 0 : seen[^1].Position, 7, Stop));
        await writing;

        Assert.Empty(await Journal.ReadFeedAsync(seen[^1].Position, 7, Stop));
        Assert.All(seen.GroupBy(item => item.Conversation), items => Assert.Equal(Enumerable.Range(1, Each).Select(i => (long)i), items.Select(item => item.FirstSequence)));
    }

    [Fact]
    public async Task Reopen_AfterAppends_HasThemAllAndGoesOn()
    {
        for (var i = 0; i < 20; i++) await Journal.AppendAsync(Events.Of(i % 2 == 0 ? Ann : Bob, i / 2, $"{i}"), Stop);

        var again = await ReopenAsync();

        Assert.Equal(10, await again.GetLastSequenceAsync(Ann, Stop));
        Assert.Equal(AppendOutcome.Conflict, await again.AppendAsync(Events.Of(Bob, 9, "x"), Stop));
        Assert.Equal(AppendOutcome.Appended, await again.AppendAsync(Events.Of(Bob, 10, "x"), Stop));
        Assert.Equal(["10:19", "11:x"], Events.Texts(await again.ReadAsync(Bob, 9, 10, Stop)));
    }

    [Fact]
    public async Task Append_ConversationsAtOnce_EachHasAGapFreeSequence()
    {
        const int Conversations = 50, Each = 20;
        await Task.WhenAll(Enumerable.Range(0, Conversations).Select(c => Task.Run(async () =>
        {
            for (var i = 0; i < Each; i++)
                Assert.Equal(AppendOutcome.Appended, await Journal.AppendAsync(new JournalAppend($"demo/web/{c}", i, [Encoding.UTF8.GetBytes($"{c}-{i}")], i % 7 == 6, null), Stop));
        })));

        for (var c = 0; c < Conversations; c++)
            Assert.Equal(Enumerable.Range(0, Each).Select(i => $"{i + 1}:{c}-{i}"), Events.Texts(await Journal.ReadAsync($"demo/web/{c}", 0, 100, Stop)));
    }

    /// <summary>The feed from its start until it has so many items and no more.</summary>
    protected static async Task<List<FeedItem>> ReadWholeFeedAsync(IConversationJournal journal, int items)
    {
        var feed = new List<FeedItem>();
        while (feed.Count < items) feed.AddRange(await journal.ReadFeedAsync(feed.Count == 0 ? 0 : feed[^1].Position, 100, Stop));
        Assert.Empty(await journal.ReadFeedAsync(feed[^1].Position, 100, Stop));
        return feed;
    }
}
