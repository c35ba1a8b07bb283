using Reception.Contracts.Ids;
using Reception.Contracts.Knowledge;
using Reception.Domain.Triage;
using Reception.Grains.Shops;

namespace Reception.Grains.Knowledge;

/// <summary>A shop's published knowledge, compiled; no index = nothing is published.</summary>
internal sealed record CompiledKnowledge(long Version, TriageIndex? Index);

/// <summary>The knowledge in force, by shop, within the <see cref="IndexBudget"/>.</summary>
internal sealed class KnowledgeCache(IGrainFactory grains, IndexCompiler compiler, IndexBudget budget, TimeProvider time) : ShopCache<CompiledKnowledge>(time, budget.Bytes)
{
    protected override long BytesOf(CompiledKnowledge value) => value.Index?.Bytes ?? 0;

    protected override async Task<(CompiledKnowledge? Value, long Version)?> LoadAsync(ShopId shop, long known)
    {
        var grain = grains.GetGrain<IKnowledgeGrain>(shop.Value);
        var version = await grain.GetCurrentVersionAsync();
        if (version == known) return null;
        var content = version == 0 ? null : await grain.GetContentAsync(version);
        var index = content is null ? null : await compiler.CompileAsync(shop, content);
        return (new(version, index), version);
    }
}
