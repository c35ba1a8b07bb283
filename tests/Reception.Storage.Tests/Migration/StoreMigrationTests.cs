using System.Text;
using Reception.Contracts.Agents;
using Reception.Contracts.Ids;
using Reception.Domain.Journal;
using Reception.Domain.Time;
using Reception.Storage.GrainStates;
using Reception.Storage.Migration;
using Reception.Storage.Tests.Azure;
using Reception.Storage.Tests.Sqlite;

namespace Reception.Storage.Tests.Migration;

/// <summary>A store moved to another kind and back: all of it, once, whatever broke the move off.</summary>
public sealed class StoreMigrationTests(AzuriteFixture azurite) : IAsyncDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 11, 12, 0, 0, TimeSpan.Zero);
    private readonly StoreFolder _sqlite = new();
    private readonly StoreFolder _back = new();
    private readonly AzureFolder _azure = new(azurite);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_SqliteToAzureAndBack_HasTheSameDigest()
    {
        var source = new SqliteContents(_sqlite.Open());
        await FillAsync(source);
        var middle = new AzureContents(await _azure.OpenAsync(accounts: 2));

        var there = await Migration(source, middle).RunAsync(cancellation: Stop);
        var back = new SqliteContents(_back.Open());
        var again = await Migration(new AzureContents(await _azure.OpenAsync(accounts: 2)), back).RunAsync(cancellation: Stop);

        Assert.Equal(new MigrationReport(90, 100, 3, 1, 2, there.Digest), there);
        Assert.Equal(there, again);
        Assert.Equal(["8:8", "9:9"], Events.Texts(await back.Journal.ReadFromCheckpointAsync("demo/web/c-3", Stop)).Select(text => text.Split(' ')[0]));
        Assert.Equal("{\"n\":2}", Encoding.UTF8.GetString((await back.States.ReadAsync(new GrainStateKey("Default", "agent/li", "knowledge-draft"), Stop))!.Value.Payload.Span));
    }

    [Fact]
    public async Task Run_BrokenOffAndBegunAgain_CopiesTheRest()
    {
        var source = new SqliteContents(_sqlite.Open());
        await FillAsync(source);
        var target = new AzureContents(await _azure.OpenAsync());
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var failing = new BreakingOff(source, after: 40, stop);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Migration(failing, target).RunAsync(cancellation: stop.Token));

        var report = await Migration(source, new AzureContents(await _azure.OpenAsync())).RunAsync(cancellation: Stop);

        Assert.Equal((90, 100), (report.Appends, report.Events));
    }

    [Fact]
    public async Task Run_TargetWithOtherData_IsRefused()
    {
        var source = new SqliteContents(_sqlite.Open());
        await FillAsync(source);
        var target = new AzureContents(await _azure.OpenAsync());
        await target.Journal.AppendAsync(Events.Of("demo/web/c-0", 0, "mine"), Stop);

        await Assert.ThrowsAsync<MigrationException>(() => Migration(source, target).RunAsync(cancellation: Stop));
    }

    [Fact]
    public async Task Run_TargetWithSomethingMore_IsFoundByTheDigest()
    {
        var source = new SqliteContents(_sqlite.Open());
        await FillAsync(source);
        var target = new AzureContents(await _azure.OpenAsync());
        await target.Journal.AppendAsync(Events.Of("other/web/c-0", 0, "mine"), Stop);

        var error = await Assert.ThrowsAsync<MigrationException>(() => Migration(source, target).RunAsync(cancellation: Stop));
        Assert.Contains("differs", error.Message, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await _sqlite.DisposeAsync();
        await _back.DisposeAsync();
    }

    private static StoreMigration Migration(IStoreContents source, IStoreContents target) => new(source, target, new SystemRandomSource(), TimeProvider.System);

    private static async Task FillAsync(IStoreContents store)
    {
        for (var i = 0; i < 9; i++)
            for (var c = 0; c < 10; c++)
            {
                string[] texts = c == 9 && i == 0 ? [.. Enumerable.Range(0, 11).Select(e => $"{e}")] : [$"{i + 1} {new string('x', c * 10)}"];
                var expected = c == 9 && i > 0 ? i + 10 : i;
                Assert.Equal(AppendOutcome.Appended, await store.Journal.AppendAsync(Events.Of($"demo/web/c-{c}", expected, texts) with { Checkpoint = i == 7 }, Stop));
            }
        foreach (var (grain, state, payload) in new[] { ("agent/li", "agent", "{\"n\":1}"), ("agent/li", "knowledge-draft", "{\"n\":2}"), ("shop/demo", "shop", "{\"n\":3}") })
            await store.States.ChangeAsync(new GrainStateKey("Default", grain, state), null, $"tag-{state}", Encoding.UTF8.GetBytes(payload), Stop);
        await store.Episodes.StoreAgentAsync(new AgentProfile(new AgentId("li"), "李", [new QueueId(new ShopId("demo"), "sales"), new QueueId(new ShopId("other"), "sales")], 3), Stop);
        foreach (var work in new[] { "demo/web/c-1", "demo/web/c-2" })
            await store.PutOpenWorkAsync(new OpenWork(work, "demo/sales", 1, Noon, Noon, Noon, 1, "li", Noon, "refund", 2, "王", "{\"priority\":2}"), Stop);
    }

    /// <summary>Cancels the move when so many appends have been read.</summary>
    private sealed class BreakingOff(IStoreContents inner, int after, CancellationTokenSource stop) : IStoreContents, IConversationJournal
    {
        private int _read;

        public TimeSpan Settling => inner.Settling;

        public IConversationJournal Journal => this;

        public IGrainStates States => inner.States;

        public IEpisodeStore Episodes => inner.Episodes;

        public IAsyncEnumerable<(GrainStateKey Key, StoredState State)> StatesAsync(IReadOnlyCollection<string> providers, CancellationToken cancellation) => inner.StatesAsync(providers, cancellation);

        public IAsyncEnumerable<AgentProfile> AgentsAsync(CancellationToken cancellation) => inner.AgentsAsync(cancellation);

        public IAsyncEnumerable<OpenWork> OpenWorkAsync(CancellationToken cancellation) => inner.OpenWorkAsync(cancellation);

        public ValueTask PutOpenWorkAsync(OpenWork row, CancellationToken cancellation) => inner.PutOpenWorkAsync(row, cancellation);

        public async ValueTask<IReadOnlyList<FeedItem>> ReadFeedAsync(long afterPosition, int max, CancellationToken cancellation)
        {
            if (_read >= after) await stop.CancelAsync();
            var page = await inner.Journal.ReadFeedAsync(afterPosition, Math.Min(max, 20), cancellation);
            _read += page.Count;
            return page;
        }

        public ValueTask<AppendOutcome> AppendAsync(JournalAppend append, CancellationToken cancellation) => inner.Journal.AppendAsync(append, cancellation);

        public ValueTask<long> GetLastSequenceAsync(string conversation, CancellationToken cancellation) => inner.Journal.GetLastSequenceAsync(conversation, cancellation);

        public ValueTask<IReadOnlyList<JournalEvent>> ReadAsync(string conversation, long afterSequence, int max, CancellationToken cancellation) => inner.Journal.ReadAsync(conversation, afterSequence, max, cancellation);

        public ValueTask<IReadOnlyList<JournalEvent>> ReadFromCheckpointAsync(string conversation, CancellationToken cancellation) => inner.Journal.ReadFromCheckpointAsync(conversation, cancellation);
    }
}
