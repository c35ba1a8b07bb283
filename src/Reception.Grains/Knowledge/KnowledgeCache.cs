using Reception.Contracts.Ids;
using Reception.Contracts.Knowledge;
using Reception.Domain.Knowledge;
using Reception.Domain.Triage;
using Reception.Grains.Shops;

namespace Reception.Grains.Knowledge;

/// <summary>A shop's published knowledge, compiled; no index = nothing is published. The canary is in force for a share of the conversations.</summary>
internal sealed record CompiledKnowledge(long Stamp, TriageIndex? Index, TriageIndex? Canary = null, int Share = 0, DateTimeOffset? ChangedAt = null)
{
    /// <summary>What this conversation is judged with. Stable: an episode stays with its version while the share does not shrink.</summary>
    public TriageIndex? For(ConversationId conversation) =>
        Canary is { } canary && CanaryShare.Includes(conversation.ToString(), canary.Knowledge.Version, Share) ? canary : Index;

    /// <summary>The index of a version, if it is in force.</summary>
    public TriageIndex? Of(long version) => Index?.Knowledge.Version == version ? Index : Canary?.Knowledge.Version == version ? Canary : null;
}

/// <summary>The knowledge in force, by shop, within the <see cref="IndexBudget"/>.</summary>
internal sealed class KnowledgeCache(IGrainFactory grains, IndexCompiler compiler, IndexBudget budget, TimeProvider time) : ShopCache<CompiledKnowledge>(time, budget.Bytes)
{
    protected override long BytesOf(CompiledKnowledge value) => (value.Index?.Bytes ?? 0) + (value.Canary?.Bytes ?? 0);

    protected override async Task<(CompiledKnowledge? Value, long Version)?> LoadAsync(ShopId shop, long known)
    {
        var grain = grains.GetGrain<IKnowledgeGrain>(shop.Value);
        var inForce = await grain.GetInForceAsync();
        if (inForce.Stamp == known) return null;
        var before = Known(shop);
        var index = await CompileAsync(grain, shop, inForce.Current, before);
        var canary = inForce.Canary is { } version ? await CompileAsync(grain, shop, version, before) : null;
        return (new(inForce.Stamp, index, canary, inForce.Share, inForce.ChangedAt), inForce.Stamp);
    }

    private async Task<TriageIndex?> CompileAsync(IKnowledgeGrain grain, ShopId shop, long version, CompiledKnowledge? before)
    {
        if (version == 0) return null;
        if (before?.Of(version) is { } known) return known;
        return await grain.GetContentAsync(version) is { } content ? await compiler.CompileAsync(shop, content) : null;
    }
}
