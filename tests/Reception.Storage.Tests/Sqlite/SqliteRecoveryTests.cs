using Reception.Domain.Journal;
using Reception.Storage.Sqlite;

namespace Reception.Storage.Tests.Sqlite;

/// <summary>What is left after an end that nobody announced: images of the files, old snapshots, damaged ones.</summary>
public sealed class SqliteRecoveryTests : IAsyncDisposable
{
    private readonly StoreFolder _folder = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_CopyOfTheFilesTakenMidRun_HasEveryAcknowledgedAppend()
    {
        var store = _folder.Open(options => options.CheckpointBytes = long.MaxValue); // the data file stands still, the log only grows: a true crash image
        var journal = new SqliteConversationJournal(store);
        var acknowledged = new int[16];
        using var enough = new CancellationTokenSource();
        var running = Task.WhenAll(Enumerable.Range(0, 16).Select(c => Task.Run(async () =>
        {
            for (var i = 0; !enough.IsCancellationRequested; i++)
            {
                await journal.AppendAsync(Events.Of($"demo/web/{c}", i, $"{i}"), Stop);
                Volatile.Write(ref acknowledged[c], i + 1);
                if (i == 40) _ready.TrySetResult();
            }
        })));
        await _ready.Task.WaitAsync(Stop);
        var before = acknowledged.Select((_, c) => Volatile.Read(ref acknowledged[c])).ToArray();
        var image = Directory.CreateDirectory(_folder["image"]).FullName;
        foreach (var file in new[] { "reception.db", "reception.db-wal" }) File.Copy(_folder[file], Path.Combine(image, file));
        await enough.CancelAsync();
        await running;

        await using var again = _folder.OpenAside(image);
        var copy = new SqliteConversationJournal(again);
        for (var c = 0; c < before.Length; c++)
        {
            var last = await copy.GetLastSequenceAsync($"demo/web/{c}", Stop);
            Assert.True(last >= before[c], $"{before[c]} were acknowledged, {last} are there");
            Assert.Equal(Enumerable.Range(0, (int)last).Select(i => $"{i + 1}:{i}"), Events.Texts(await copy.ReadAsync($"demo/web/{c}", 0, int.MaxValue, Stop)));
        }
    }

    [Fact]
    public async Task Open_WithoutASnapshot_ReadsTheWholeJournal()
    {
        await AppendAsync(_folder.Open(), 0, 30);
        await _folder.ReopenAsync();
        await _folder.DisposeStoreAsync();
        File.Delete(_folder["tails.snapshot"]);

        var again = _folder.Open();

        Assert.Equal(30, again.Reread);
        Assert.Equal(30, await new SqliteConversationJournal(again).GetLastSequenceAsync("demo/web/c", Stop));
    }

    [Fact]
    public async Task Open_WithTheSnapshotOfTheStop_ReadsNothingAgain()
    {
        await AppendAsync(_folder.Open(), 0, 30);

        var again = await _folder.ReopenAsync();

        Assert.Equal(0, again.Reread);
        Assert.Equal(30, await new SqliteConversationJournal(again).GetLastSequenceAsync("demo/web/c", Stop));
    }

    [Fact]
    public async Task Open_WithAnOlderSnapshot_ReadsTheRowsAfterIt()
    {
        await AppendAsync(_folder.Open(), 0, 30);
        await _folder.DisposeStoreAsync();
        File.Copy(_folder["tails.snapshot"], _folder["old"]);
        await AppendAsync(_folder.Open(), 30, 12);
        await _folder.DisposeStoreAsync();
        File.Copy(_folder["old"], _folder["tails.snapshot"], overwrite: true);

        var again = _folder.Open();

        Assert.Equal(12, again.Reread);
        Assert.Equal(42, await new SqliteConversationJournal(again).GetLastSequenceAsync("demo/web/c", Stop));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    [InlineData(80)]
    [InlineData(-1)]
    public async Task Open_WithADamagedSnapshot_IgnoresIt(int offset)
    {
        await AppendAsync(_folder.Open(), 0, 30);
        await _folder.DisposeStoreAsync();
        var bytes = await File.ReadAllBytesAsync(_folder["tails.snapshot"], Stop);
        bytes[offset < 0 ? bytes.Length + offset : offset] ^= 1;
        await File.WriteAllBytesAsync(_folder["tails.snapshot"], bytes, Stop);

        var again = _folder.Open();

        Assert.Equal(30, again.Reread);
        Assert.Equal(30, await new SqliteConversationJournal(again).GetLastSequenceAsync("demo/web/c", Stop));
    }

    [Fact]
    public async Task Open_WithTheSnapshotOfALongerJournal_IgnoresIt()
    {
        await AppendAsync(_folder.Open(), 0, 30);
        await _folder.DisposeStoreAsync();
        File.Copy(_folder["reception.db"], _folder["backup"]);
        await AppendAsync(_folder.Open(), 30, 5);
        await _folder.DisposeStoreAsync();
        File.Copy(_folder["backup"], _folder["reception.db"], overwrite: true);

        Assert.Equal(30, await new SqliteConversationJournal(_folder.Open()).GetLastSequenceAsync("demo/web/c", Stop));
    }

    [Fact]
    public async Task Append_PastTheSnapshotBound_SavesTheTableWhileRunning()
    {
        var store = _folder.Open(options => options.SnapshotRows = 10);
        await AppendAsync(store, 0, 40);
        await store.Snapshots.IdleAsync();

        Assert.True(File.Exists(_folder["tails.snapshot"]));
    }

    [Fact]
    public async Task Append_PastTheCheckpointBound_MovesTheLogIntoTheDataFile()
    {
        var store = _folder.Open(options => options.CheckpointBytes = 64 << 10);
        var before = new FileInfo(_folder["reception.db"]).Length;
        var journal = new SqliteConversationJournal(store);
        for (var i = 0; store.Checkpointer.Done < 3; i++) await journal.AppendAsync(new JournalAppend("demo/web/c", i, [new byte[60_000]], false, null), Stop);

        Assert.True(new FileInfo(_folder["reception.db"]).Length > before + (64 << 10));
    }

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    private static async Task AppendAsync(SqliteStore store, int from, int count)
    {
        var journal = new SqliteConversationJournal(store);
        for (var i = from; i < from + count; i++) Assert.Equal(AppendOutcome.Appended, await journal.AppendAsync(Events.Of("demo/web/c", i, $"{i}"), Stop));
    }
}
