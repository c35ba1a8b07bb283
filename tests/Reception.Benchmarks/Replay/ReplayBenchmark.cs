using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Reception.Client.Web;
using Reception.Client.Web.Rest;
using Reception.Protocol.Rest;

namespace Reception.Benchmarks.Replay;

/// <summary>
/// <c>replay DIALOGUES QA [--sessions N] [--silo FOLDER] [--transcripts FILE]</c>: plays recorded conversations through a silo
/// process, customer by customer over sockets, and prints one JSON line. An agent who says what the recorded one said takes over
/// what the bot hands over; while he serves, the machine may answer what is simple.
/// <para>
/// The questions and answers come from the same recordings. So the conversations are dealt into <see cref="Folds"/> folds, each
/// with a shop of its own whose knowledge is made without the pairs of its conversations: no customer meets his own agent's reply.
/// </para>
/// </summary>
internal static class ReplayBenchmark
{
    private const int Folds = 4, AtOnce = 8, Capacity = 50;

    private const string Policy = """
        {"name":"Replay","language":"zh","timeZone":"Asia/Shanghai","queues":[{"name":"general","offerSeconds":20,"targetSeconds":60}],
         "channels":[{"name":"web"}],"bot":{"whileHumanServes":"answer-simple"}}
        """;

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is not [var dialogues, var pairs, .. var rest] || rest.Length % 2 != 0)
        {
            Console.Error.WriteLine("usage: replay DIALOGUES QA [--sessions N] [--silo FOLDER] [--transcripts FILE]");
            return 2;
        }

        var switches = rest.Chunk(2).ToDictionary(pair => pair[0], pair => pair[1]);
        var all = Dialogue.Read(dialogues);
        var sessions = switches.TryGetValue("--sessions", out var count) ? int.Parse(count, null) : all.Length;
        await using var silo = await ReplaySilo.StartAsync(switches.GetValueOrDefault("--silo"));
        var (played, entries, refused) = await PlayAsync(silo, [.. all.Take(sessions)], QuestionAndAnswer.Read(pairs));
        if (switches.TryGetValue("--transcripts", out var file))
            await File.WriteAllLinesAsync(file, played.Select(Transcript));
        var line = new JsonObject { ["folds"] = Folds, ["entries_per_fold"] = entries, ["agent_lines_refused"] = refused };
        foreach (var (name, value) in ReplayFigures.Of(played))
            line[name] = value?.DeepClone();
        Console.WriteLine(line.ToJsonString(JsonSerializerOptions.Default));
        return 0;
    }

    private static async Task<(PlayedDialogue[] Played, int Entries, int Refused)> PlayAsync(ReplaySilo silo, Dialogue[] dialogues, QuestionAndAnswer[] pairs)
    {
        using var http = new HttpClient();
        var api = new ReceptionApi(http, silo.Url, silo.AdminToken);
        var options = new WebClientOptions { Url = silo.Url };
        var foldOf = dialogues.Select((d, i) => (d.Id, Fold: i % Folds)).ToDictionary(d => d.Id, d => d.Fold);
        var keys = new byte[Folds][];
        var entries = 0;
        for (var fold = 0; fold < Folds; fold++)
        {
            var (lines, made) = ReplayKnowledge.Make(pairs.Where(p => !foldOf.TryGetValue(p.Dialogue, out var own) || own != fold));
            entries += made;
            await api.PutShopAsync(Shop(fold), Policy, 0);
            await api.PutKnowledgeAsync(Shop(fold), Encoding.UTF8.GetBytes(lines));
            await PublishAsync(api, Shop(fold));
            keys[fold] = Convert.FromBase64String((await api.GetIdentityKeyAsync(Shop(fold))).Key);
        }

        await api.PutAgentAsync("replay", "Replay", [.. Enumerable.Range(0, Folds).Select(fold => $"{Shop(fold)}/general")], Capacity);
        await using var agent = await ReplayAgent.StartAsync(options, (await api.IssueAgentTokenAsync("replay")).Token);
        var customer = new ReplayCustomer(options, api, agent);
        var played = new PlayedDialogue[dialogues.Length];
        await Parallel.ForEachAsync(Enumerable.Range(0, dialogues.Length), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (i, _) =>
            played[i] = await customer.PlayAsync(dialogues[i], Shop(foldOf[dialogues[i].Id]), keys[foldOf[dialogues[i].Id]]));
        return (played, entries / Folds, agent.Refused);
    }

    /// <summary>Recorded answers to one question differ: the check says so, and it is published nevertheless.</summary>
    private static async Task PublishAsync(ReceptionApi api, string shop)
    {
        var publication = await api.PublishAsync(shop, new PublishRequest("replay", Force: true));
        while (publication.State == "checking")
        {
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
            publication = await api.GetPublicationAsync(shop, publication.Number);
        }
        if (publication.State != "published") throw new InvalidOperationException($"The knowledge of {shop} could not be published: {publication.Failure ?? publication.State}.");
    }

    private static string Shop(int fold) => $"replay-{fold}";

    /// <summary>For reading by eye; the recordings are not ours, so the file stays with who ran this.</summary>
    private static string Transcript(PlayedDialogue played) => new JsonObject
    {
        ["id"] = played.Dialogue.Id,
        ["handOver"] = played.HandOver,
        ["lines"] = new JsonArray([.. played.Lines.Select(l => new JsonObject
        {
            ["owner"] = l.Owner,
            ["customer"] = l.Text,
            ["machine"] = new JsonArray([.. l.Replies.Select(r => (JsonNode)$"{r.Kind}/{r.Rule} {r.Confidence:0.00}: {r.Text}")]),
            ["human"] = l.HumanReply,
            ["handedOver"] = l.HandedOver ? l.Rule : null,
        })]),
    }.ToJsonString(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
