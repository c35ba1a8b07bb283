using Reception.Contracts.Agents;
using Reception.Contracts.Ids;
using Reception.Contracts.Insight;
using Reception.Contracts.Operations;
using Reception.Contracts.Queues;
using Reception.Contracts.Shops;

namespace Reception.Gateway.Tests.Fakes;

/// <summary>A shop's policy and identity key; it walks the whole policy, as the real one does.</summary>
internal sealed class FakeShop(FakeCluster cluster, string id)
{
    private long _version = 1;

    public ShopPolicy? Policy { get; set; }

    public string Key { get; set; } = Convert.ToBase64String(Enumerable.Range(0, 32).Select(i => (byte)(i * 7)).ToArray());

    public Task<VersionedPolicy?> GetAsync() => Task.FromResult(Policy is null ? null : new VersionedPolicy(new ShopId(id), _version, Policy));

    public Task<PutPolicyResult> PutAsync(ShopPolicy policy, long? expectedVersion)
    {
        if (expectedVersion is { } expected && expected != (Policy is null ? 0 : _version)) return Task.FromResult(new PutPolicyResult(PutPolicyOutcome.VersionConflict, _version, []));
        var walked = policy.Queues.Sum(queue => queue.Name.Length + (queue.Topics ?? []).Sum(topic => topic.Length)) + policy.Channels.Sum(channel => channel.Name.Length + (channel.Origins ?? []).Sum(origin => origin.Length))
            + (policy.Hours ?? []).Sum(hours => hours.OpenMinute) + (policy.Bot.TopicsForHumans ?? []).Sum(topic => topic.Length) + policy.Name.Length + policy.Language.Length + policy.TimeZone.Length;
        if (walked < 0 || policy.Queues.Length == 0) return Task.FromResult(new PutPolicyResult(PutPolicyOutcome.Invalid, _version, ["queues: at least 1.", "and more"]));
        Policy = policy;
        return Task.FromResult(new PutPolicyResult(PutPolicyOutcome.Stored, ++_version, []));
    }

    public Task<PutPolicyResult> CopyFromAsync(ShopId template, string name)
    {
        if (Policy is not null) return Task.FromResult(new PutPolicyResult(PutPolicyOutcome.VersionConflict, _version, []));
        Policy = cluster.Shop(template.Value).Policy! with { Name = name };
        return Task.FromResult(new PutPolicyResult(PutPolicyOutcome.Stored, _version, []));
    }

    public Task<string?> GetIdentityKeyAsync() => Task.FromResult(Policy is null ? null : Key);

    public Task<string?> RotateIdentityKeyAsync()
    {
        Key = Convert.ToBase64String(Enumerable.Range(0, 32).Select(i => (byte)(i * 11)).ToArray());
        return GetIdentityKeyAsync();
    }
}

internal sealed class FakeQueue(string key)
{
    public Task<QueueView> GetAsync(int first) => Task.FromResult(new QueueView(QueueId.Parse(key), 0, 0, null, 1, 3, []));
}

internal sealed class FakeEpisodes
{
    public Task<EpisodePage> QueryAsync(EpisodeQuery query) => Task.FromResult(new EpisodePage([], query.Cursor));

    public Task<AgentProfile[]> GetAgentsAsync() => Task.FromResult<AgentProfile[]>([new(new AgentId("anna"), "Anna", [new QueueId(new ShopId("demo"), "main")], 3)]);
}

internal sealed class FakeInsight
{
    public Task<ShopFigures> GetAsync() => Task.FromResult(new ShopFigures(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 2, 9, 60));
}
