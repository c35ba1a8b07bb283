using System.Net.Http.Headers;
using Reception.Gateway.Tests.Fakes;
using Reception.Tests;

namespace Reception.Gateway.Tests.Hostile;

/// <summary>Random and mutated REST bodies, paths and queries: refused with a code, never 500.</summary>
public sealed class HostileBodyTests(ITestOutputHelper output)
{
    private const string Template = """
        template: 1
        policy:
          name: 北光
          language: zh
          timeZone: Asia/Shanghai
          queues:
            - name: main
              topics: [退款]
              rules:
                skills: [{ skill: refund, level: 3, expiresAfterSeconds: 60 }]
                selectors: [{ key: team, operator: in, values: [a, b] }]
                steps: [{ afterSeconds: 30, relax: [{ level: 1 }] }, { afterSeconds: 60, untilSeconds: 90, allHands: true }]
                hours: { weekly: [{ day: monday, openMinute: 0, closeMinute: 1440 }], exceptions: [{ date: 2026-12-25 }] }
          channels:
            - name: web
              rules: { parties: [{ name: p, title: 平台, url: "https://help.example" }] }
          routing:
            - { name: angry, queue: main, words: [投诉], reasons: [asked], second: true }
          bot: {}
        """;

    private static readonly (HttpMethod Method, string Path, string Type, string Body)[] Good =
    [
        (HttpMethod.Put, "shops/new", "application/json", """{"name":"新店","language":"zh","timeZone":"Asia/Shanghai","queues":[{"name":"main","topics":["退款"]}],"channels":[{"name":"web","origins":["https://a"]}],"bot":{"topicsForHumans":["投诉"],"answerThreshold":0.6},"hours":[{"day":"monday","openMinute":1,"closeMinute":2}]}"""),
        (HttpMethod.Post, "shops/demo/copies", "application/json", """{"shop":"copy","name":"分店"}"""),
        (HttpMethod.Put, "shops/demo/knowledge/draft", "application/x-ndjson", "{\"id\":\"ship\",\"question\":\"什么时候发货\",\"answer\":\"48 小时内\",\"similar\":[\"几天发货\"]}\n{\"id\":\"b\",\"question\":\"q\",\"answer\":null,\"similar\":[]}"),
        (HttpMethod.Post, "shops/demo/knowledge/publish", "application/json", """{"note":"x"}"""),
        (HttpMethod.Post, "shops/demo/knowledge/roll-back", "application/json", """{"version":1}"""),
        (HttpMethod.Post, "shops/demo/triage", "application/json", """{"text":"什么时候发货"}"""),
        (HttpMethod.Put, "agents/bob", "application/json", """{"name":"Bob","queues":["demo/main"],"capacity":2}"""),
        (HttpMethod.Put, "agents/anna/presence", "application/json", """{"intent":"away"}"""),
        (HttpMethod.Post, "agents/anna/tokens", "application/json", """{"minutes":60}"""),
        (HttpMethod.Post, "shops/demo/orders", "application/json", """{"orderId":"42","kind":"refunded","amount":12.5,"currency":"CNY","at":"2026-11-11T09:00:00Z","refundId":"r1","channel":"web","customer":"bo"}"""),
        (HttpMethod.Post, "shops/demo/orders", "application/json", """{"orderId":"42","amountMinor":1250,"currency":"JPY","conversation":"demo/web/v-1"}"""),
        (HttpMethod.Post, "shops/demo/conversations/web/v-1/feedback", "application/json", """{"sequence":2,"helpful":false}"""),
        (HttpMethod.Post, "shops/demo/training/proposals/accept", "application/json", """{"id":"q1","entryId":"invoice","question":"能开发票吗","answer":"可以","similar":["可以开票吗"],"topic":"发票"}"""),
        (HttpMethod.Post, "shops/demo/training/proposals/merge", "application/json", """{"id":"q1","entryId":"ship"}"""),
        (HttpMethod.Post, "shops/demo/training/proposals/reject", "application/json", """{"id":"q1"}"""),
        (HttpMethod.Post, "tokens", "application/json", """{"subject":"sue","shops":["demo"],"minutes":60}"""),
        (HttpMethod.Post, "shops/demo/template/diff", "application/json", """{"template":"template: 1\npolicy:\n  name: 店\n  language: zh\n","overrides":"queues: [{name: main, targetSeconds: 30}]","set":["queues[main].targetSeconds=30","channels[web]=~"]}"""),
        (HttpMethod.Post, "shops/new/template/diff", "application/yaml", Template),
        (HttpMethod.Post, "shops/copied/template/apply", "application/yaml", Template),
        (HttpMethod.Post, "shops/copied/template/apply", "application/json", """{"template":"name: 店\nlanguage: zh\ntimeZone: UTC\nqueues: [{name: a}]\nchannels: [{name: web}]\nbot: {}","set":["name=分店"]}"""),
        (HttpMethod.Post, "shops/demo/work-orders", "application/json", """{"id":"crm-1","kind":"review","title":"差评","stars":2,"priority":3,"skills":[{"skill":"refund","level":2}],"deadline":"2026-11-12T09:00:00Z"}"""),
        (HttpMethod.Put, "agents/bob", "application/json", """{"name":"Bob","capacity":2,"skills":[{"skill":"refund","level":3}],"qualifications":[{"queue":"demo/main","role":"all-hands","from":"2026-11-11T00:00:00Z","topics":["退款"]}]}"""),
        (HttpMethod.Put, "agents/anna/force", "application/json", """{"intent":"away","reason":"x","minutes":15}"""),
    ];

