using Reception.Contracts.Agents;
using Reception.Contracts.Ids;
using Reception.Contracts.Operations;

namespace Reception.Domain.Journal;

/// <summary>
/// The read side: one row per episode, and the agents' profiles. Written behind the journal together with the feed position it
/// reflects; thrown away and rebuilt from position 0 at will.
/// </summary>
public interface IEpisodeStore
{
    /// <summary>The feed position up to which the rows are folded; 0 when empty.</summary>
    ValueTask<long> GetPositionAsync(CancellationToken cancellation = default);

    ValueTask<EpisodeRow?> FindAsync(ConversationId conversation, int episode, CancellationToken cancellation = default);

    /// <summary>
    /// Stores rows and position and adds to the hours in one commit, if the position is still <paramref name="after"/>: the fence against
    /// a second projector. False: another was first, nothing was written. Hours older than <see cref="ArrivalHour.KeptDays"/> go.
    /// </summary>
    ValueTask<bool> StoreAsync(IReadOnlyCollection<EpisodeRow> rows, IReadOnlyCollection<ArrivalHour> hours, long after, long position, CancellationToken cancellation = default);

    /// <summary>Hours of a shop and its queues that had anything, from an hour until before another, by hour and queue.</summary>
    ValueTask<IReadOnlyList<ArrivalHour>> GetHoursAsync(ShopId shop, long from, long to, CancellationToken cancellation = default);

    /// <summary>The shops with the most arrivals from an hour on, at most so many.</summary>
    ValueTask<IReadOnlyList<ShopArrivals>> GetShopsAsync(long from, int most, CancellationToken cancellation = default);

    ValueTask<EpisodePage> QueryAsync(ShopId shop, EpisodeQuery query, CancellationToken cancellation = default);

    ValueTask StoreAgentAsync(AgentProfile profile, CancellationToken cancellation = default);

    ValueTask<IReadOnlyList<AgentProfile>> GetAgentsAsync(ShopId shop, CancellationToken cancellation = default);

    /// <summary>Empties the rows and hours and sets the position to 0.</summary>
    ValueTask ResetAsync(CancellationToken cancellation = default);
}

/// <summary>The store without hours.</summary>
public static class EpisodeStoreExtensions
{
    public static ValueTask<bool> StoreAsync(this IEpisodeStore store, IReadOnlyCollection<EpisodeRow> rows, long after, long position, CancellationToken cancellation = default) =>
        store.StoreAsync(rows, [], after, position, cancellation);
}
