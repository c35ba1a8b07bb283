using Reception.Contracts.Goods;
using Reception.Grains.Hosting;

namespace Reception.Grains.Goods;

/// <summary>The products of one published version, apart from the list of versions so that publishing writes each only once. Key: shop/version.</summary>
public interface ICatalogueVersionGrain : IGrainWithStringKey
{
    Task StoreAsync(Product[] products);

    [ReadOnly]
    Task<Product[]?> GetAsync();

    Task ClearAsync();
}

internal sealed class CatalogueVersionGrain([PersistentState("catalogue-version", "Default")] IPersistentState<CatalogueProducts> version) : Grain, ICatalogueVersionGrain
{
    public Task StoreAsync(Product[] products)
    {
        version.State.Products = products;
        return version.WriteOrEndAsync(DeactivateOnIdle);
    }

    public Task<Product[]?> GetAsync() => Task.FromResult(version.State.Products);

    public async Task ClearAsync()
    {
        await version.ClearStateAsync();
        DeactivateOnIdle();
    }
}
