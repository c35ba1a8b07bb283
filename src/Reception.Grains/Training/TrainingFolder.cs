using System.Collections.Concurrent;
using Reception.Contracts.Ids;
using Reception.Contracts.Training;
using Reception.Domain.Training;
using Reception.Grains.Deltas;

namespace Reception.Grains.Training;

/// <summary>This silo's share of what trainers are told: adds up its own conversations' facts and hands out one numbered delta a second for each shop.</summary>
internal sealed class TrainingFolder : IDeltaSource<TrainingDelta>
{
    private readonly ConcurrentDictionary<ShopId, Portion> _portions = new();

    public void Fold(ShopId shop, IReadOnlyCollection<TrainingFact> facts)
    {
        if (facts.Count == 0) return;
        var portion = _portions.GetOrAdd(shop, static _ => new Portion());
        lock (portion)
        {
            foreach (var fact in facts) portion.Open.Add(fact);
        }
    }

    public IReadOnlyList<(string Key, long Number, TrainingDelta Delta)> ToSend()
    {
        var deltas = new List<(string, long, TrainingDelta)>();
        foreach (var (shop, portion) in _portions)
        {
            lock (portion)
            {
                if (portion.Outgoing.Delta is null && !portion.Open.IsEmpty) portion.Outgoing.Put(portion.Open.Take());
                if (portion.Outgoing.Delta is { } delta) deltas.Add((shop.Value, portion.Outgoing.Number, delta));
            }
        }
        return deltas;
    }

    public void Taken(string key, long number) => _portions[new(key)].Outgoing.Taken(number);

    private sealed class Portion
    {
        public DeltaSum Open { get; } = new();

        /// <summary>The sender's.</summary>
        public Outgoing<TrainingDelta> Outgoing { get; } = new();
    }
}
