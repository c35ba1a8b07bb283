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
    /// Stores rows and position in one commit, if the position is still <paramref name="after"/>: the fence against a second projector.
    /// False: another was first, nothing was written.
    /// </summary>
    ValueTask<bool> StoreAsync(IReadOnlyCollection<EpisodeRow> rows, long after, long position, CancellationToken cancellation = default);

    ValueTask<EpisodePage> QueryAsync(ShopId shop, EpisodeQuery query, CancellationToken cancellation = default);

    ValueTask StoreAgentAsync(AgentProfile profile, CancellationToken cancellation = default);

    ValueTask<IReadOnlyList<AgentProfile>> GetAgentsAsync(ShopId shop, CancellationToken cancellation = default);

    /// <summary>Empties the rows and sets the position to 0.</summary>
    ValueTask ResetAsync(CancellationToken cancellation = default);
}
