using System.Text;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.Operations;
using Reception.Contracts.Routing;
using Reception.Contracts.WorkOrders;
using Reception.Domain.Journal;

namespace Reception.Storage.Tests;

/// <summary>What every store promises of one customer's data: it is found, exported whole, and erased without a trace, and nobody else's is touched.</summary>
public abstract class CustomerDataSpecification : IAsyncLifetime
{
    private const string Secret = "SECRET-OF-ANN";
    private static readonly DateTimeOffset Noon = new(2026, 11, 11, 12, 0, 0, TimeSpan.Zero);
    private static readonly ShopId Demo = new("demo");
    private static readonly ConversationId Web = new(Demo, "web", "c-ann");
    private static readonly ConversationId App = new(Demo, "app", "c-ann");
    private static readonly ConversationId Bob = new(Demo, "web", "c-bob");
    private static readonly ConversationId Order = WorkIds.Order(Demo, "N1");

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    protected Ports Store { get; private set; } = null!;

    protected abstract ValueTask<Ports> OpenAsync();

    /// <summary>The same data by a process that knows nothing of the first.</summary>
    protected abstract ValueTask<Ports> ReopenAsync();

    /// <summary>Every byte that is stored.</summary>
    protected abstract ValueTask<IReadOnlyList<byte[]>> BytesAsync();

    public async ValueTask InitializeAsync() => Store = await OpenAsync();

    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Find_CustomerOfAShop_HasTheConversationsOnAllChannels()
    {
        await FillAsync();
        await AppendAsync(new ConversationId(new ShopId("other"), "web", "c-ann"), 1);
        await AppendAsync(new ConversationId(Demo, "web", "c_ann"), 1);

        Assert.Equal([App, Web], (await Store.Customers.FindAsync(Demo, "c-ann", Stop)).OrderBy(id => id.Channel));
        Assert.Empty(await Store.Customers.FindAsync(Demo, "c-nobody", Stop));
    }

    [Fact]
    public async Task Export_Conversations_HasEventsEpisodesAndOpenWork()
    {
        await FillAsync();

        var records = await Store.Customers.ExportAsync([Web, App, Order], Stop).ToListAsync(Stop);

        Assert.Equal([(CustomerRecordKind.Event, 30), (CustomerRecordKind.Episode, 2), (CustomerRecordKind.OpenWork, 1), (CustomerRecordKind.WorkOrder, 1)],
            records.GroupBy(record => record.Kind).OrderBy(kind => kind.Key).Select(kind => (kind.Key, kind.Count())));
        Assert.All(records, record => Assert.Contains(Secret, Encoding.UTF8.GetString(record.Json.Span), StringComparison.Ordinal));
        Assert.Equal(Enumerable.Range(1, 20).Select(i => (long)i), records.Where(record => record.Kind == CustomerRecordKind.Event && record.Conversation == Web.ToString()).Select(record => record.Sequence));
    }

