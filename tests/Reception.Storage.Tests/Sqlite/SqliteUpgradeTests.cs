using Microsoft.Data.Sqlite;
using Reception.Domain.Journal;
using Reception.Storage.Sqlite;

namespace Reception.Storage.Tests.Sqlite;

/// <summary>Files of versions before, made by the scripts those versions had, are upgraded with everything that is in them.</summary>
public sealed class SqliteUpgradeTests : IAsyncDisposable
{
    /// <summary>Schema 2 as it was released, with one conversation that waits.</summary>
    private const string SchemaTwo = """
        CREATE TABLE store(id BLOB NOT NULL);
        CREATE TABLE journal(
            position INTEGER PRIMARY KEY, first INTEGER NOT NULL, count INTEGER NOT NULL, previous INTEGER NOT NULL, checkpoint INTEGER NOT NULL,
            conversation TEXT NOT NULL, payload BLOB NOT NULL);
        CREATE TABLE open_work(
            work TEXT PRIMARY KEY, shard INTEGER NOT NULL, queue TEXT, epoch INTEGER NOT NULL, arrival INTEGER NOT NULL,
            due INTEGER NOT NULL, next_step INTEGER NOT NULL, weight INTEGER NOT NULL, preferred TEXT, preferred_until INTEGER,
            topic TEXT, reason INTEGER NOT NULL, customer_name TEXT);
        CREATE INDEX open_work_due ON open_work(shard, next_step, work);
        CREATE INDEX open_work_queue ON open_work(queue, due, arrival, work) WHERE queue IS NOT NULL;
        CREATE TABLE grain_state(
            provider TEXT NOT NULL, state TEXT NOT NULL, grain TEXT NOT NULL, etag TEXT NOT NULL, payload BLOB NOT NULL,
            PRIMARY KEY(provider, grain, state));
        CREATE TABLE agent(id TEXT PRIMARY KEY, name TEXT NOT NULL, capacity INTEGER NOT NULL);
        CREATE TABLE agent_queue(shop TEXT NOT NULL, agent TEXT NOT NULL, queue TEXT NOT NULL, PRIMARY KEY(shop, agent, queue)) WITHOUT ROWID;
        CREATE INDEX agent_queue_agent ON agent_queue(agent);
        CREATE TABLE membership_table(cluster TEXT PRIMARY KEY, version INTEGER NOT NULL, changes INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE membership(
            cluster TEXT NOT NULL, silo TEXT NOT NULL, etag INTEGER NOT NULL, status INTEGER NOT NULL, suspects TEXT, proxy_port INTEGER NOT NULL,
            host_name TEXT, silo_name TEXT, role_name TEXT, update_zone INTEGER NOT NULL, fault_zone INTEGER NOT NULL, start_time INTEGER NOT NULL,
            alive_time INTEGER NOT NULL, PRIMARY KEY(cluster, silo)) WITHOUT ROWID;
        INSERT INTO store(id) VALUES(randomblob(16));
        INSERT INTO open_work VALUES('demo/web/old', 3, 'demo/sales', 2, 638985024000000000, 638985024600000000, 638985024300000000, 1, 'li', NULL, 'refund', 1, '王');
        PRAGMA application_id=1380143188;
        PRAGMA user_version=2;
        """;

    private readonly StoreFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_FileOfSchemaTwo_KeepsItsWaitsWhichAskForNothing()
    {
        WriteOld();

        var row = Assert.Single(await new SqliteOpenWorkIndex(_folder.Open()).GetWaitingAsync("demo/sales", Stop));

        Assert.Equal(("demo/web/old", 2, "li", "王", null), (row.Work, row.Epoch, row.Preferred, row.CustomerName, row.Request));
    }

    [Fact]
    public async Task Append_ToAnUpgradedFile_StoresWhatTheWaitAsksFor()
    {
        WriteOld();
        var store = _folder.Open();
        var at = new DateTimeOffset(2026, 11, 11, 12, 0, 0, TimeSpan.Zero);
        var row = new OpenWork("demo/web/new", "demo/service", 1, at, at, at, 1, null, null, null, 0, null, """{"priority":2}""");

        await new SqliteConversationJournal(store).AppendAsync(Events.Of("demo/web/new", 0, "x") with { OpenWork = new(row.Work, row) }, Stop);

        Assert.Equal(row, Assert.Single(await new SqliteOpenWorkIndex(store).GetWaitingAsync("demo/service", Stop)));
    }

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    private void WriteOld()
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _folder["reception.db"], Pooling = false }.ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = SchemaTwo;
        command.ExecuteNonQuery();
    }
}
