using Reception.Contracts.Ids;
using Reception.Contracts.Operations;
using Reception.Domain.Conversations;
using Reception.Domain.Conversations.Events;
using Reception.Domain.Journal;
using Reception.Grains.WorkOrders;

namespace Reception.Grains.Operations;

/// <summary>Writes the read side behind the journal; one for the whole cluster, key 0.</summary>
public interface IProjectorGrain : IGrainWithIntegerKey
{
    /// <summary>Folds what is new in the feed; the answer is how many appends.</summary>
    Task<int> ProjectAsync();

    /// <summary>Throws the rows away; the next calls fold them again from the beginning.</summary>
    Task RebuildAsync();
}

/// <summary>
/// Rows are stored together with the position they reflect, so that a crash repeats a batch or does not, and both give the same rows.
/// </summary>
internal sealed class ProjectorGrain(IConversationJournal journal, IEpisodeStore episodes, IWorkOrderStore orders) : Grain, IProjectorGrain
{
    private const int BatchAppends = 500;
    private const int BatchesInATurn = 20;
    private const int MostKept = 20_000;

    private readonly Dictionary<string, EpisodeRow?> _newest = new(StringComparer.Ordinal);
    private readonly WorkOrderProjection _orders = new(orders);
    private long _position = -1;

    public async Task<int> ProjectAsync()
    {
        var folded = 0;
        for (var batch = 0; batch < BatchesInATurn; batch++)
        {
            if (_position < 0) _position = await episodes.GetPositionAsync();
            var feed = await journal.ReadFeedAsync(_position, BatchAppends);
            if (feed.Count == 0) break;
            await FoldAsync(feed);
            folded += feed.Count;
        }
        return folded;
    }

    public async Task RebuildAsync()
    {
        Forget();
        await _orders.ResetAsync();
        await episodes.ResetAsync();
    }

    private async Task FoldAsync(IReadOnlyList<FeedItem> feed)
    {
        var changed = new Dictionary<(string, int), EpisodeRow>();
        var tally = new ArrivalTally();
        try
        {
            foreach (var item in feed)
            {
                if (ConversationId.TryParse(item.Conversation, out var work) && work.IsOrder()) await _orders.FoldAsync(work, item);
                else foreach (var payload in item.Events) await FoldAsync(item.Conversation, payload, changed, tally);
            }
            await _orders.StoreAsync();
            if (await episodes.StoreAsync(changed.Values, tally.Hours, _position, feed[^1].Position)) _position = feed[^1].Position;
            else Forget(); // another activation was first
        }
        catch
        {
            Forget();
            throw;
        }
        if (_newest.Count > MostKept) _newest.Clear();
    }

    /// <summary>Rows in memory may be ahead of what is stored, or behind: the next batch begins at what the store says.</summary>
    private void Forget()
    {
        _newest.Clear();
        _position = -1;
    }

    private async ValueTask FoldAsync(string key, ReadOnlyMemory<byte> payload, Dictionary<(string, int), EpisodeRow> changed, ArrivalTally tally)
    {
        var happened = ConversationJson.Read(payload.Span);
        if (happened.Episode == 0 || happened is CheckpointTaken or SessionOpened or SessionClosed || !ConversationId.TryParse(key, out var id)) return;
        var row = _newest.GetValueOrDefault(key);
        if (happened is not EpisodeOpened && row?.Episode != happened.Episode)
            row = changed.GetValueOrDefault((key, happened.Episode)) ?? await episodes.FindAsync(id, happened.Episode);
        tally.Add(id, row, happened);
        row = EpisodeFold.Apply(row, id, happened);
        _newest[key] = row;
        if (row is not null) changed[(key, row.Episode)] = row;
    }
}
