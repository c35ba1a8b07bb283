using System.Collections.Concurrent;
using Reception.Contracts.Ids;
using Reception.Contracts.Training;
using Reception.Domain.Training;

namespace Reception.Grains.Training;

/// <summary>This silo's share of what trainers are told: adds up its own conversations' facts and hands out one numbered delta a second for each shop.</summary>
internal sealed class TrainingFolder
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

    /// <summary>What is to be sent: a delta keeps its number until it has been <see cref="Taken"/>, so that a repeat counts once.</summary>
    public IReadOnlyList<(ShopId Shop, long Number, TrainingDelta Delta)> ToSend()
    {
        var deltas = new List<(ShopId, long, TrainingDelta)>();
        foreach (var (shop, portion) in _portions)
        {
            lock (portion)
            {
                if (portion.Sending is null && !portion.Open.IsEmpty) (portion.Sending, portion.Number) = (portion.Open.Take(), portion.Number + 1);
                if (portion.Sending is { } delta) deltas.Add((shop, portion.Number, delta));
            }
        }
        return deltas;
    }

    public void Taken(ShopId shop, long number)
    {
        var portion = _portions[shop];
        lock (portion)
        {
            if (portion.Number == number) portion.Sending = null;
        }
    }

    private sealed class Portion
    {
        public DeltaSum Open { get; } = new();
        public TrainingDelta? Sending { get; set; }
        public long Number { get; set; }
    }
}
