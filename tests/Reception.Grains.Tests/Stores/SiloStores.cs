using Orleans.Storage;
using Reception.Contracts.Agents;
using Reception.Contracts.Ids;
using Reception.Contracts.Operations;
using Reception.Domain.Journal;

namespace Reception.Grains.Tests.Stores;

/// <summary>One silo's way to the stores of a test. A silo that was killed writes nothing any more, whatever its remains still try.</summary>
public sealed class SiloStores(MemoryStores stores) : IConversationJournal, IOpenWorkIndex, IEpisodeStore, IGrainStorage
{
    /// <summary>The silo is dead.</summary>
    public bool IsCutOff { get; set; }

    public ValueTask<AppendOutcome> AppendAsync(JournalAppend append, CancellationToken cancellation = default) => Live(stores.Journal).AppendAsync(append, cancellation);

    public ValueTask<long> GetLastSequenceAsync(string conversation, CancellationToken cancellation = default) => Live(stores.Journal).GetLastSequenceAsync(conversation, cancellation);

    public ValueTask<IReadOnlyList<JournalEvent>> ReadAsync(string conversation, long afterSequence, int max, CancellationToken cancellation = default) =>
        Live(stores.Journal).ReadAsync(conversation, afterSequence, max, cancellation);

    public ValueTask<IReadOnlyList<JournalEvent>> ReadFromCheckpointAsync(string conversation, CancellationToken cancellation = default) =>
        Live(stores.Journal).ReadFromCheckpointAsync(conversation, cancellation);

    public ValueTask<IReadOnlyList<FeedItem>> ReadFeedAsync(long afterPosition, int max, CancellationToken cancellation = default) =>
        Live(stores.Journal).ReadFeedAsync(afterPosition, max, cancellation);

    public ValueTask<IReadOnlyList<OpenWork>> GetDueAsync(int shard, DateTimeOffset now, int max, CancellationToken cancellation = default) =>
        Live(stores.Journal).GetDueAsync(shard, now, max, cancellation);

    public ValueTask<IReadOnlyList<OpenWork>> GetWaitingAsync(string queue, CancellationToken cancellation = default) => Live(stores.Journal).GetWaitingAsync(queue, cancellation);

    public ValueTask<IReadOnlyList<string>> GetQueuesAsync(CancellationToken cancellation = default) => Live(stores.Journal).GetQueuesAsync(cancellation);

    public ValueTask RescheduleAsync(string work, long epoch, DateTimeOffset? nextStepAt, CancellationToken cancellation = default) =>
        Live(stores.Journal).RescheduleAsync(work, epoch, nextStepAt, cancellation);

    public ValueTask<long> GetPositionAsync(CancellationToken cancellation = default) => Live(stores.Episodes).GetPositionAsync(cancellation);

    public ValueTask<EpisodeRow?> FindAsync(ConversationId conversation, int episode, CancellationToken cancellation = default) =>
        Live(stores.Episodes).FindAsync(conversation, episode, cancellation);

    public ValueTask<bool> StoreAsync(IReadOnlyCollection<EpisodeRow> rows, IReadOnlyCollection<ArrivalHour> hours, long after, long position, CancellationToken cancellation = default) =>
        Live(stores.Episodes).StoreAsync(rows, hours, after, position, cancellation);

    public ValueTask<IReadOnlyList<ArrivalHour>> GetHoursAsync(ShopId shop, long from, long to, CancellationToken cancellation = default) => Live(stores.Episodes).GetHoursAsync(shop, from, to, cancellation);

    public ValueTask<IReadOnlyList<ShopArrivals>> GetShopsAsync(long from, int most, CancellationToken cancellation = default) => Live(stores.Episodes).GetShopsAsync(from, most, cancellation);

    public ValueTask<EpisodePage> QueryAsync(ShopId shop, EpisodeQuery query, CancellationToken cancellation = default) => Live(stores.Episodes).QueryAsync(shop, query, cancellation);

    public ValueTask StoreAgentAsync(AgentProfile profile, CancellationToken cancellation = default) => Live(stores.Episodes).StoreAgentAsync(profile, cancellation);

    public ValueTask<IReadOnlyList<AgentProfile>> GetAgentsAsync(ShopId shop, CancellationToken cancellation = default) => Live(stores.Episodes).GetAgentsAsync(shop, cancellation);

    public ValueTask ResetAsync(CancellationToken cancellation = default) => Live(stores.Episodes).ResetAsync(cancellation);

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => Live(stores.Grains).ReadStateAsync(stateName, grainId, grainState);

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => Live(stores.Grains).WriteStateAsync(stateName, grainId, grainState);

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => Live(stores.Grains).ClearStateAsync(stateName, grainId, grainState);

    private T Live<T>(T store) => IsCutOff ? throw new JournalUnavailableException("This silo is dead.") : store;
}
