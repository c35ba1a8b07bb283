using Reception.Contracts.Ids;

namespace Reception.Domain.Queues;

/// <summary>
/// Waits that ended lately, by epoch: a late or repeated enqueue of one of them is not taken for new work (calls may overtake
/// each other). Kept for two minutes, longer than a call lives.
/// </summary>
internal sealed class EndedWaits
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(2);

    private readonly Dictionary<ConversationId, long> _epochs = [];
    private readonly Queue<(ConversationId Work, long Epoch, DateTimeOffset At)> _byAge = new();

    public void Add(ConversationId work, long epoch, DateTimeOffset now)
    {
        while (_byAge.TryPeek(out var oldest) && oldest.At + Kept < now)
        {
            _byAge.Dequeue();
            if (_epochs.TryGetValue(oldest.Work, out var known) && known == oldest.Epoch) _epochs.Remove(oldest.Work);
        }
        if (_epochs.TryGetValue(work, out var last) && last >= epoch) return;
        _epochs[work] = epoch;
        _byAge.Enqueue((work, epoch, now));
    }

    public bool Contains(ConversationId work, long epoch) => _epochs.TryGetValue(work, out var ended) && epoch <= ended;
}
