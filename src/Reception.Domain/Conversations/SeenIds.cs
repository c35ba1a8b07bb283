using System.Collections.Immutable;

namespace Reception.Domain.Conversations;

/// <summary>
/// The ids of the newest <see cref="Capacity"/> messages and commands of one side, so that a repeat gets the same answer.
/// A repeat that comes later than that many newer ids is taken for new: a gateway has one batch of at most 50 in flight.
/// </summary>
public sealed class SeenIds
{
    /// <summary>How many ids are remembered.</summary>
    public const int Capacity = 128;

    private readonly ImmutableDictionary<string, long> _sequences;
    private readonly ImmutableQueue<string> _order;

    private SeenIds(ImmutableDictionary<string, long> sequences, ImmutableQueue<string> order) => (_sequences, _order) = (sequences, order);

    public static SeenIds Empty { get; } = new(ImmutableDictionary.Create<string, long>(StringComparer.Ordinal), ImmutableQueue<string>.Empty);

    public int Count => _sequences.Count;

    public bool TryGet(string id, out long sequence) => _sequences.TryGetValue(id, out sequence);

    public SeenIds Add(string id, long sequence)
    {
        if (_sequences.ContainsKey(id)) return this;
        var (sequences, order) = (_sequences.Add(id, sequence), _order.Enqueue(id));
        if (sequences.Count > Capacity)
        {
            order = order.Dequeue(out var oldest);
            sequences = sequences.Remove(oldest);
        }
        return new(sequences, order);
    }

    public SeenId[] ToArray() => [.. _order.Select(id => new SeenId(id, _sequences[id]))];

    public static SeenIds From(SeenId[]? ids) => (ids ?? []).Aggregate(Empty, (seen, id) => seen.Add(id.Id, id.Sequence));
}
