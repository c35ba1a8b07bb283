using Reception.Contracts.Agents;
using Reception.Contracts.Ids;
using Reception.Contracts.Insight;
using Reception.Contracts.Operations;
using Reception.Contracts.Queues;
using Reception.Contracts.Routing;
using Reception.Contracts.Shops;
using Reception.Domain.Shops;
using Reception.Domain.Shops.Peak;
using Reception.Domain.Shops.Templates;

namespace Reception.Gateway.Tests.Fakes;

/// <summary>A shop's policy, template and identity key, by the real one's rules.</summary>
internal sealed class FakeShop(FakeCluster cluster, string id)
{
    private readonly PeakBook _peak = new(new());
    private long _version = 1;

    public ShopPolicy? Policy { get; set; }

    public string Key { get; set; } = Convert.ToBase64String(Enumerable.Range(0, 32).Select(i => (byte)(i * 7)).ToArray());

    public Task<VersionedPolicy?> GetAsync() => Task.FromResult(Policy is null ? null : new VersionedPolicy(new ShopId(id), _version, Policy));

    public Task<PutPolicyResult> PutAsync(ShopPolicy policy, long? expectedVersion)
    {
        if (expectedVersion is { } expected && expected != (Policy is null ? 0 : _version)) return Task.FromResult(new PutPolicyResult(PutPolicyOutcome.VersionConflict, _version, []));
        if (PolicyValidator.Validate(policy) is { Length: > 0 } errors) return Task.FromResult(new PutPolicyResult(PutPolicyOutcome.Invalid, _version, errors));
        Policy = policy;
        return Task.FromResult(new PutPolicyResult(PutPolicyOutcome.Stored, ++_version, []));
    }

    public Task<PutPolicyResult> CopyFromAsync(ShopId template, string name)
    {
        if (Policy is not null) return Task.FromResult(new PutPolicyResult(PutPolicyOutcome.VersionConflict, _version, []));
        Policy = cluster.Shop(template.Value).Policy! with { Name = name };
        return Task.FromResult(new PutPolicyResult(PutPolicyOutcome.Stored, _version, []));
    }

    public Task<TemplateFile?> ExportTemplateAsync() => Task.FromResult(Policy is null ? null : new TemplateFile(_version, ShopTemplate.Write(new(new ShopId(id), _version, Policy))));

    public Task<TemplateResult> CompareTemplateAsync(TemplateImport import)
    {
        var read = ShopTemplate.Read(import);
        return Task.FromResult(read.Policy is { } policy
            ? new TemplateResult(PutPolicyOutcome.Stored, Policy is null ? 0 : _version, PolicyDifference.Between(Policy, policy), [])
            : new TemplateResult(PutPolicyOutcome.Invalid, _version, [], read.Errors));
    }

    public async Task<TemplateResult> ApplyTemplateAsync(TemplateImport import, long? expectedVersion)
    {
        var compared = await CompareTemplateAsync(import);
        if (compared.Outcome != PutPolicyOutcome.Stored) return compared;
        var stored = await PutAsync(ShopTemplate.Read(import).Policy!, expectedVersion);
        return new(stored.Outcome, stored.Version, compared.Changes, stored.Errors);
    }

    public Task<PeakView?> GetPeakAsync() => Task.FromResult(Policy is null ? null : _peak.View(Policy, new(0, 0, 0), 100, cluster.Time.GetUtcNow()));

    public async Task<PeakResult> SwitchPeakAsync(PeakCommand command)
    {
        if (Policy is null) return new(PeakOutcome.UnknownShop, null, []);
        if (PeakBook.Check(Policy.Peak, command) is { Length: > 0 } errors) return new(PeakOutcome.Invalid, null, errors);
        _peak.Switch(Policy, command, new(0, 0, 0), cluster.Time.GetUtcNow());
        return new(PeakOutcome.Done, await GetPeakAsync(), []);
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
    public WaitingView[] First { get; set; } = [];

    public bool Drained { get; set; }

    public Task<QueueView> GetAsync(int first) => Task.FromResult(new QueueView(QueueId.Parse(key), First.Length, 0, null, 1, 3, First, Drained));

    public Task<WaitingView?> ExplainAsync(ConversationId work) => Task.FromResult<WaitingView?>(new(work, 2, default, null, null, 0, "all agents are busy", new(
        WaitingReason.NobodyFits, "no agent online fits: skill refund ≥ 3", 1, 0, 0, ["skill refund ≥ 3"], DateTimeOffset.UnixEpoch, "any level", ["skill refund ≥ 3"])));
}

internal sealed class FakeEpisodes
{
    public EpisodeRow[] Rows { get; set; } = [];

    public Task<EpisodePage> QueryAsync(EpisodeQuery query) => Task.FromResult(new EpisodePage(Rows, query.Cursor));

    public Task<AgentProfile[]> GetAgentsAsync() => Task.FromResult<AgentProfile[]>([new(new AgentId("anna"), "Anna", [new QueueId(new ShopId("demo"), "main")], 3)]);
}

internal sealed class FakeInsight
{
    public Task<ShopFigures> GetAsync() => Task.FromResult(new ShopFigures(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 2, 9, 60, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34));
}
