using Reception.Domain.Journal;
using Reception.Storage.Azure;
using Reception.Storage.Azure.Journal;
using Reception.Storage.Tests.Azure.Client;

namespace Reception.Storage.Tests.Azure.Journal;

/// <summary>Answers that are lost, writers that die or come late, and what the feed makes of them.</summary>
public sealed class AzureJournalFaultTests(AzuriteFixture azurite)
{
    private const string Ann = "demo/web/c-ann";
    private const string Bob = "demo/web/c-bob";

    private readonly AzureFolder _folder = new(azurite);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(LostAnswer.Thrown, "journal")]
    [InlineData(LostAnswer.Status500, "journal")]
    [InlineData(LostAnswer.Thrown, "feed")]
    [InlineData(LostAnswer.Refused, "journal")]
    public async Task Append_AnswerLost_IsInBlobAndFeedOnce(LostAnswer lost, string container)
    {
        var faults = Appends(lost, container);
        var journal = new AzureConversationJournal(await OpenAsync(faults));
        await journal.AppendAsync(Events.Of(Ann, 0, "a"), Stop);
        faults.Next = 1;

        Assert.Equal(AppendOutcome.Appended, await journal.AppendAsync(Events.Of(Ann, 1, "b"), Stop));
        Assert.Equal(AppendOutcome.Appended, await journal.AppendAsync(Events.Of(Ann, 2, "c"), Stop));

        var other = new AzureConversationJournal(await _folder.OpenAsync());
        Assert.Equal(["1:a", "2:b", "3:c"], Events.Texts(await other.ReadAsync(Ann, 0, 10, Stop)));
        Assert.Equal([$"{Ann}@1:a", $"{Ann}@2:b", $"{Ann}@3:c"], (await other.ReadFeedAsync(0, 10, Stop)).Select(Events.Text));
    }

    [Fact]
    public async Task Append_EveryAnswerLost_IsUnavailableAndWhatHappenedIsFoundOut()
    {
        var faults = Appends(LostAnswer.Thrown, "journal");
        var journal = new AzureConversationJournal(await OpenAsync(faults));
        await journal.AppendAsync(Events.Of(Ann, 0, "a"), Stop);
        faults.Next = 100;
        await Assert.ThrowsAsync<JournalUnavailableException>(async () => await journal.AppendAsync(Events.Of(Ann, 1, "b"), Stop));
        faults.Next = 0;

        Assert.Equal(2, await journal.GetLastSequenceAsync(Ann, Stop));
        Assert.Equal(AppendOutcome.Conflict, await journal.AppendAsync(Events.Of(Ann, 1, "b"), Stop));
        Assert.Equal(AppendOutcome.Appended, await journal.AppendAsync(Events.Of(Ann, 2, "c"), Stop));
        Assert.Equal(["1:a", "2:b", "3:c"], Events.Texts(await journal.ReadAsync(Ann, 0, 10, Stop)));
    }

    [Fact]
    public async Task ReadFeed_WriterDiedBetweenRecordAndAppend_PassesOverIt()
    {
        var faults = Appends(LostAnswer.Refused, "journal");
        var dying = new AzureConversationJournal(await OpenAsync(faults));
        faults.Next = 100;
        await Assert.ThrowsAsync<JournalUnavailableException>(async () => await dying.AppendAsync(Events.Of(Ann, 0, "never"), Stop));
        var journal = new AzureConversationJournal(await _folder.OpenAsync());
        await journal.AppendAsync(Events.Of(Bob, 0, "b"), Stop);

        Assert.Equal([$"{Bob}@1:b"], (await FeedAsync(journal, 0, 1)).Select(Events.Text));
        Assert.Equal(AppendOutcome.Appended, await journal.AppendAsync(Events.Of(Ann, 0, "a"), Stop));
        Assert.Equal([$"{Bob}@1:b", $"{Ann}@1:a"], (await FeedAsync(journal, 0, 2)).Select(Events.Text));
        Assert.Empty(_folder.Damages.Found);
    }

    [Fact]
    public async Task ReadFeed_BlobRemovedByAnAccountsRule_PassesOverAllItsRecordsAtOnce()
    {
        var store = await _folder.OpenAsync();
        var journal = new AzureConversationJournal(store);
        for (var i = 0; i < 20; i++) await journal.AppendAsync(Events.Of(Ann, i, $"a{i}"), Stop);
        await journal.AppendAsync(Events.Of(Bob, 0, "b"), Stop);
        Assert.True(await store.JournalBlobs(BlobKey.Of(Ann)).DeleteAsync(BlobKey.Of(Ann).Name(0), cancellation: Stop));

        var other = new AzureConversationJournal(await _folder.OpenAsync());
        Assert.Equal([$"{Bob}@1:b"], (await FeedAsync(other, 0, 1)).Select(Events.Text));
        Assert.Equal(AppendOutcome.Appended, await other.AppendAsync(Events.Of(Ann, 0, "new"), Stop));
        Assert.Equal([$"{Bob}@1:b", $"{Ann}@1:new"], (await FeedAsync(other, 0, 2)).Select(Events.Text));
    }

    [Fact]
    public async Task ReadFeed_AppendThatComesTooLate_IsMadeAgainAndReadOnce()
    {
        var reader = new AzureConversationJournal(await _folder.OpenAsync());
        await reader.AppendAsync(Events.Of(Ann, 0, "a"), Stop);
        var faults = Appends(LostAnswer.Late, "journal");
        var late = new AzureConversationJournal(await OpenAsync(faults));
        await late.GetLastSequenceAsync(Ann, Stop);
        // while the append is on its way, the reader loses its patience and ends the record
        faults.OnFault = async () =>
        {
            await reader.AppendAsync(Events.Of(Bob, 0, "b"), Stop);
            Assert.Equal([$"{Ann}@1:a", $"{Bob}@1:b"], (await FeedAsync(reader, 0, 2)).Select(Events.Text));
        };
        faults.Next = 1;

        Assert.Equal(AppendOutcome.Appended, await late.AppendAsync(Events.Of(Ann, 1, "late"), Stop));

        Assert.Equal(["1:a", "2:late"], Events.Texts(await reader.ReadAsync(Ann, 0, 10, Stop)));
        Assert.Equal([$"{Ann}@1:a", $"{Bob}@1:b", $"{Ann}@2:late"], (await FeedAsync(reader, 0, 3)).Select(Events.Text));
        Assert.Empty(_folder.Damages.Found);
    }

    [Fact]
    public async Task Append_FencedAfterItsRow_PutsBackTheRowThatWasThere()
    {
        var noon = new DateTimeOffset(2026, 11, 11, 12, 0, 0, TimeSpan.Zero);
        var row = new OpenWork(Ann, "demo/sales", 1, noon, noon, noon, 1, null, null, null, 0, null);
        var first = await _folder.OpenAsync();
        var journal = new AzureConversationJournal(first);
        await journal.AppendAsync(Events.Of(Ann, 0, "waits") with { OpenWork = new OpenWorkChange(Ann, row) }, Stop);
        var second = new AzureConversationJournal(await _folder.OpenAsync());
        await second.AppendAsync(Events.Of(Ann, 1, "other"), Stop);

        // the first still believes that the conversation ends at 1
        Assert.Equal(AppendOutcome.Conflict, await journal.AppendAsync(Events.Of(Ann, 1, "late") with { OpenWork = new OpenWorkChange(Ann, row with { Epoch = 2, Queue = null }) }, Stop));

        Assert.Equal(row, Assert.Single(await new Reception.Storage.Azure.Rows.AzureOpenWorkIndex(first).GetWaitingAsync("demo/sales", Stop)));
    }

    [Fact]
    public async Task Reschedule_RowThatAnotherProcessChanged_IsDecidedByWhatIsStored()
    {
        var noon = new DateTimeOffset(2026, 11, 11, 12, 0, 0, TimeSpan.Zero);
        var row = new OpenWork(Ann, "demo/sales", 1, noon, noon, noon, 1, null, null, null, 0, null);
        var (mine, other) = (await _folder.OpenAsync(), await _folder.OpenAsync());
        var rows = new Reception.Storage.Azure.Rows.OpenWorkTable(mine);
        await mine.EnsureOpenAsync();
        await rows.PutAsync(row);
        await new Reception.Storage.Azure.Rows.OpenWorkTable(other).PutAsync(row with { Epoch = 2 });

        await rows.RescheduleAsync(Ann, 1, noon.AddHours(5), Stop);
        Assert.Equal(row with { Epoch = 2 }, await rows.FindAsync(Ann, Stop));
        await rows.RescheduleAsync(Ann, 2, noon.AddHours(1), Stop);
        Assert.Equal(row with { Epoch = 2, NextStepAt = noon.AddHours(1) }, await rows.FindAsync(Ann, Stop));
        await rows.RemoveAsync(Ann);
        await rows.RemoveAsync(Ann);
        Assert.Null(await rows.FindAsync(Ann, Stop));
    }

    [Fact]
    public async Task Append_Throttled_IsRetriedAndAdmissionIsTold()
    {
        var faults = Appends(LostAnswer.NeverSent, "journal", System.Net.HttpStatusCode.ServiceUnavailable);
        var store = await OpenAsync(faults);
        var journal = new AzureConversationJournal(store);
        faults.Next = 2;

        Assert.Equal(AppendOutcome.Appended, await journal.AppendAsync(Events.Of(Ann, 0, "a"), Stop));
        Assert.True(store.Pressure.IsThrottled);
    }

    private static async Task<List<FeedItem>> FeedAsync(AzureConversationJournal journal, long after, int count)
    {
        var items = new List<FeedItem>();
        while (items.Count < count) items.AddRange(await journal.ReadFeedAsync(items.Count == 0 ? after : items[^1].Position, 10, Stop));
        return items;
    }

    private static Faults Appends(LostAnswer kind, string container, System.Net.HttpStatusCode status = System.Net.HttpStatusCode.InternalServerError) =>
        new(request => request.RequestUri!.Query.Contains("appendblock", StringComparison.Ordinal) && request.RequestUri.AbsolutePath.Contains($"-{container}/", StringComparison.Ordinal), kind, status);

    private Task<AzureStore> OpenAsync(Faults faults) => _folder.OpenAsync(options =>
    {
        options.Client.RetryDelay = TimeSpan.FromMilliseconds(1);
        options.Client.Wrap = faults.Over;
    });
}
