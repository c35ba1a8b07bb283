using System.Diagnostics;
using System.Globalization;
using Reception.Benchmarks.Replay;
using Reception.Client.Web.Rest;
using Reception.Domain.Insight;
using Reception.Protocol.Rest;

namespace Reception.Benchmarks.Insight;

/// <summary>
/// <c>hot-topic [--rate N] [--entries N] [--rounds N] [--silo FOLDER]</c>: a silo process, 200 customers on sockets who ask at a steady rate
/// about many entries, and in each round a hundred of them who ask one rare thing at once. Prints the seconds from the hundredth
/// acknowledgement until the API shows the hundred, and until it is marked as a burst, for the shop and over all shops; at the end every
/// count of the hour's window beside the exact one, with the sketch's bound.
/// </summary>
internal static class HotTopicBenchmark
{
    private const string Shop = "hot";
    private const int Customers = 200, Flood = 100;
    private const string Broken = "优惠券在结算页提示无效用不了";
    private const string Policy = """
        {"name":"Hot","language":"zh","timeZone":"Asia/Shanghai","queues":[{"name":"general"}],"channels":[{"name":"web"}],"bot":{"missesBeforeHandOver":5}}
        """;

    public static async Task<int> RunAsync(string[] args)
    {
        var switches = args.Chunk(2).ToDictionary(pair => pair[0], pair => pair[^1]);
        int Number(string name, int value) => switches.TryGetValue(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : value;
        var (rate, rounds) = (Number("--rate", 100), Number("--rounds", 5));
        var questions = new TopicQuestions(1, Number("--entries", 1_500));
        await using var silo = await ReplaySilo.StartAsync(switches.GetValueOrDefault("--silo"));
        using var http = new HttpClient();
        var api = new ReceptionApi(http, silo.Url, silo.AdminToken);
        await SetUpAsync(api, questions);
        await using var crowd = await TopicCrowd.ComeAsync(silo.Url, Shop, Convert.FromBase64String((await api.GetIdentityKeyAsync(Shop)).Key), Customers);
        Console.WriteLine($"{questions.Count} topics, {rate} questions/s, {Customers} sockets, {Environment.ProcessorCount} cores; 80 s of the usual first");

        var random = new Random(7);
        using var end = new CancellationTokenSource();
        var chat = crowd.ChatAsync(() => questions.Draw(random), rate, random, end.Token);
        await Task.Delay(TimeSpan.FromSeconds(80), TimeProvider.System);
        for (var round = 0; round < rounds; round++)
        {
            // Rare entries in turn, and once what the bot has no answer to.
            var (topic, text) = round == 0 ? ("", Broken) : questions[questions.Count - round];
            await RoundAsync(api, crowd, topic, text);
            await Task.Delay(TimeSpan.FromSeconds(2 + (0.37 * round)), TimeProvider.System);
        }
        await end.CancelAsync();
        await chat;
        await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System);
        return Compare(await api.GetTopicsAsync(Shop, "1h", 100), crowd.Exact);
    }

    private static async Task RoundAsync(ReceptionApi api, TopicCrowd crowd, string topic, string text)
    {
        var began = Stopwatch.GetTimestamp();
        var before = crowd.Exact.GetValueOrDefault(topic);
        await crowd.FloodAsync(topic, text, Flood);
        var acknowledged = Stopwatch.GetTimestamp();
        var took = Stopwatch.GetElapsedTime(began, acknowledged).TotalSeconds;
        var (own, all) = (SeeAsync(Shop), SeeAsync(null));
        var ((ownSeen, ownBurst), (allSeen, allBurst)) = (await own, await all);
        Console.WriteLine($"100 questions in {took:0.00} s ({(topic.Length == 0 ? "no answer" : topic)}, {before} before); seconds after the last one until shown: shop {ownSeen:0.00}, all {allSeen:0.00}; marked as a burst: shop {ownBurst:0.00}, all {allBurst:0.00}");

        async Task<(double Seen, double Burst)> SeeAsync(string? shop)
        {
            double? seen = null;
            using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(60));
            while (true)
            {
                var page = await api.GetTopicsAsync(shop, "1m", 100);
                var now = Stopwatch.GetElapsedTime(acknowledged).TotalSeconds;
                var found = page.Topics.FirstOrDefault(t => t.Label == text && t.AtLeast >= Flood);
                if (found is not null) seen ??= now;
                if (found is { Burst: true }) return (seen!.Value, now);
                if (now > 30) throw new InvalidOperationException($"After 30 s {(seen is null ? "not shown" : "not marked")}: {found}.");
                await tick.WaitForNextTickAsync();
            }
        }
    }

    private static int Compare(TopicsDocument page, IReadOnlyDictionary<string, int> exact)
    {
        var total = exact.Values.Sum();
        var (worst, wrong) = (0.0, 0);
        foreach (var topic in page.Topics)
        {
            var count = exact.GetValueOrDefault(topic.Kind == "entry" ? topic.Topic : "");
            worst = Math.Max(worst, Math.Abs((double)topic.AtLeast / page.Asked - ((double)count / total)));
            if (count >= topic.AtLeast && count <= topic.AtMost) continue;
            wrong++;
            Console.WriteLine($"out of bounds: {topic.Topic} {topic.AtLeast} to {topic.AtMost}, exactly {count}");
        }
        Console.WriteLine(
            $"{page.Asked} questions counted, {total} acknowledged, {exact.Count} topics; of the {page.Topics.Length} shown the worst share error is {worst:P3}, the sketch says {(double)page.Error / page.Asked:P3}, its bound is {1.0 / (FrequentItems.WindowCapacity + 1):P3}; {wrong} out of bounds");
        return wrong == 0 && page.Asked == total ? 0 : 1;
    }

    private static async Task SetUpAsync(ReceptionApi api, TopicQuestions questions)
    {
        await api.PutShopAsync(Shop, Policy, 0);
        await api.PutKnowledgeAsync(Shop, questions.JsonLines);
        var publication = await api.PublishAsync(Shop, new PublishRequest("hot", Force: true));
        while (publication.State == "checking")
        {
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
            publication = await api.GetPublicationAsync(Shop, publication.Number);
        }
        if (publication.State != "published") throw new InvalidOperationException($"The knowledge could not be published: {publication.Failure ?? publication.State}.");
    }
}
