using Reception.Client.Web.Rest;
using Reception.Domain.Simulation.Files;

namespace Reception.Cli.Simulation;

/// <summary>Those who asked for a person on a day, from the list of episodes: newest first, page by page, until the day is over.</summary>
internal static class RecordedDay
{
    public static async Task<IReadOnlyList<RecordedArrival>> ReadAsync(ReceptionApi api, string shop, DateTimeOffset from, DateTimeOffset until, CancellationToken cancel)
    {
        var arrivals = new List<RecordedArrival>();
        string? cursor = null;
        do
        {
            var page = await api.GetConversationsAsync(shop, null, cursor, cancel);
            foreach (var row in page.Rows)
            {
                if (row.WaitingSince is { } asked && asked >= from && asked < until) arrivals.Add(new RecordedArrival(asked, row.Queue?.Split('/')[^1], row.Topic, row.Conversation.Split('/') is [_, var channel, _] ? channel : null));
            }
            // Newest opened first: once all of a page was opened a day before the day, nobody on later pages asked within it but for threads open longer than that.
            cursor = page.Rows.Length > 0 && page.Rows[^1].OpenedAt < from.AddDays(-1) ? null : page.NextCursor;
        }
        while (cursor is not null);
        return arrivals;
    }
}
