using System.Collections.Concurrent;
using Reception.Contracts.Ids;
using Reception.Contracts.Insight;
using Reception.Domain.Conversations.Events;
using Reception.Domain.Insight;

namespace Reception.Grains.Insight;

/// <summary>This silo's share of the figures: folds its own conversations' events and hands out one numbered delta a second.</summary>
internal sealed class InsightFolder
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

    /// <summary>What is to be sent: a delta keeps its number until it has been <see cref="Taken"/>, so that a repeat counts once.</summary>
    public IReadOnlyList<(ShopId Shop, long Number, ShopFigures Delta)> ToSend()
    {
        var deltas = new List<(ShopId, long, ShopFigures)>();
        foreach (var (shop, share) in _shares)
        {
            lock (share)
            {
                if (share.Sending is null && share.Open != FiguresFold.Zero) (share.Sending, share.Open, share.Number) = (share.Open, FiguresFold.Zero, share.Number + 1);
                if (share.Sending is { } delta) deltas.Add((shop, share.Number, delta));
            }
        }
        return deltas;
    }

    public void Taken(ShopId shop, long number)
    {
        var share = _shares[shop];
        lock (share)
        {
            if (share.Number == number) share.Sending = null;
        }
    }

    private sealed class Share
    {
        public ShopFigures Open { get; set; } = FiguresFold.Zero;
        public ShopFigures? Sending { get; set; }
        public long Number { get; set; }
    }
}
