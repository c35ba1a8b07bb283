using Reception.Contracts.Agents;
using Reception.Contracts.Ids;
using Reception.Contracts.Operations;
using Reception.Domain.Journal;
using Reception.Storage.Sqlite;

namespace Reception.Storage.Remote;

/// <summary>The read side in the store process.</summary>
public sealed class RemoteEpisodeStore(RemoteStore store) : IEpisodeStore
{
    public ValueTask<long> GetPositionAsync(CancellationToken cancellation = default) =>
        store.CallAsync(EpisodeCalls.Position, 0, static (_, _) => { }, static reader => reader.Long(), cancellation);

    public ValueTask<EpisodeRow?> FindAsync(ConversationId conversation, int episode, CancellationToken cancellation = default) => store.CallAsync(
        EpisodeCalls.Find, (conversation, episode), static (writer, state) => writer.Text(state.conversation.ToString()).Int(state.episode),
        static reader => reader.Flag() ? EpisodeCalls.ReadRow(reader) : null, cancellation);

    public ValueTask<bool> StoreAsync(IReadOnlyCollection<EpisodeRow> rows, IReadOnlyCollection<ArrivalHour> hours, long after, long position, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(hours);
        ArgumentOutOfRangeException.ThrowIfNegative(after);
        ArgumentOutOfRangeException.ThrowIfLessThan(position, after);
        return store.CallAsync(EpisodeCalls.Store, (rows, hours, after, position), static (writer, state) =>
        {
            EpisodeCalls.WriteRows(writer.Long(state.after).Long(state.position), state.rows);
            EpisodeCalls.WriteHours(writer, state.hours);
        }, static reader => reader.Flag(), cancellation);
    }

    public ValueTask<IReadOnlyList<ArrivalHour>> GetHoursAsync(ShopId shop, long from, long to, CancellationToken cancellation = default) => store.CallAsync(
        EpisodeCalls.Hours, (shop, from, to), static (writer, state) => writer.Text(state.shop.Value).Long(state.from).Long(state.to),
        static IReadOnlyList<ArrivalHour> (reader) => reader.Many(EpisodeCalls.ReadHour), cancellation);

    public ValueTask<IReadOnlyList<ShopArrivals>> GetShopsAsync(long from, int most, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(most);
        return store.CallAsync(EpisodeCalls.Shops, (from, most), static (writer, state) => writer.Long(state.from).Int(state.most),
            static IReadOnlyList<ShopArrivals> (reader) => reader.Many(EpisodeCalls.ReadShop), cancellation);
    }

    public ValueTask<EpisodePage> QueryAsync(ShopId shop, EpisodeQuery query, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(query.Limit, nameof(query));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, SqliteEpisodeStore.MaxLimit, nameof(query));
        return store.CallAsync(EpisodeCalls.Query, (shop, query), static (writer, state) => EpisodeCalls.WriteQuery(writer, state.shop, state.query),
            static reader => new EpisodePage(reader.Many(EpisodeCalls.ReadRow), reader.TextOrNull()), cancellation);
    }

    public async ValueTask StoreAgentAsync(AgentProfile profile, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(profile);
        await store.CallAsync(EpisodeCalls.StoreAgent, profile, EpisodeCalls.WriteProfile, RemoteStore.Nothing, cancellation).ConfigureAwait(false);
    }

    public ValueTask<IReadOnlyList<AgentProfile>> GetAgentsAsync(ShopId shop, CancellationToken cancellation = default) => store.CallAsync(
        EpisodeCalls.Agents, shop, static (writer, state) => writer.Text(state.Value), static IReadOnlyList<AgentProfile> (reader) => reader.Many(EpisodeCalls.ReadProfile), cancellation);

    public async ValueTask ResetAsync(CancellationToken cancellation = default) =>
        await store.CallAsync(EpisodeCalls.Reset, 0, static (_, _) => { }, RemoteStore.Nothing, cancellation).ConfigureAwait(false);
}
