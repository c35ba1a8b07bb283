using Reception.Client.Web.Rest;
using Reception.Protocol.Frames;
using Reception.Protocol.Rest;
using Reception.Tests;

namespace Reception.EndToEnd;

/// <summary>
/// SIGKILL at random points while customers write, ask for humans and an agent serves them. After each restart on the same folder:
/// every acknowledged line is there once under its sequence, no sequence is missing, every client got every message once and in
/// order, those who waited still wait at their places, and work in flight comes to its end. 200 points in a long run.
/// </summary>
public sealed class KillPointTests(ITestOutputHelper output)
{
    private static readonly string[] Questions = ["什么时候发货", "敏感肌可以用吗", "可以退货吗", "怎么查物流", "有赠品吗"];

    [Fact]
    public async Task Kill9_AtRandomPoints_LosesNothingAcknowledged()
    {
        var seed = TestRun.SeedFor(nameof(Kill9_AtRandomPoints_LosesNothingAcknowledged));
        var points = TestRun.Cases(share: 4, all: 200);
        output.WriteLine($"seed {TestRun.Seed}, {points} kill points");
        var random = new Random(seed);

        await using var silo = await SiloProcess.StartAsync();
        using var http = new HttpClient();
        var admin = new ReceptionApi(http, silo.Url, silo.AdminToken);
        await using var first = await Talker.StartAsync(silo, "demo-en", "first");
        await using var second = await Talker.StartAsync(silo, "demo-en", "second");
        await first.AskForHumanAsync();
        await second.AskForHumanAsync();
        var waiting = await WaitersAsync(admin);
        await using var desk = await Desk.StartAsync(silo, "lin");
        var talkers = new List<Talker>();
        for (var n = 0; n < 4; n++) talkers.Add(await Talker.StartAsync(silo, "demo", $"t{n}"));

        for (var point = 0; point < points; point++)
        {
            var talking = talkers.Select(talker => TalkAsync(talker, new Random(random.Next()))).ToList();
            await ReachAsync(random, talking);
            await silo.KillAsync();
            await silo.StartAgainAsync();
            await Task.WhenAll(talking);

            Assert.Equal(waiting, await WaitersAsync(admin));
            await SettledAsync(admin, desk, talkers, silo);
            foreach (var talker in talkers) await talker.CheckAsync(await StoredAsync(admin, talker.Conversation));
            Assert.InRange(desk.Most, 0, 3);
        }
        Assert.True(desk.Answers > 0, "nobody was served by the agent");
        foreach (var talker in talkers) await talker.DisposeAsync();
    }

    private static async Task TalkAsync(Talker talker, Random random)
    {
        for (var line = random.Next(3, 7); line > 0; line--)
        {
            if (random.Next(5) == 0) await talker.SayAsync("人工");
            else await talker.SayAsync(Questions[random.Next(Questions.Length)]);
        }
    }

    /// <summary>Some way into the traffic: until one of the talkers is done, or a random moment before.</summary>
    private static async Task ReachAsync(Random random, List<Task> talking)
    {
        var moment = Task.Delay(TimeSpan.FromMilliseconds(random.Next(5, 400)), TimeProvider.System);
        await Task.WhenAny(moment, Task.WhenAll(talking));
    }

    private static async Task<List<(string Conversation, int Place, DateTimeOffset Arrival)>> WaitersAsync(ReceptionApi admin)
    {
        QueueDocument? queue = null;
        await Waits.UntilAsync(async () => (queue = await admin.GetQueueAsync("demo-en", "general")).Waiting == 2, () => $"{queue?.Waiting} of 2 wait");
        return [.. queue!.First.Select(waiter => (waiter.Conversation, waiter.Place, waiter.Arrival))];
    }

    /// <summary>No conversation waits or is held any more: nothing is stuck.</summary>
    private static async Task SettledAsync(ReceptionApi admin, Desk desk, List<Talker> talkers, SiloProcess silo)
    {
        var open = "";
        await Waits.UntilAsync(
            async () =>
            {
                var views = new List<string>();
                foreach (var queue in new[] { "general", "aftersales" })
                {
                    var now = await admin.GetQueueAsync("demo", queue);
                    if (now.Waiting > 0) views.Add($"{now.Waiting} in {queue}: {string.Join(", ", now.First.Select(waiter => waiter.Why))}");
                }
                var agent = await admin.GetAgentAsync("lin");
                if (agent.State is { Load: > 0 } state) views.Add($"lin holds {state.Load}: {string.Join(", ", state.Holds.Select(hold => hold.Conversation))}");
                views.AddRange(talkers.Where(talker => talker.View.Phase is "waiting" or "agent").Select(talker => $"{talker.Name} is {talker.View.Phase}"));
                open = string.Join("; ", views);
                return views.Count == 0;
            },
            () => $"still open: {open}; desk: {desk.Agent}\n{silo.Output()}");
    }

    private static async Task<List<MessageDocument>> StoredAsync(ReceptionApi admin, string conversation)
    {
        var all = new List<MessageDocument>();
        for (; ; )
        {
            var page = await admin.GetTranscriptAsync(conversation, all.Count == 0 ? 0 : all[^1].Sequence);
            all.AddRange(page.Messages);
            if (page.Messages.Length == 0 || all[^1].Sequence >= page.Last) return all;
        }
    }
}
