using Reception.Clustering.Link;
using Reception.Contracts.Ids;
using Reception.Domain.Journal;

namespace Reception.Storage.Remote;

/// <summary>The store's end of <see cref="EpisodeCalls"/>.</summary>
internal sealed class EpisodeCallHandler(IEpisodeStore episodes)
{
    public static bool Handles(byte operation) => operation is >= EpisodeCalls.Position and <= EpisodeCalls.Shops;

    public ValueTask HandleAsync(byte operation, PayloadReader request, PayloadWriter answer) => operation switch
    {
        EpisodeCalls.Position => PositionAsync(answer),
        EpisodeCalls.Find => FindAsync(request, answer),
        EpisodeCalls.Store => StoreAsync(request, answer),
        EpisodeCalls.Query => QueryAsync(request, answer),
        EpisodeCalls.StoreAgent => episodes.StoreAgentAsync(EpisodeCalls.ReadProfile(request)),
        EpisodeCalls.Agents => AgentsAsync(request, answer),
        EpisodeCalls.Hours => HoursAsync(request, answer),
        EpisodeCalls.Shops => ShopsAsync(request, answer),
        _ => episodes.ResetAsync(),
    };

    private async ValueTask PositionAsync(PayloadWriter answer) => answer.Long(await episodes.GetPositionAsync().ConfigureAwait(false));

    private async ValueTask FindAsync(PayloadReader request, PayloadWriter answer)
    {
        var row = await episodes.FindAsync(ConversationId.Parse(request.Text()), request.Int()).ConfigureAwait(false);
        answer.Flag(row is not null);
        if (row is not null) EpisodeCalls.WriteRow(answer, row);
    }

    private async ValueTask StoreAsync(PayloadReader request, PayloadWriter answer)
    {
        var (after, position) = (request.Long(), request.Long());
        answer.Flag(await episodes.StoreAsync(request.Many(EpisodeCalls.ReadRow), request.Many(EpisodeCalls.ReadHour), after, position).ConfigureAwait(false));
    }

    private async ValueTask QueryAsync(PayloadReader request, PayloadWriter answer)
    {
        var (shop, query) = EpisodeCalls.ReadQuery(request);
        var page = await episodes.QueryAsync(shop, query).ConfigureAwait(false);
        EpisodeCalls.WriteRows(answer, page.Rows);
        answer.Text(page.NextCursor);
    }

    private async ValueTask HoursAsync(PayloadReader request, PayloadWriter answer) =>
        EpisodeCalls.WriteHours(answer, await episodes.GetHoursAsync(new ShopId(request.Text()), request.Long(), request.Long()).ConfigureAwait(false));

    private async ValueTask ShopsAsync(PayloadReader request, PayloadWriter answer) =>
        EpisodeCalls.WriteShops(answer, await episodes.GetShopsAsync(request.Long(), request.Int()).ConfigureAwait(false));

    private async ValueTask AgentsAsync(PayloadReader request, PayloadWriter answer)
    {
        var agents = await episodes.GetAgentsAsync(new ShopId(request.Text())).ConfigureAwait(false);
        answer.Int(agents.Count);
        foreach (var agent in agents) EpisodeCalls.WriteProfile(answer, agent);
    }
}
