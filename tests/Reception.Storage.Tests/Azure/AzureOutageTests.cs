using Reception.Domain.Journal;
using Reception.Storage.Azure.Journal;

namespace Reception.Storage.Tests.Azure;

/// <summary>The service away for a while: what was acknowledged is there, callers are told to come back, and it goes on by itself.</summary>
public sealed class AzureOutageTests(AzuriteFixture azurite)
{
    private const int Conversations = 20;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Append_ServiceStoppedAndStartedUnderLoad_LosesNothingThatWasAcknowledged()
    {
        Assert.SkipWhen(AzuriteServer.Missing is not null, AzuriteServer.Missing ?? "");
        await using var server = await AzuriteServer.StartAsync();
        var folder = new AzureFolder(azurite);
        var journal = new AzureConversationJournal(folder.Open([server.Account()], Impatient));
        var acknowledged = new long[Conversations];
        var refused = 0;
        using var enough = new CancellationTokenSource();
        var writing = Task.WhenAll(Enumerable.Range(0, Conversations).Select(c => Task.Run(() => WriteAsync(c))));
        await UntilAsync(() => acknowledged.All(last => Volatile.Read(ref last) >= 3));
        await server.StopAsync();
        await UntilAsync(() => Volatile.Read(ref refused) > 0);
        await server.RestartAsync();
        var before = acknowledged.ToArray();
        await UntilAsync(() => Enumerable.Range(0, Conversations).All(c => Volatile.Read(ref acknowledged[c]) > before[c]));
        await enough.CancelAsync();
        await writing;

        var again = new AzureConversationJournal(folder.Open([server.Account()]));
        for (var c = 0; c < Conversations; c++)
        {
            var events = Events.Texts(await again.ReadAsync(Name(c), 0, int.MaxValue, Stop)).ToArray();
            Assert.True(events.Length >= acknowledged[c], $"{acknowledged[c]} were acknowledged, {events.Length} are there");
            Assert.Equal(Enumerable.Range(0, events.Length).Select(i => $"{i + 1}:{i}"), events);
        }
        Assert.Empty(folder.Damages.Found);

        async Task WriteAsync(int c)
        {
            var last = 0L;
            while (!enough.IsCancellationRequested)
            {
                try
                {
                    if (await journal.AppendAsync(Events.Of(Name(c), last, $"{last}"), Stop) == AppendOutcome.Appended) Volatile.Write(ref acknowledged[c], ++last);
                    else last = await journal.GetLastSequenceAsync(Name(c), Stop); // it had happened although nobody was told
                }
                catch (JournalUnavailableException)
                {
                    Interlocked.Increment(ref refused);
                }
            }
        }
    }

    [Fact]
    public async Task Append_ServiceKilled_WhatItForgotIsReported()
    {
        Assert.SkipWhen(AzuriteServer.Missing is not null, AzuriteServer.Missing ?? "");
        await using var server = await AzuriteServer.StartAsync();
        var folder = new AzureFolder(azurite);
        var journal = new AzureConversationJournal(folder.Open([server.Account()], Impatient));
        for (var i = 0; i < 5; i++) await journal.AppendAsync(Events.Of(Name(0), i, $"{i}"), Stop);
        await server.StopAsync();
        await server.RestartAsync(); // what is there by now is on the disk
        for (var i = 5; i < 25; i++) Assert.Equal(AppendOutcome.Appended, await journal.AppendAsync(Events.Of(Name(0), i, $"{i}"), Stop));
        await server.KillAsync();
        await server.RestartAsync();

        var there = Events.Texts(await journal.ReadAsync(Name(0), 0, 100, Stop)).ToArray();

        Assert.InRange(there.Length, 5, 25);
        Assert.Equal(Enumerable.Range(0, there.Length).Select(i => $"{i + 1}:{i}"), there);
        Assert.Equal(there.Length < 25, folder.Damages.Found.Any(damage => damage.Kind == DamageKind.Short));
        Assert.Equal(AppendOutcome.Appended, await journal.AppendAsync(Events.Of(Name(0), there.Length, "on"), Stop));
    }

    private static void Impatient(Reception.Storage.Azure.AzureStoreOptions options) => (options.Client.MaxRetries, options.Client.RetryDelay) = (1, TimeSpan.FromMilliseconds(20));

    private static string Name(int c) => $"demo/web/c-{c}";

    private static async Task UntilAsync(Func<bool> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2), TimeProvider.System);
        while (!holds()) await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, limit.Token);
    }
}
