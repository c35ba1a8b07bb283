using System.Runtime.CompilerServices;
using Reception.Contracts.Agents;
using Reception.Domain.Journal;
using Reception.Storage.Azure;
using Reception.Storage.Azure.Client;
using Reception.Storage.Azure.Journal;
using Reception.Storage.Azure.Projections;
using Reception.Storage.Azure.Rows;
using Reception.Storage.Azure.States;
using Reception.Storage.GrainStates;

namespace Reception.Storage.Migration;

/// <summary>
/// The contents of a store on Azure Storage. A state's blob is named <c>{state}-{type}/{key}.json</c>: types of grains have no hyphen, so the last
/// one before the first slash parts them.
/// </summary>
public sealed class AzureContents(AzureStore store) : IStoreContents
{
    private const string Extension = ".json";
    private readonly AzureEpisodeStore _episodes = new(store);
    private readonly OpenWorkTable _openWork = new(store);

    public TimeSpan Settling => 1.5 * store.Options.FeedPatience;

    public IConversationJournal Journal { get; } = new AzureConversationJournal(store);

    public IGrainStates States { get; } = new AzureGrainStates(store);

    public IEpisodeStore Episodes => _episodes;

    public async IAsyncEnumerable<(GrainStateKey Key, StoredState State)> StatesAsync(IReadOnlyCollection<string> providers, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        foreach (var provider in providers)
            await foreach (var item in store.GrainStates(provider).ListAsync("", cancellation).ConfigureAwait(false))
            {
                if (item.Length == 0 || KeyOf(provider, item.Name) is not { } key) continue;
                if (await States.ReadAsync(key, cancellation).ConfigureAwait(false) is { } state) yield return (key, state);
            }
    }

    public async IAsyncEnumerable<AgentProfile> AgentsAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await store.EnsureOpenAsync().ConfigureAwait(false);
        await foreach (var agent in _episodes.AllAgentsAsync(cancellation).ConfigureAwait(false)) yield return agent;
    }

    public async IAsyncEnumerable<OpenWork> OpenWorkAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await store.EnsureOpenAsync().ConfigureAwait(false);
        for (var account = 0; account < store.Accounts; account++)
            for (var shard = 0; shard < WorkShard.Count; shard++)
                await foreach (var row in _openWork.ListAsync(account, Tables.Prefixed(OpenWorkTable.Partition(shard), IndexedTable.Primary("")), Tables.MaxPage, cancellation).ConfigureAwait(false)) yield return row;
    }

    public async ValueTask PutOpenWorkAsync(OpenWork row, CancellationToken cancellation = default)
    {
        await store.EnsureOpenAsync().ConfigureAwait(false);
        await _openWork.PutAsync(row).ConfigureAwait(false);
    }

    /// <summary>Null: the name is not one of a state.</summary>
    internal static GrainStateKey? KeyOf(string provider, string name)
    {
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        var hyphen = slash < 0 ? -1 : name.LastIndexOf('-', slash);
        return hyphen > 0 && name.EndsWith(Extension, StringComparison.Ordinal) ? new GrainStateKey(provider, name[(hyphen + 1)..^Extension.Length], name[..hyphen]) : null;
    }
}
