using System.Text;
using Reception.Domain.Journal;
using Reception.Storage.Remote;
using Reception.Tests;

namespace Reception.Storage.Tests.Remote;

/// <summary>The store is a process that may die, hang or be away: callers learn it in bounded time, and nothing acknowledged is lost or doubled.</summary>
public sealed class StoreProcessTests : IAsyncDisposable
{
    private const string Ann = "demo/web/c-ann";
    private readonly RemoteFolder _folder = new();
    private readonly StoreChild _store;

    public StoreProcessTests() => _store = new StoreChild(_folder.Path);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Call_NoStore_IsUnavailable()
    {
        var journal = new RemoteConversationJournal(new RemoteStore(_folder.Link(options => options.ConnectWait = TimeSpan.FromMilliseconds(50))));

        await Assert.ThrowsAsync<JournalUnavailableException>(async () => await journal.AppendAsync(Events.Of(Ann, 0, "a"), Stop));
    }

    [Fact]
    public async Task Call_StoreOfAnotherSecret_IsUnavailable()
    {
        await _store.StartAsync(Stop);
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "store.secret"), Convert.ToBase64String(new byte[32]), Stop);
        var journal = new RemoteConversationJournal(new RemoteStore(_folder.Link(options => options.ConnectWait = TimeSpan.FromMilliseconds(500))));

        await Assert.ThrowsAsync<JournalUnavailableException>(async () => await journal.GetLastSequenceAsync(Ann, Stop));
    }

    [Fact]
    public async Task Call_StoreStartsMeanwhile_IsAnswered()
    {
        var journal = Journal();
        var append = journal.AppendAsync(Events.Of(Ann, 0, "a"), Stop).AsTask();
        await _store.StartAsync(Stop);

        Assert.Equal(AppendOutcome.Appended, await append);
    }

    [Fact]
    public async Task Append_AnswerLostToAStoppedStore_IsUnavailableThenWrittenOnce()
    {
        await _store.StartAsync(Stop);
        var journal = Journal(callTimeout: TimeSpan.FromMilliseconds(600));
        await journal.AppendAsync(Events.Of(Ann, 0, "a"), Stop);
        await _store.SignalAsync("STOP");
        await Assert.ThrowsAsync<JournalUnavailableException>(async () => await journal.AppendAsync(Events.Of(Ann, 1, "b"), Stop));
        await _store.SignalAsync("CONT");

        var patient = Journal();
        while (await patient.GetLastSequenceAsync(Ann, Stop) < 2) await Task.Yield();
        Assert.Equal(AppendOutcome.Conflict, await patient.AppendAsync(Events.Of(Ann, 1, "b"), Stop));
        Assert.Equal(["1:a", "2:b"], Events.Texts(await patient.ReadAsync(Ann, 0, 10, Stop)));
    }

    [Fact]
    public async Task Append_StoreKilledAgainAndAgain_NothingAcknowledgedIsLostOrDoubled()
    {
        const int Writers = 24;
        var random = new Random(TestRun.SeedFor(nameof(Append_StoreKilledAgainAndAgain_NothingAcknowledgedIsLostOrDoubled)));
        await _store.StartAsync(Stop);
        var journal = Journal();
        var acknowledged = new int[Writers];
        using var enough = new CancellationTokenSource();
        var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(w => Task.Run(() => WriteAsync(journal, w, acknowledged, enough.Token), Stop)));

        for (var kill = 0; kill < TestRun.Cases(share: 3, all: 30); kill++)
        {
            var target = acknowledged.Sum() + random.Next(200, 2_000);
            while (acknowledged.Sum() < target && !writing.IsCompleted) await Task.Yield();
            await _store.KillAsync();
            await _store.StartAsync(Stop);
        }
        await enough.CancelAsync();
        await writing;

        for (var w = 0; w < Writers; w++)
        {
            var stored = await journal.ReadAsync(Key(w), 0, int.MaxValue, Stop);
            Assert.True(stored.Count >= acknowledged[w], $"{acknowledged[w]} were acknowledged, {stored.Count} are there");
            Assert.Equal(Enumerable.Range(0, stored.Count).Select(i => $"{i + 1}:{i}"), Events.Texts(stored));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        await _folder.DisposeAsync();
    }

    /// <summary>As a grain does: after an error it reads what is there and goes on from that.</summary>
    private static async Task WriteAsync(RemoteConversationJournal journal, int writer, int[] acknowledged, CancellationToken enough)
    {
        for (var next = 0; !enough.IsCancellationRequested;)
        {
            try
            {
                var outcome = await journal.AppendAsync(new JournalAppend(Key(writer), next, [Encoding.UTF8.GetBytes($"{next}")], false, null), Stop);
                if (outcome == AppendOutcome.Appended) Volatile.Write(ref acknowledged[writer], ++next);
                else next = (int)await journal.GetLastSequenceAsync(Key(writer), Stop);
            }
            catch (JournalUnavailableException)
            {
                next = await LastAsync(journal, writer, enough) ?? next;
            }
        }
    }

    private static async Task<int?> LastAsync(RemoteConversationJournal journal, int writer, CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            try
            {
                return (int)await journal.GetLastSequenceAsync(Key(writer), Stop);
            }
            catch (JournalUnavailableException)
            {
                await Task.Yield();
            }
        }
        return null;
    }

    private static string Key(int writer) => $"demo/web/w-{writer}";

    private RemoteConversationJournal Journal(TimeSpan? callTimeout = null) => new(new RemoteStore(_folder.Link(options => options.CallTimeout = callTimeout ?? TimeSpan.FromSeconds(60))));
}
