using Reception.Contracts.Knowledge;
using Reception.Grains.Hosting;

namespace Reception.Grains.Knowledge;

/// <summary>The entries of one published version, apart from the list of versions so that publishing writes each only once. Key: shop/version.</summary>
public interface IKnowledgeVersionGrain : IGrainWithStringKey
{
    Task StoreAsync(KnowledgeEntry[] entries);

    [ReadOnly]
    Task<KnowledgeEntry[]?> GetAsync();

    Task ClearAsync();
}

internal sealed class KnowledgeVersionGrain([PersistentState("knowledge-version", "Default")] IPersistentState<KnowledgeEntries> version) : Grain, IKnowledgeVersionGrain
{
    public Task StoreAsync(KnowledgeEntry[] entries)
    {
        version.State.Entries = entries;
        return version.WriteOrEndAsync(DeactivateOnIdle);
    }

    public Task<KnowledgeEntry[]?> GetAsync() => Task.FromResult(version.State.Entries);

    public async Task ClearAsync()
    {
        await version.ClearStateAsync();
        DeactivateOnIdle();
    }
}
