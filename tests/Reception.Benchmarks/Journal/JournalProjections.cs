using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.Operations;
using Reception.Storage.Sqlite;

namespace Reception.Benchmarks.Journal;

/// <summary>
/// What folding the feed into rows costs the appends: without it, with the rows in a file of their own (as the store does), and with
/// the rows in the journal's file. Arguments as for <c>journal</c>.
/// </summary>
internal static class JournalProjections
{
    private const int Page = 1000;

    public static async Task<int> RunAsync(string[] arguments)
    {
        var settings = JournalSettings.Parse(arguments);
        try
        {
            using (var bench = new JournalBench(settings.Folder))
            {
                await bench.OpenAsync();
                await bench.AppendEachAsync(settings, workers: 2048);
                await bench.CloseAsync();
            }
            for (var round = 0; round < settings.Rounds; round++)
            {
                await MeasureAsync(settings, "no projection", null);
                await MeasureAsync(settings, "own file", "projections-bench.db");
                await MeasureAsync(settings, "journal's file", "reception.db");
            }
        }
        finally
        {
            Directory.Delete(settings.Folder, recursive: true);
        }
        return 0;
    }

    private static async Task MeasureAsync(JournalSettings settings, string what, string? file)
    {
        using var bench = new JournalBench(settings.Folder);
        await bench.OpenAsync();
        using var stop = new CancellationTokenSource();
        var folding = file is null ? Task.FromResult((0L, 0L)) : Task.Factory.StartNew(() => Fold(bench, Path.Combine(settings.Folder, file), stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var figures = await bench.MeasureAsync(settings, settings.Appenders);
        await stop.CancelAsync();
        var (rows, refused) = await folding;
        await bench.CloseAsync();
        Console.WriteLine($"{what,-15} {figures.PerSecond,9:N0} appends/s, p50 {figures.P50:F1} ms, p99 {figures.P99:F1} ms, max {figures.Max:F0} ms; {rows / settings.Seconds:N0} rows/s folded, {refused} of its transactions refused as busy");
    }

    private static (long Rows, long Refused) Fold(JournalBench bench, string file, CancellationToken stop)
    {
        using var session = SqliteSession.OpenProjections(file);
        using var reader = SqliteSession.OpenReader(bench.Store.Context.Folder.DataFile);
        session.Execute("CREATE TABLE IF NOT EXISTS episode(conversation TEXT, episode INTEGER, shop TEXT, phase INTEGER, agent TEXT, queue TEXT, topic TEXT, reason INTEGER, opened_at INTEGER, waiting_since INTEGER, assigned_at INTEGER, closed_at INTEGER, rating INTEGER, comment TEXT, customer_messages INTEGER, bot_messages INTEGER, agent_messages INTEGER, machine_answers INTEGER, updated_at INTEGER, PRIMARY KEY(conversation, episode)) WITHOUT ROWID; CREATE INDEX IF NOT EXISTS episode_shop ON episode(shop, opened_at)");
        long rows = 0, refused = 0, position = bench.Store.Context.Last.Position;
        while (!stop.IsCancellationRequested)
        {
            var page = JournalSql.ReadFeed(reader, position, Page);
            if (page.Count == 0) continue;
            try
            {
                session.Execute("BEGIN IMMEDIATE");
                foreach (var item in page) EpisodeSql.Put(session, Row(item.Conversation, item.Position));
                session.Execute("COMMIT");
                (position, rows) = (page[^1].Position, rows + page.Count);
            }
            catch (Microsoft.Data.Sqlite.SqliteException)
            {
                refused++;
            }
        }
        return (rows, refused);
    }

    private static EpisodeRow Row(string conversation, long position) => new(
        ConversationId.Parse(conversation), 1, ConversationPhase.Bot, null, null, null, HandOverReason.None, DateTimeOffset.UnixEpoch.AddSeconds(position),
        null, null, null, null, null, 1, 0, 0, 0, DateTimeOffset.UnixEpoch);
}
