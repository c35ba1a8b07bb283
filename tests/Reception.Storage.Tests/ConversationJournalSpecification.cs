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
        await Journal.AppendAsync(Events.Of(Ann, 2, "d"), Stop);

        var feed = await Journal.ReadFeedAsync(0, 10, Stop);

        Assert.Equal([$"{Ann}@1:a,b", $"{Bob}@1:c", $"{Ann}@3:d"], feed.Select(Events.Text));
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
}
