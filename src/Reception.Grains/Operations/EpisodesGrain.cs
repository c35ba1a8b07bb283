using Reception.Contracts.Agents;
using Reception.Contracts.Ids;
using Reception.Contracts.Operations;
using Reception.Domain.Journal;

namespace Reception.Grains.Operations;

/// <summary>Reads the projections; several at a time, since it holds nothing.</summary>
[StatelessWorker]
internal sealed class EpisodesGrain(IEpisodeStore episodes) : Grain, IEpisodesGrain
{
    private const int MostRows = 200;

    private ShopId Shop => new(this.GetPrimaryKeyString());

    public async Task<EpisodePage> QueryAsync(EpisodeQuery query) => await episodes.QueryAsync(Shop, query with { Limit = Math.Clamp(query.Limit, 1, MostRows) });

    public async Task<AgentProfile[]> GetAgentsAsync() => [.. await episodes.GetAgentsAsync(Shop)];
}
