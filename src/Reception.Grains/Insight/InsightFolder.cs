using System.Collections.Concurrent;
using Reception.Contracts.Ids;
using Reception.Contracts.Insight;
using Reception.Domain.Conversations.Events;
using Reception.Domain.Insight;
using Reception.Grains.Deltas;

namespace Reception.Grains.Insight;

/// <summary>This silo's share of the figures: folds its own conversations' events and hands out one numbered delta a second.</summary>
internal sealed class InsightFolder : IDeltaSource<ShopFigures>
{
    private readonly ConcurrentDictionary<ShopId, Share> _shares = new();
    private long _messages;

    /// <summary>Messages of customers that this silo has taken since it started.</summary>
    public long Messages => Interlocked.Read(ref _messages);

    public void Fold(ShopId shop, IEnumerable<ConversationEvent> events)
    {
        var share = _shares.GetOrAdd(shop, static _ => new Share());
        lock (share)
        {
            var before = share.Open.CustomerMessages;
            share.Open = events.Aggregate(share.Open, FiguresFold.Apply);
            Interlocked.Add(ref _messages, share.Open.CustomerMessages - before);
        }
    }

    /// <summary>What no event of the journal tells: a queue's own counts since it told them last.</summary>
    public void Add(ShopId shop, ShopFigures counts)
    {
        var share = _shares.GetOrAdd(shop, static _ => new Share());
        lock (share) share.Open = FiguresFold.Add(share.Open, counts);
    }

    public IReadOnlyList<(string Key, long Number, ShopFigures Delta)> ToSend()
    {
        var deltas = new List<(string, long, ShopFigures)>();
        foreach (var (shop, share) in _shares)
        {
            lock (share)
            {
                if (share.Outgoing.Delta is null && share.Open != FiguresFold.Zero)
                {
                    share.Outgoing.Put(share.Open);
                    share.Open = FiguresFold.Zero;
                }
                if (share.Outgoing.Delta is { } delta) deltas.Add((shop.Value, share.Outgoing.Number, delta));
            }
        }
        return deltas;
    }

    public void Taken(string key, long number) => _shares[new(key)].Outgoing.Taken(number);

    private sealed class Share
    {
        public ShopFigures Open { get; set; } = FiguresFold.Zero;

        /// <summary>The sender's.</summary>
        public Outgoing<ShopFigures> Outgoing { get; } = new();
    }
}
