using Microsoft.Data.Sqlite;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.Operations;
using Reception.Domain.Journal;
using Reception.Storage.Sqlite;

namespace Reception.Storage.Tests.Sqlite;

/// <summary>The projections' file: kept when it belongs to the journal, made anew when not, never in the way of an append.</summary>
public sealed class SqliteProjectionsTests : IAsyncDisposable
{
    private readonly StoreFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_ItsOwnProjections_KeepsThem()
    {
        await FillAsync(_folder.Open());

        Assert.Equal(3, await new SqliteEpisodeStore(await _folder.ReopenAsync()).GetPositionAsync(Stop));
    }

    [Theory]
    [InlineData("UPDATE progress SET store=x'00112233445566778899aabbccddeeff'")]
    [InlineData("UPDATE progress SET position=4")]
    [InlineData("PRAGMA user_version=99")]
    public async Task Open_ProjectionsThatAreNotItsOwn_MakesThemAnew(string change)
    {
        await FillAsync(_folder.Open());
        await _folder.DisposeStoreAsync();
        Run(change);

        Assert.Equal(0, await new SqliteEpisodeStore(_folder.Open()).GetPositionAsync(Stop));
    }

    [Fact]
    public async Task Open_DamagedProjections_MakesThemAnew()
    {
        await FillAsync(_folder.Open());
        await _folder.DisposeStoreAsync();
        await File.WriteAllTextAsync(_folder["projections.db"], string.Concat(Enumerable.Repeat("no database ", 900)), Stop);

        Assert.Equal(0, await new SqliteEpisodeStore(_folder.Open()).GetPositionAsync(Stop));
    }

    [Fact]
    public async Task Append_WhileAProjectionIsWritten_DoesNotWaitForIt()
    {
        var store = _folder.Open();
        var journal = new SqliteConversationJournal(store);
        using var held = new ManualResetEventSlim();
        var writing = store.Projections.WriteAsync(_ => held.Wait(Stop), Stop).AsTask();

        await journal.AppendAsync(Events.Of("demo/web/c", 0, "x"), Stop);

        Assert.False(writing.IsCompleted);
        held.Set();
        await writing;
    }

    [Fact]
    public async Task Store_FailsHalfway_LeavesNothingOfIt()
    {
        var store = _folder.Open();
        var episodes = new SqliteEpisodeStore(store);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await store.Projections.WriteAsync(session =>
        {
            EpisodeSql.Put(session, Row());
            throw new InvalidOperationException();
        }, Stop));

        Assert.Null(await episodes.FindAsync(Row().Conversation, 1, Stop));
        await episodes.StoreAsync([Row()], 0, 1, Stop);
        Assert.NotNull(await episodes.FindAsync(Row().Conversation, 1, Stop));
    }

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    private static async Task FillAsync(SqliteStore store)
    {
        var journal = new SqliteConversationJournal(store);
        for (var i = 0; i < 3; i++) await journal.AppendAsync(Events.Of("demo/web/c", i, "x"), Stop);
        await new SqliteEpisodeStore(store).StoreAsync([Row()], 0, 3, Stop);
    }

    private static EpisodeRow Row() => new(
        ConversationId.Parse("demo/web/c"), 1, ConversationPhase.Bot, null, null, null, HandOverReason.None, DateTimeOffset.UnixEpoch,
        null, null, null, null, null, 0, 0, 0, 0, DateTimeOffset.UnixEpoch);

    private void Run(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_folder["projections.db"]};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
