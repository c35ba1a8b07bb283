using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Reception.Domain.Journal;
using Reception.Domain.Time;
using Reception.LoadTest.Checking;
using Reception.LoadTest.Checking.Stored;
using Reception.Storage.Journal;
using Reception.Storage.Sqlite;

namespace Reception.LoadTest.Tests.Checking;

/// <summary>The checker reads what the product's own store writes, while it is open.</summary>
public sealed class RealStoreTests : IAsyncDisposable
{
    private const string Customer = "demo/web/c-1";
    private readonly string _folder = Directory.CreateTempSubdirectory("reception-real-").FullName;
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly SqliteStore _store;

    public RealStoreTests()
    {
        var instruments = new JournalInstruments(_services.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>());
        _store = SqliteStore.Open(new SqliteStoreOptions { DataFolder = _folder }, instruments, TimeProvider.System, new SystemRandomSource(), NullLogger<SqliteStore>.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        await _services.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Check_OfAnOpenStore_ReadsRowsEventsAndOpenWork()
    {
        await AppendAsync(0, null, Event.Opened(), Event.Said(1, "m1"), Event.Answered(2));
        var row = new OpenWork(Customer, "demo/sales", 2, Event.At(0), Event.At(60), Event.At(5), 1, null, null, null, 1, null);
        await AppendAsync(3, new OpenWorkChange(Customer, row), Event.Said(3, "m2"), Event.HandedOver(2));

        var outcome = RunCheck.Run(new CheckInput(_folder, []));

        Assert.True(outcome.IsClean, string.Join('\n', outcome.Violations));
        Assert.Equal((1, 5), (outcome.Conversations, outcome.Events));
        Assert.Equal(1, outcome.Results.Single(result => result.Rule == "open-work").Looked);
    }

    [Fact]
    public async Task Check_WaitWithoutARow_IsFound()
    {
        await AppendAsync(0, null, Event.Opened(), Event.HandedOver(2));
        Assert.False(RunCheck.Run(new CheckInput(_folder, [])).IsClean);
    }

    [Fact]
    public async Task LastPosition_IsWhereARunBegins()
    {
        await AppendAsync(0, null, Event.Opened());
        await AppendAsync(1, null, Event.Said(1, "m1"));
        using var journal = new JournalFile(_folder);
        Assert.Equal(2, journal.LastPosition);
    }

    private async Task AppendAsync(long expected, OpenWorkChange? work, params string[] events)
    {
        var append = new JournalAppend(Customer, expected, [.. events.Select(json => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(json))], Checkpoint: false, work);
        Assert.Equal(AppendOutcome.Appended, await new SqliteConversationJournal(_store).AppendAsync(append));
    }
}
