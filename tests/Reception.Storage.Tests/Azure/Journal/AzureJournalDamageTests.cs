using Reception.Domain.Journal;
using Reception.Storage.Azure;
using Reception.Storage.Azure.Client;
using Reception.Storage.Azure.Journal;

namespace Reception.Storage.Tests.Azure.Journal;

/// <summary>Bytes that are not what was written: found, reported, and the rest is read and written on.</summary>
public sealed class AzureJournalDamageTests(AzuriteFixture azurite)
{
    private const string Ann = "demo/web/c-ann";
    private const string Bob = "demo/web/c-bob";
    private static readonly BlobKey Key = BlobKey.Of(Ann);

    private readonly AzureFolder _folder = new(azurite);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(-1)]
    [InlineData(-20)]
    [InlineData(-70)]
    public async Task Read_TailCorrupted_ReportsItAndReadsTheRest(int at)
    {
        await WriteAsync(4);
        await SpoilAsync(bytes => bytes[bytes.Length + at] ^= 0x10);
        var journal = new AzureConversationJournal(await _folder.OpenAsync());

        Assert.Equal(3, await journal.GetLastSequenceAsync(Ann, Stop));
        Assert.Equal(["1:e1", "2:e2", "3:e3"], Events.Texts(await journal.ReadFromCheckpointAsync(Ann, Stop)));
        Assert.Contains(_folder.Damages.Found, damage => damage.Kind == DamageKind.Corrupted && damage.Blob == Key.Name(0));
    }

    [Fact]
    public async Task Append_TailCorrupted_GoesOnInANewSegmentForEveryWriter()
    {
        await WriteAsync(4);
        var stale = new AzureConversationJournal(await _folder.OpenAsync());
        await stale.GetLastSequenceAsync(Ann, Stop);
        await SpoilAsync(bytes => bytes[^30] ^= 1);
        var journal = new AzureConversationJournal(await _folder.OpenAsync());

        Assert.Equal(AppendOutcome.Appended, await journal.AppendAsync(Events.Of(Ann, 3, "again4"), Stop));
        Assert.Equal(AppendOutcome.Conflict, await stale.AppendAsync(Events.Of(Ann, 3, "stale4"), Stop));
        Assert.Equal(AppendOutcome.Appended, await stale.AppendAsync(Events.Of(Ann, 4, "e5"), Stop));
        var third = new AzureConversationJournal(await _folder.OpenAsync());
        Assert.Equal(["1:e1", "2:e2", "3:e3", "4:again4", "5:e5"], Events.Texts(await third.ReadAsync(Ann, 0, 100, Stop)));
    }

    [Fact]
    public async Task Read_MiddleCorrupted_ReportsTheGapAndReadsWhatIsBehindIt()
    {
        await WriteAsync(6);
        await SpoilAsync(bytes => bytes[bytes.Length / 2] ^= 1);
        var journal = new AzureConversationJournal(await _folder.OpenAsync());

        var read = Events.Texts(await journal.ReadAsync(Ann, 0, 100, Stop)).ToArray();
        Assert.Equal(5, read.Length);
        Assert.Equal(("1:e1", "6:e6"), (read[0], read[^1]));
        Assert.Contains(_folder.Damages.Found, damage => damage.Kind == DamageKind.Corrupted);
        Assert.Contains(_folder.Damages.Found, damage => damage.Kind == DamageKind.Gap && damage.Extent == 1);
        Assert.Equal(AppendOutcome.Appended, await journal.AppendAsync(Events.Of(Ann, 6, "e7"), Stop));
    }

    [Fact]
    public async Task Append_BlobShorterThanAcknowledged_IsAConflictAndReported()
    {
        var journal = await WriteAsync(4);
        await SpoilAsync(_ => { }, frames: 2);

        Assert.Equal(AppendOutcome.Conflict, await journal.AppendAsync(Events.Of(Ann, 4, "e5"), Stop));
        Assert.Contains(_folder.Damages.Found, damage => damage.Kind == DamageKind.Short && damage.Blob == Key.Name(0));
        Assert.Equal(["1:e1", "2:e2"], Events.Texts(await journal.ReadFromCheckpointAsync(Ann, Stop)));
        Assert.Equal(AppendOutcome.Appended, await journal.AppendAsync(Events.Of(Ann, 2, "e3 again"), Stop));
    }

    [Fact]
    public async Task Read_BlobShorterThanAcknowledged_IsReported()
    {
        var journal = await WriteAsync(4);
        await SpoilAsync(_ => { }, frames: 3);

        Assert.Equal(3, await journal.GetLastSequenceAsync(Ann, Stop));
        Assert.Contains(_folder.Damages.Found, damage => damage.Kind == DamageKind.Short);
    }

    [Fact]
    public async Task ReadFeed_BlobShorterThanTheFeedKnows_IsReportedByAProcessThatNeverSawIt()
    {
        await WriteAsync(4);
        await SpoilAsync(_ => { }, frames: 2);
        var journal = new AzureConversationJournal(await _folder.OpenAsync());
        await journal.AppendAsync(Events.Of(Bob, 0, "b"), Stop);

        var items = new List<FeedItem>();
        while (items.Count < 3) items.AddRange(await journal.ReadFeedAsync(items.Count == 0 ? 0 : items[^1].Position, 10, Stop));

        Assert.Equal([$"{Ann}@1:e1", $"{Ann}@2:e2", $"{Bob}@1:b"], items.Select(Events.Text));
        Assert.Contains(_folder.Damages.Found, damage => damage.Kind == DamageKind.Short && damage.Blob == Key.Name(0));
    }

    [Fact]
    public async Task ReadFeed_FeedShorterThanAPosition_GoesOnBehindIt()
    {
        var journal = await WriteAsync(4);
        var last = (await journal.ReadFeedAsync(0, 10, Stop))[^1].Position;
        await RewriteAsync(FeedBlobs(await _folder.OpenAsync()), FeedWriter.Name(0), bytes => bytes[..(2 * FeedRecord.Size)]);
        var other = new AzureConversationJournal(await _folder.OpenAsync());

        Assert.Empty(await other.ReadFeedAsync(last, 10, Stop));
        Assert.Contains(_folder.Damages.Found, damage => damage.Kind == DamageKind.Short && damage.Blob == FeedWriter.Name(0));
        await other.AppendAsync(Events.Of(Bob, 0, "b"), Stop);
        Assert.Equal([$"{Bob}@1:b"], (await other.ReadFeedAsync(last, 10, Stop)).Select(Events.Text));
        await journal.AppendAsync(Events.Of(Bob, 1, "c"), Stop);
        Assert.Equal([$"{Bob}@1:b", $"{Bob}@2:c"], (await other.ReadFeedAsync(last, 10, Stop)).Select(Events.Text));
    }

    private async Task<AzureConversationJournal> WriteAsync(int events)
    {
        var journal = new AzureConversationJournal(await _folder.OpenAsync());
        for (var i = 0; i < events; i++) await journal.AppendAsync(Events.Of(Ann, i, $"e{i + 1}"), Stop);
        return journal;
    }

    /// <summary>Ann's blob with other bytes, or with so many of its frames.</summary>
    private async Task SpoilAsync(Action<byte[]> change, int frames = int.MaxValue)
    {
        var store = await _folder.OpenAsync();
        await RewriteAsync(store.JournalBlobs(Key), Key.Name(0), bytes =>
        {
            var end = 0;
            for (var i = 0; i < frames && end < bytes.Length; i++) end += JournalFrame.ClaimedLength(bytes.AsSpan(end));
            change(bytes);
            return bytes[..end];
        });
    }

    private static async Task RewriteAsync(Blobs blobs, string name, Func<byte[], byte[]> change)
    {
        var bytes = change((await blobs.GetAsync(name, Stop))!.Bytes.ToArray());
        await blobs.CreateAppendAsync(name, replace: true, cancellation: Stop);
        Assert.Equal(AppendResult.Appended, (await blobs.AppendAsync(name, bytes, 0, Stop)).Result);
    }

    private static Blobs FeedBlobs(AzureStore store) => store.FeedBlobs;
}
