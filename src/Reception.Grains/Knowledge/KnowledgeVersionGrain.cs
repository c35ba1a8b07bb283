using Reception.Contracts.Knowledge;

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
    public async Task StoreAsync(KnowledgeEntry[] entries)
    {
        version.State.Entries = entries;
        try
        {
            await version.WriteStateAsync();
        }
        catch
        {
            DeactivateOnIdle(); // what is in memory is not what is stored
            throw;
        }
    }

    public Task<KnowledgeEntry[]?> GetAsync() => Task.FromResult(version.State.Entries);

    public async Task ClearAsync()
    {
        await version.ClearStateAsync();
        DeactivateOnIdle();
    }
}
