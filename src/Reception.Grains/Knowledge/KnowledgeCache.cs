using Reception.Contracts.Ids;
using Reception.Contracts.Knowledge;
using Reception.Domain.Triage;
using Reception.Grains.Shops;

namespace Reception.Grains.Knowledge;

/// <summary>A shop's published knowledge, compiled; no index = nothing is published.</summary>
internal sealed record CompiledKnowledge(long Version, TriageIndex? Index);

/// <summary>The knowledge in force, by shop.</summary>
internal sealed class KnowledgeCache(IGrainFactory grains, IndexCompiler compiler, TimeProvider time) : ShopCache<CompiledKnowledge>(time)
{
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
