using Microsoft.Extensions.Logging;
using Reception.Contracts.Goods;
using Reception.Contracts.Ids;
using Reception.Contracts.Shops;
using Reception.Domain.Goods;
using Reception.Grains.Delivery;
using Reception.Grains.Hosting;
using Reception.Grains.Shops;

namespace Reception.Grains.Goods;

/// <summary>A shop's products: a draft, numbered versions, the one in force. Content is stored before the list names it.</summary>
internal sealed class CatalogueGrain(
    [PersistentState("catalogue", "Default")] IPersistentState<CatalogueHead> head,
    [PersistentState("catalogue-draft", "Default")] IPersistentState<CatalogueProducts> draft,
    PolicyCache policies,
    TimeProvider time,
    ILogger<CatalogueGrain> log) : Grain, ICatalogueGrain
{
    private readonly Notices _notices = new(time, log);

    /// <summary>For dry runs: the version tried last. Conversations use their silo's cache.</summary>
    private GoodsIndex? _tried;

    private ShopId Shop => new(this.GetPrimaryKeyString());

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _notices.Stop();
        return Task.CompletedTask;
    }

    public async Task<CatalogueResult> PutDraftAsync(byte[] file, CatalogueFormat format)
    {
        if (await policies.GetAsync(Shop) is null) return Result(CatalogueOutcome.UnknownShop, 0, $"There is no shop '{Shop}'.");
        var import = CatalogueImport.Parse(file, format);
        if (!import.IsUsable) return Result(CatalogueOutcome.Invalid, import.Products.Length, [.. import.Problems.Select(p => p.ToString())]);
        draft.State.Products = [.. import.Products];
        await StoreAsync(draft);
        return Result(CatalogueOutcome.Done, import.Products.Length);
    }

    public Task<byte[]?> GetDraftAsync(CatalogueFormat format) => Task.FromResult(draft.State.Products is { } products ? CatalogueExport.Write(products, format) : null);

    public async Task<CatalogueResult> PublishAsync(string by, string? note)
    {
        if (draft.State.Products is not { Length: > 0 } products) return Result(CatalogueOutcome.NothingToPublish, 0, "There is no draft with products.");
        return await PublishAsync(products, by, note);
    }

    public Task<CatalogueVersion[]> GetVersionsAsync() => Task.FromResult(head.State.Versions.ToArray());

    public Task<long> GetCurrentVersionAsync() => Task.FromResult(head.State.Current);

    public async Task<CatalogueContent?> GetContentAsync(long? version)
    {
        var wanted = version ?? head.State.Current;
        if (!head.State.Versions.Any(v => v.Version == wanted)) return null;
        return await VersionGrain(wanted).GetAsync() is { } products ? new(wanted, products) : null;
    }

    public async Task<byte[]?> GetFileAsync(long? version, CatalogueFormat format) => await GetContentAsync(version) is { } content ? CatalogueExport.Write(content.Products, format) : null;

    public async Task<CatalogueResult> RollBackAsync(long version, string by)
    {
        if (await GetContentAsync(version) is not { } content) return Result(CatalogueOutcome.UnknownVersion, 0, $"There is no version {version}.");
        return await PublishAsync(content.Products, by, $"version {version} again");
    }

    public async Task<GoodsReport> TryAsync(string text, string? product)
    {
        var language = (await policies.GetAsync(Shop))?.Policy.Language ?? "en";
        if (await GetContentAsync(null) is not { } content) return GoodsReports.None(0);
        if (_tried?.Version != content.Version) _tried = GoodsIndex.Build(content.Version, content.Products);
        return GoodsReports.Of(_tried.Answer(text, new(time.GetUtcNow(), product), GoodsWords.For(language)), content.Version);
    }

    private async Task<CatalogueResult> PublishAsync(Product[] products, string by, string? note)
    {
        var version = (head.State.Versions.Count == 0 ? 0 : head.State.Versions.Max(v => v.Version)) + 1;
        await VersionGrain(version).StoreAsync(products);
        head.State.Versions.Add(new(version, time.GetUtcNow(), products.Length, by, note));
        head.State.Current = version;
        var dropped = head.State.Versions.Count > CatalogueHead.MaxVersions ? head.State.Versions[0].Version : 0;
        if (dropped > 0) head.State.Versions.RemoveAt(0);
        await StoreAsync(head);
        if (dropped > 0) _notices.Start($"clear {dropped}", () => VersionGrain(dropped).ClearAsync());
        _notices.Start($"published {version}", () => GrainFactory.GetGrain<IShopGrain>(Shop.Value).OnCataloguePublishedAsync(version));
        return Result(CatalogueOutcome.Done, products.Length);
    }

    private Task StoreAsync<T>(IPersistentState<T> state) => state.WriteOrEndAsync(DeactivateOnIdle);

    private CatalogueResult Result(CatalogueOutcome outcome, int products, params string[] errors) => new(outcome, head.State.Current, products, errors);

    private ICatalogueVersionGrain VersionGrain(long version) => GrainFactory.GetGrain<ICatalogueVersionGrain>($"{Shop}/{version}");
}
