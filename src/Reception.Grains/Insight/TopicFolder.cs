using System.Collections.Concurrent;
using System.Collections.Immutable;
using Reception.Contracts.Ids;
using Reception.Contracts.Insight;
using Reception.Domain.Insight;
using Reception.Grains.Deltas;

namespace Reception.Grains.Insight;

/// <summary>
/// This silo's share of what is asked: counts by shop as it is heard, and hands out one numbered delta a second for each shop and one for
/// all of them. A turn pays for the count; names, masks and sums are made by who asks for the deltas.
/// </summary>
internal sealed class TopicFolder : IDeltaSource<TopicsDelta>
{
    private readonly ConcurrentDictionary<ShopId, Portion> _portions = new();
    private readonly Outgoing<TopicsDelta> _all = new();
    private TopicTally _waiting = new(isOfAllShops: true);

    public void Fold(in ConversationId conversation, ImmutableArray<HeardQuestion> heard)
    {
        if (heard.IsEmpty) return;
        var portion = _portions.GetOrAdd(conversation.Shop, static _ => new Portion());
        lock (portion.Gate)
        {
            foreach (var question in heard) (portion.Open ??= new()).Count(question, conversation);
        }
    }

    public IReadOnlyList<(string Key, long Number, TopicsDelta Delta)> ToSend()
    {
        var deltas = new List<(string, long, TopicsDelta)>();
        foreach (var (shop, portion) in _portions)
        {
            if (portion.Outgoing.Delta is null && portion.Cut() is { } counts)
            {
                var tally = new TopicTally(isOfAllShops: false);
                tally.Add(counts);
                _waiting.Add(counts);
                if (!tally.IsEmpty) portion.Outgoing.Put(tally.ToDelta());
            }
            if (portion.Outgoing.Delta is { } delta) deltas.Add((shop.Value, portion.Outgoing.Number, delta));
        }
        if (_all.Delta is null && !_waiting.IsEmpty)
        {
            _all.Put(_waiting.ToDelta());
            _waiting = new(isOfAllShops: true);
        }
        if (_all.Delta is { } sum) deltas.Add((ITopicsGrain.AllShops, _all.Number, sum));
        return deltas;
    }

    public void Taken(string key, long number)
    {
        var outgoing = key == ITopicsGrain.AllShops ? _all : _portions[new(key)].Outgoing;
        outgoing.Taken(number);
    }

    private sealed class Portion
    {
        public Lock Gate { get; } = new();

        /// <summary>What was heard since the last cut, under <see cref="Gate"/>.</summary>
        public AskedCounts? Open { get; set; }

        /// <summary>The sender's.</summary>
        public Outgoing<TopicsDelta> Outgoing { get; } = new();

        public AskedCounts? Cut()
        {
            lock (Gate)
            {
                var open = Open;
                Open = null;
                return open;
            }
        }
    }
}