    [Fact]
    public async Task Erase_Customer_LeavesNothingToReadAndNoByte()
    {
        await FillAsync();
        Assert.Contains(await BytesAsync(), bytes => bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Secret)) >= 0); // or the test would prove nothing

        var erased = await Store.Customers.EraseAsync([Web, App, Order], Stop);

        Assert.Equal(new CustomerErasure(3, 30, 4), erased);
        await AssertGoneAsync(Store);
        await AssertGoneAsync(await ReopenAsync());
        foreach (var needle in new[] { Secret, "c-ann" })
            Assert.DoesNotContain(await BytesAsync(), bytes => bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(needle)) >= 0);
    }

    [Fact]
    public async Task Erase_Twice_DoesNothingTheSecondTime()
    {
        await FillAsync();
        await Store.Customers.EraseAsync([Web], Stop);

        Assert.Equal(new CustomerErasure(1, 0, 0), await Store.Customers.EraseAsync([Web], Stop));
        Assert.Equal(new CustomerErasure(1, 0, 0), await Store.Customers.EraseAsync([new ConversationId(Demo, "web", "c-nobody")], Stop));
    }

    [Fact]
    public async Task Append_AfterErase_BeginsAgainAndTheFeedHasOnlyThat()
    {
        await FillAsync();
        await Store.Customers.EraseAsync([Web, App], Stop);

        Assert.Equal(AppendOutcome.Conflict, await Store.Journal.AppendAsync(Events.Of(Web.ToString(), 20, "late"), Stop));
        Assert.Equal(AppendOutcome.Appended, await Store.Journal.AppendAsync(Events.Of(Web.ToString(), 0, "new"), Stop));
        Assert.Equal(AppendOutcome.Appended, await Store.Journal.AppendAsync(Events.Of(Web.ToString(), 1, "newer"), Stop));

        await AssertNewAsync(Store);
        await AssertNewAsync(await ReopenAsync());

        static async Task AssertNewAsync(Ports store)
        {
            Assert.Equal(["1:new", "2:newer"], Events.Texts(await store.Journal.ReadAsync(Web.ToString(), 0, 100, Stop)));
            var feed = new List<FeedItem>();
            for (var position = 0L; await store.Journal.ReadFeedAsync(position, 7, Stop) is { Count: > 0 } page; position = page[^1].Position) feed.AddRange(page);
            Assert.Equal([(Web.ToString(), 2), (Bob.ToString(), 3)], feed.GroupBy(item => item.Conversation).OrderBy(items => items.Key, StringComparer.Ordinal).Select(items => (items.Key, items.Count())));
        }
    }

    private static async Task AssertGoneAsync(Ports store)
    {
        foreach (var work in new[] { Web, App })
        {
            Assert.Equal(0, await store.Journal.GetLastSequenceAsync(work.ToString(), Stop));
            Assert.Empty(await store.Journal.ReadAsync(work.ToString(), 0, 100, Stop));
            Assert.Empty(await store.Journal.ReadFromCheckpointAsync(work.ToString(), Stop));
            Assert.Null(await store.Episodes.FindAsync(work, 1, Stop));
        }
        Assert.Null(await store.Orders.FindAsync(Order, Stop));
        Assert.Empty(await store.Index.GetWaitingAsync("demo/sales", Stop));
        Assert.Empty(await store.Customers.FindAsync(Demo, "c-ann", Stop));
        Assert.Empty(await store.Customers.ExportAsync([Web, App, Order], Stop).ToListAsync(Stop));
        Assert.Equal([$"{Bob}"], (await store.Episodes.QueryAsync(Demo, new EpisodeQuery(), Stop)).Rows.Select(row => row.Conversation.ToString()));
        Assert.Equal(3, await store.Journal.GetLastSequenceAsync(Bob.ToString(), Stop));
        Assert.All(await store.Journal.ReadFeedAsync(0, 100, Stop), item => Assert.Equal(Bob.ToString(), item.Conversation));
    }

    private async Task FillAsync()
    {
        var open = new OpenWork(Web.ToString(), "demo/sales", 1, Noon, Noon, Noon, 1, null, null, null, 0, Secret);
        await AppendAsync(Web, 20, open);
        await AppendAsync(Bob, 3);
        await AppendAsync(App, 10);
        var feed = await Store.Journal.ReadFeedAsync(0, 100, Stop);
        Assert.True(await Store.Episodes.StoreAsync([Row(Web) with { Comment = Secret }, Row(App) with { Comment = Secret }, Row(Bob)], 0, feed[5].Position, Stop));
        Assert.True(await Store.Episodes.StoreAsync([Row(Web) with { Comment = Secret + " again", UpdatedAt = Noon.AddHours(1) }], feed[5].Position, feed[^1].Position, Stop));
        await Store.Orders.StoreAsync([new WorkOrderRow(Order, 1, WorkKind.WorkOrder, WorkOrderPhase.Waiting, 1, "Refund", "chats", null, null, null, null, Secret, Noon, Noon, null, null, 0, 0, Noon)], Stop);
    }

    private async Task AppendAsync(ConversationId conversation, int events, OpenWork? open = null)
    {
        for (var i = 0; i < events; i++)
        {
            var text = conversation.Customer == "c-ann" ? $"{{\"text\":\"{Secret} {new string('x', i * 300)}\"}}" : "{\"text\":\"of another\"}";
            Assert.Equal(AppendOutcome.Appended, await Store.Journal.AppendAsync(Events.Of(conversation.ToString(), i, text) with { OpenWork = open is null ? null : new OpenWorkChange(open.Work, open) }, Stop));
        }
    }

    private static EpisodeRow Row(ConversationId conversation) =>
        new(conversation, 1, ConversationPhase.Bot, null, null, null, default, Noon, null, null, null, null, null, 0, 0, 0, 0, Noon);

    /// <summary>The ports of one store.</summary>
    public sealed record Ports(IConversationJournal Journal, IOpenWorkIndex Index, IEpisodeStore Episodes, IWorkOrderStore Orders, ICustomerData Customers);
}
