using Reception.Domain.Journal;
using Reception.Storage.Azure.Journal;
using Reception.Storage.Tests.Azure.Client;

namespace Reception.Storage.Tests.Azure.Journal;

/// <summary>Segments, names, and how many requests a long conversation costs.</summary>
public sealed class AzureJournalLayoutTests(AzuriteFixture azurite)
{
    private const string Ann = "demo/web/c-ann";
    private readonly AzureFolder _folder = new(azurite);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Append_PastTheBlocksOfABlob_GoesOnInTheNextOne()
    {
        const int Appends = 30;
        var store = await _folder.OpenAsync(options => options.BlocksPerBlob = 4);
        var journal = new AzureConversationJournal(store);
        for (var i = 0; i < Appends; i++) Assert.Equal(AppendOutcome.Appended, await journal.AppendAsync(Events.Of(Ann, i, $"{i}") with { Checkpoint = i == 12 }, Stop));

        var other = new AzureConversationJournal(await _folder.OpenAsync(options => options.BlocksPerBlob = 4));
        Assert.Equal(Enumerable.Range(0, Appends).Select(i => $"{i + 1}:{i}"), Events.Texts(await other.ReadAsync(Ann, 0, 100, Stop)));
        Assert.Equal(Enumerable.Range(12, Appends - 12).Select(i => $"{i + 1}:{i}"), Events.Texts(await other.ReadFromCheckpointAsync(Ann, Stop)));
        Assert.Equal(["21:20", "22:21"], Events.Texts(await other.ReadAsync(Ann, 20, 2, Stop)));
        Assert.Equal(AppendOutcome.Conflict, await other.AppendAsync(Events.Of(Ann, Appends - 1, "x"), Stop));
        Assert.Equal(AppendOutcome.Appended, await other.AppendAsync(Events.Of(Ann, Appends, "x"), Stop));
        Assert.True(await store.JournalBlobs(BlobKey.Of(Ann)).ListAsync(BlobKey.Of(Ann).Names, Stop).CountAsync(Stop) >= 7);
        Assert.True(await store.FeedBlobs.ListAsync("feed-", Stop).CountAsync(Stop) >= 7);
        var feed = new List<FeedItem>();
        while (feed.Count < Appends + 1) feed.AddRange(await other.ReadFeedAsync(feed.Count == 0 ? 0 : feed[^1].Position, 7, Stop));
        Assert.Equal(Enumerable.Range(1, Appends + 1).Select(i => (long)i), feed.Select(item => item.FirstSequence));
        Assert.Empty(_folder.Damages.Found);
    }

    [Fact]
    public async Task ReadFromCheckpoint_ConversationOfTenThousandEvents_CostsThreeRequests()
    {
        var journal = new AzureConversationJournal(await _folder.OpenAsync());
        for (var i = 0; i < 100; i++)
            await journal.AppendAsync(new JournalAppend(Ann, i * 100, [.. Enumerable.Repeat<ReadOnlyMemory<byte>>(new byte[300], 100)], i % 4 == 0, null), Stop);
        var requests = 0;
        var counting = new Faults(_ => Interlocked.Increment(ref requests) < 0, LostAnswer.Refused) { Next = int.MaxValue };
        var store = await _folder.OpenAsync(options => options.Client.Wrap = counting.Over);
        await store.EnsureOpenAsync();
        requests = 0;

        Assert.Equal(400, (await new AzureConversationJournal(store).ReadFromCheckpointAsync(Ann, Stop)).Count);
        Assert.InRange(requests, 1, 3);
    }

    [Fact]
    public void Name_OfAConversation_IsFrozen()
    {
        Assert.Equal("17ad5a286ba3d12917c9ae7bcc951954/3e9fd91a37c12699-0003", BlobKey.Of(Ann).Name(3));
        Assert.Equal(BlobKey.Of(Ann), BlobKey.Parse(BlobKey.Of(Ann).Name(3)));
        Assert.Equal(BlobKey.CustomerOf("demo", "c-ann"), BlobKey.Of("demo/app/c-ann").Customer);
    }

    [Fact]
    public void Frame_OfAnAppend_IsFrozen() => Assert.Equal("524a463101010e004f00000002000000070000000000000080020000000000006300000000000000000000000000000064656d6f2f7765622f632d616e6e02010201034f000000f3ccb96031524a46",
        Convert.ToHexStringLower(JournalFrame.Write(FrameKind.Events, true, Ann, 7, 2, 640, 99, JournalFrame.BodyOf([new byte[] { 1, 2 }, new byte[] { 3 }]).WrittenSpan)));

    [Fact]
    public void Record_OfTheFeed_IsFrozen()
    {
        var bytes = new byte[FeedRecord.Size];
        var record = new FeedRecord(BlobKey.Of(Ann), 1, 4_096, 300, 7, 2, 0x1122334455667788);
        record.Write(bytes);
        Assert.Equal("fe0102002c010000541995cc7baec91729d1a36b285aad179926c1371ad99f3e01000000001000000000000007000000000000008877665544332211e8f00924", Convert.ToHexStringLower(bytes));
        Assert.Equal(record, FeedRecord.Read(bytes));
        bytes[40] ^= 1;
        Assert.Null(FeedRecord.Read(bytes));
    }
}
