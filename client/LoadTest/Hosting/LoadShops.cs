using System.Text;
using System.Text.Json;
using Reception.Client.Web.Rest;
using Reception.LoadTest.Profiles;
using Reception.Protocol.Rest;

namespace Reception.LoadTest.Hosting;

/// <summary>Makes the shops and agents of a run over REST, as anybody could: a bot with knowledge, one queue, agents of every shop.</summary>
internal sealed class LoadShops(ReceptionApi api, string run, LoadProfile profile, string language)
{
    public const string Queue = "service";

    /// <summary>First-reply target of the queue, seconds; a wait below it is in time.</summary>
    public const int TargetSeconds = 20;

    private const int AtOnce = 32;

    public IReadOnlyList<string> Shops { get; } = [.. Enumerable.Range(1, profile.Shops).Select(number => $"load-{run}-{number}")];

    public IReadOnlyList<string> Agents { get; } = [.. Enumerable.Range(1, profile.Agents.Count).Select(number => $"agent-{run}-{number}")];

    /// <summary>Creates all of it; the identity keys by shop.</summary>
    public async Task<IReadOnlyDictionary<string, byte[]>> CreateAsync(string knowledge)
    {
        var keys = new Dictionary<string, byte[]>();
        foreach (var shop in Shops)
        {
            await api.PutShopAsync(shop, Policy(shop), expected: 0);
            await api.PutKnowledgeAsync(shop, Encoding.UTF8.GetBytes(knowledge));
            var published = await api.PublishAsync(shop, new PublishRequest("load test", Force: true));
            while (published.State == "checking")
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
                published = await api.GetPublicationAsync(shop);
            }
            keys[shop] = Convert.FromBase64String((await api.GetIdentityKeyAsync(shop)).Key);
        }
        foreach (var some in Agents.Select((agent, index) => (agent, index)).Chunk(AtOnce))
            await Task.WhenAll(some.Select(one => api.PutAgentAsync(one.agent, one.agent, [$"{Shops[one.index % Shops.Count]}/{Queue}"], profile.Agents.Capacity)));
        return keys;
    }

    private string Policy(string shop)
    {
        var policy = new
        {
            name = shop,
            language,
            timeZone = language == "zh" ? "Asia/Shanghai" : "Europe/Oslo",
            queues = new[] { new { name = Queue, offerSeconds = 20, targetSeconds = TargetSeconds, chatWeight = 1 } },
            channels = new[] { new { name = "web" } },
            bot = new { enabled = true, missesBeforeHandOver = 5 },
            disconnectGraceSeconds = 10,
        };
        return JsonSerializer.Serialize(policy);
    }
}