    private static readonly string[] Gets =
    [
        "shops/demo", "shops/demo/conversations?phase=bot&agent=anna&topic=x&from=2026-11-11T00:00:00Z&to=2026-11-12T00:00:00Z&cursor=abc&limit=5", "shops/demo/conversations/web/v-1/messages?after=0&max=5",
        "shops/demo/queues/main?first=3", "shops/demo/knowledge?version=1", "shops/demo/knowledge/unanswered?max=5", "agents/anna",
        "shops/demo/training/clusters?day=2026-11-11&kind=handed-over&max=5", "shops/demo/training/proposals?max=5", "shops/demo/training/entries?entry=ship&version=1&max=5",
        "shops/demo/template", "shops/demo/conversations/web/v-1/explanation", "shops/demo/conversations/~order/1/explanation", "shops/demo/work-orders?phase=waiting&kind=review&limit=5", "shops/demo/work-orders/1",
        "shops/demo/training/effect?version=2&before=1&from=2026-11-01&to=2026-11-11", "shops/demo/training/sales?from=2026-11-01&to=2026-11-11",
        "shops/demo/topics?window=5m&max=5", "shops/demo/topics/ship/conversations", "topics?window=1h&max=3", "topics/~e012345678901/conversations",
    ];

    [Fact]
    public async Task Requests_ThatAreMutated_AreNever500()
    {
        await using var host = await GatewayHost.StartAsync(options => (options.Rest.PerSecond, options.Rest.Burst) = (1_000_000, 1_000_000));
        var seed = TestRun.SeedFor(nameof(Requests_ThatAreMutated_AreNever500));
        output.WriteLine($"seed {seed} (RECEPTION_SEED={TestRun.Seed})");
        var mutations = new Mutations(seed);
        var statuses = new SortedDictionary<int, int>();
        for (var i = 0; i < TestRun.Cases(2_000, 20_000); i++)
        {
            var answer = await SendAsync(host, mutations);
            statuses[answer.Status] = statuses.GetValueOrDefault(answer.Status) + 1;
            if (answer.Status >= 400 && !IsOfTheWebServer(answer)) Assert.True(answer.Code is not null, $"{answer.Status} without a code: {answer.Text}");
        }
        output.WriteLine(string.Join(", ", statuses.Select(status => $"{status.Value} × {status.Key}")));
        Assert.DoesNotContain(statuses.Keys, status => status >= 500);
        Assert.DoesNotContain(host.Logs.Lines, line => line.Level >= Microsoft.Extensions.Logging.LogLevel.Error);
    }

    private static async Task<RestAnswer> SendAsync(GatewayHost host, Mutations mutations)
    {
        if (mutations.Next(4) == 0)
        {
            var path = System.Text.Encoding.Latin1.GetString(mutations.Of(Gets[mutations.Next(Gets.Length)]));
            return await host.SendAsync(HttpMethod.Get, "/api/v1/" + string.Join("/", path.Split('/').Select(Escape)), GatewayHost.Admin);
        }
        var (method, route, type, good) = Good[mutations.Next(Good.Length)];
        var body = new ByteArrayContent(mutations.Of(good));
        body.Headers.ContentType = new MediaTypeHeaderValue(mutations.Next(30) == 0 ? "text/html" : type);
        return await host.SendAsync(method, $"/api/v1/{route}", GatewayHost.Admin, body);
    }

    // Kestrel itself refuses addresses that are none (%00) before anything of ours runs: 400 without a body.
    private static bool IsOfTheWebServer(RestAnswer answer) => answer is { Status: 400, Text: "", MediaType: null };

    // Keeps ? & = and what is a valid path, escapes the rest, so that any bytes arrive.
    private static string Escape(string part) => string.Concat(part.Select(c => char.IsAsciiLetterOrDigit(c) || c is '?' or '&' or '=' or '-' or '.' or ':' ? $"{c}" : $"%{(int)c:X2}"));
}
