using Reception.Contracts.Goods;
using Reception.Contracts.Ids;
using Reception.Domain.Goods;
using Reception.Grains.Shops;

namespace Reception.Grains.Goods;

/// <summary>A shop's published catalogue, compiled; no index = nothing is published.</summary>
internal sealed record CompiledCatalogue(GoodsIndex? Index);

/// <summary>The catalogues in force, by shop. Loads and compiles outside all turns.</summary>
internal sealed class CatalogueCache(IGrainFactory grains, TimeProvider time) : ShopCache<CompiledCatalogue>(time)
{
    protected override async Task<(CompiledCatalogue? Value, long Version)?> LoadAsync(ShopId shop, long known)
    {
        var grain = grains.GetGrain<ICatalogueGrain>(shop.Value);
        var version = await grain.GetCurrentVersionAsync();
        if (version == known) return null;
        var content = version == 0 ? null : await grain.GetContentAsync(version);
        return (new(content is null ? null : GoodsIndex.Build(version, content.Products)), version);
    }
}
